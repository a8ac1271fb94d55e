/// Applies gathered values to the defaults, and checks that they fit together.
struct SettingsResolver {
    private var collector: SettingsCollector
    private var settings = Settings()
    private var sources: [String: SettingSource] = [:]
    /// By name, the one that counts.
    private let strongest: [String: SettingAssignment]

    init(_ collector: SettingsCollector) {
        self.collector = collector
        strongest = Dictionary(collector.assignments.map { ($0.name, $0) }) { _, later in later }
    }

    mutating func resolve() throws(SettingsError) -> LoadedSettings {
        addProviders()
        addPresets()
        for assignment in collector.assignments { apply(assignment) }
        checkProviders()
        checkPresets()
        checkRanges()
        guard collector.problems.isEmpty else { throw SettingsError(collector.problems) }
        return LoadedSettings(settings: settings, sources: sources)
    }

    private mutating func apply(_ assignment: SettingAssignment) {
        let names = assignment.key.pattern.names(in: assignment.path)
        if assignment.key.assign(assignment.input, names, &settings) {
            sources[assignment.name] = assignment.source
            return
        }
        let message = "\(assignment.name) is \(assignment.input.excerpt). It has to be \(assignment.key.expectation)"
        collector.report(.wrongValue, assignment.source, key: assignment.name, message)
    }

    // MARK: - Providers and presets of the user's own

    private mutating func addProviders() {
        for name in newNames(under: "providers", known: settings.providers.map(\.id.name)) {
            guard let id = ProviderID(name) else { continue }
            // Kind and port are asked for below, and then overwrite these.
            settings.providers.append(ProviderSettings(id: id, kind: .codex, port: 0))
            require("providers.\(name)", ["kind", "port"])
        }
    }

    private mutating func addPresets() {
        for name in newNames(under: "presets", known: settings.presets.map(\.name)) {
            let opus = text(of: "presets.\(name).opus") ?? ""
            let sonnet = text(of: "presets.\(name).sonnet") ?? opus
            let provider = text(of: "presets.\(name).provider").flatMap { ProviderID($0) } ?? .claude
            var preset = Preset(name: name, provider: provider, opus: opus, sonnet: sonnet, haiku: sonnet)
            if kind(of: provider) != .claude {
                preset.environment = Preset.foreignServerEnvironment
                preset.claudeArguments = Preset.withoutAutoMode
            }
            settings.presets.append(preset)
            require("presets.\(name)", ["provider", "opus"])
        }
    }

    private func newNames(under word: String, known: [String]) -> [String] {
        let names = collector.assignments.filter { $0.path[0] == word }.map { $0.path[1] }
        return Set(names).subtracting(known).sorted()
    }

    private mutating func require(_ owner: String, _ keys: [String]) {
        for key in keys where strongest["\(owner).\(key)"] == nil {
            guard let first = collector.assignments.first(where: { $0.name.hasPrefix(owner + ".") }) else { continue }
            let message =
                "\(owner) needs \(owner).\(key), since it is not one of the predefined. Add it, or check the name"
            collector.report(.missingKey, first.source, key: "\(owner).\(key)", message)
        }
    }

    private func text(of name: String) -> String? {
        strongest[name]?.input.string
    }

    private func kind(of provider: ProviderID) -> ProviderKind? {
        let own = text(of: "providers.\(provider.name).kind").flatMap { ProviderKind(rawValue: $0) }
        return own ?? ProviderSettings.predefined.first { $0.id == provider }?.kind
    }

    // MARK: - What has to fit together

    private mutating func checkProviders() {
        for standard in ProviderSettings.predefined {
            guard let provider = settings.provider(standard.id), provider.kind != standard.kind else { continue }
            let key = "providers.\(standard.id).kind"
            let message =
                "\(key) is \(provider.kind), but \(standard.id) is predefined. Use another name for a provider of that kind"
            collector.report(.conflict, source(key), key: key, message)
        }
        var owners: [UInt16: String] = [settings.dashboardPort: "dashboard.port"]
        for provider in settings.providers where provider.port != 0 {
            let key = "providers.\(provider.id).port"
            guard let other = owners.updateValue(key, forKey: provider.port) else { continue }
            // Whichever of the two was set is the one to change; the default of the other cannot be pointed at.
            let culprit = sources[key] == nil ? other : key
            let message = "\(key) and \(other) are both \(provider.port). Give one of them another port"
            collector.report(.duplicatePort, source(culprit), key: culprit, message)
        }
    }

    private mutating func checkPresets() {
        for preset in settings.presets {
            for name in preset.environment.keys.sorted() where LaunchPlan.managedVariables.contains(name) {
                let key = "presets.\(preset.name).env.\(name)"
                collector.report(
                    .conflict,
                    source(key),
                    key: key,
                    "\(key) cannot be set: ccproxy decides \(name) itself"
                )
            }
            guard settings.provider(preset.provider) == nil else { continue }
            let key = "presets.\(preset.name).provider"
            let names = settings.providers.map(\.id.name)
            let hint = NearestWord.find(preset.provider.name, in: names).map { "Did you mean \($0)?" }
            let message =
                "\(key) is \"\(preset.provider)\", which is no provider. \(hint ?? "There are \(names.joined(separator: ", "))")"
            collector.report(.unknownProvider, source(key), key: key, message)
        }
    }

    private mutating func checkRanges() {
        guard settings.restart.initialDelay > settings.restart.maximumDelay else { return }
        let isInitial = sources["restart.initial-delay"] != nil
        let key = isInitial ? "restart.initial-delay" : "restart.max-delay"
        let delays = "\(DurationText.render(settings.restart.initialDelay)) is longer than restart.max-delay, "
        let message =
            "restart.initial-delay, \(delays)\(DurationText.render(settings.restart.maximumDelay)). Change one of them"
        collector.report(.conflict, source(key), key: key, message)
    }

    private func source(_ key: String) -> SettingSource {
        sources[key] ?? .standard
    }
}
