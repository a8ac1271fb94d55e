/// Which models an account serves, and under which names.
struct AccountModels: Sendable, Hashable {
    /// All that there are; none: whatever the upstream has.
    var listed: [ModelMapping] = []
    /// More names for what the upstream has; without effect on `listed`.
    var aliases: [ModelMapping] = []
    var excluded: [ModelPattern] = []
    /// How names are understood that no list has; nil: as the upstream's own.
    var rules: ModelRules?

    /// What the upstream is asked for when a client asks for `model`; nil when this account does not serve it.
    func upstreamModel(of model: String) -> UpstreamModel? {
        guard let rules else { return upstreamName(of: model).map { UpstreamModel(name: $0) } }
        // A name of the user's own is what it is, whatever it looks like; without its suffix it may be one, too.
        let asked = UpstreamModel(model)
        for (name, effort) in [(model, nil), (asked.name, asked.effort)] where isOwnName(name) {
            guard let target = upstreamName(of: name) else { return nil }
            var resolved = UpstreamModel(target)
            resolved.effort = effort ?? resolved.effort
            return resolved
        }
        let resolved = rules.resolve(model)
        guard let name = upstreamName(of: resolved.name), !excluded.contains(where: { $0.matches(model) }) else {
            return nil
        }
        return UpstreamModel(name: name, effort: resolved.effort)
    }

    private func isOwnName(_ model: String) -> Bool {
        (listed.isEmpty ? aliases : listed).contains { $0.alias == model }
    }

    /// What the upstream calls the model that a client asks for; nil when this account does not serve it.
    func upstreamName(of model: String) -> String? {
        if listed.isEmpty, aliases.isEmpty, excluded.isEmpty { return model }
        guard let name = mappedName(of: model) else { return nil }
        return excluded.contains { $0.matches(name) || $0.matches(model) } ? nil : name
    }

    private func mappedName(of model: String) -> String? {
        let mappings = listed.isEmpty ? aliases : listed
        if let mapping = mappings.first(where: { $0.alias == model }) { return mapping.name }
        let named = mappings.filter { $0.name == model }
        // A model that was given another name is known by that one only, unless it keeps both.
        if named.isEmpty { return listed.isEmpty ? model : nil }
        return named.contains(where: \.keepsName) ? model : nil
    }

    /// The models that clients can ask this account for.
    ///
    /// `upstream` is what the upstream has, as far as that is known.
    func offered(of upstream: [ModelDescription]) -> [ModelDescription] {
        let all: [ModelDescription]
        if listed.isEmpty {
            all = upstream + aliases.compactMap { alias in upstream.first { $0.id == alias.name }?.renamed(alias) }
        } else {
            all = listed.flatMap { mapping in
                let known = upstream.first { $0.id == mapping.name } ?? ModelDescription(id: mapping.name)
                return mapping.keepsName ? [known.renamed(mapping), known] : [known.renamed(mapping)]
            }
        }
        var seen: Set<String> = []
        return all.filter { upstreamName(of: $0.id) != nil && seen.insert($0.id).inserted }
    }
}
