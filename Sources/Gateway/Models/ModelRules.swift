/// What the codex provider makes of the names that clients use for models.
struct ModelRules: Sendable, Hashable {
    /// Whether names are passed on as they are: `PASSTHROUGH_MODE`.
    ///
    /// True does so with Claude's too, which the upstream then refuses; false maps what the table does not know. Without
    /// it the names of other vendors are passed on and Claude's are mapped.
    var passesThrough: Bool?
    /// What Claude's families stand for, where that is configured.
    var families: [ModelFamily: String] = [:]
    /// What everything else stands for that is mapped; nil: what the table says.
    var usualModel: String?

    /// What the upstream is asked for.
    ///
    /// Precedence: pass-through, then what is configured for the family, then the table. An effort in the client's name
    /// comes before one in the configured name.
    func resolve(_ model: String) -> UpstreamModel {
        if passesThrough == true, !model.isEmpty { return UpstreamModel(model) { _ in true } }
        let asked = UpstreamModel(model)
        guard isMapped(asked.name) else { return asked }
        let family = ModelFamily(of: asked.name)
        let target =
            family.flatMap { families[$0] ?? CodexModelTable.families[$0] } ?? usualModel
            ?? CodexModelTable.usualModel
        var mapped = UpstreamModel(target)
        mapped.effort = asked.effort ?? mapped.effort
        return mapped
    }

    private func isMapped(_ name: String) -> Bool {
        if name.isEmpty || name.lowercased().hasPrefix("claude") || isFamilyAlone(name) { return true }
        return passesThrough == false && CodexModelTable.entry(of: name) == nil
            && !families.values.contains { UpstreamModel($0).name == name }
    }

    /// Claude Code's own short names: `opus`, `sonnet`, `haiku`.
    private func isFamilyAlone(_ name: String) -> Bool { ModelFamily(rawValue: name.lowercased()) != nil }
}
