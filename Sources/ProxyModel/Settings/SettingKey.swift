/// One thing that can be set: its name, what it is for, and how it gets into `Settings`.
///
/// The table of all keys drives reading, validation, `config get`, `set` and `show`, the names of variables, and
/// completion; a new setting is one more line in it.
package struct SettingKey: Sendable {
    package let pattern: SettingPattern
    /// What it is for, in one line.
    package let summary: String
    /// What a value has to be: "a port from 1 to 65535".
    package let expectation: String
    /// Words that complete a value, where there are few.
    package let choices: [String]
    /// Puts a value in; false, with nothing changed, when it is not what is expected.
    let assign: @Sendable (SettingInput, [String], inout Settings) -> Bool
    /// The value in the form that the file has; `nil` when there is no such provider or preset.
    let value: @Sendable (Settings, [String]) -> YAMLTree?

    private init<Value>(
        _ pattern: String,
        _ summary: String,
        _ codec: SettingCodec<Value>,
        write: @escaping @Sendable (inout Settings, [String], Value) -> Void,
        read: @escaping @Sendable (Settings, [String]) -> Value?
    ) {
        self.pattern = SettingPattern(pattern)
        self.summary = summary
        expectation = codec.expectation
        choices = codec.choices
        assign = { input, names, settings in
            guard let value = codec.decode(input) else { return false }
            write(&settings, names, value)
            return true
        }
        value = { settings, names in read(settings, names).map(codec.encode) }
    }

    /// A setting that there is once.
    init<Value>(
        _ pattern: String,
        _ summary: String,
        _ codec: SettingCodec<Value>,
        _ path: any WritableKeyPath<Settings, Value> & Sendable
    ) {
        self.init(pattern, summary, codec) { settings, _, value in
            settings[keyPath: path] = value
        } read: { settings, _ in
            settings[keyPath: path]
        }
    }

    /// A setting of each provider.
    init<Value>(
        provider pattern: String,
        _ summary: String,
        _ codec: SettingCodec<Value>,
        _ path: any WritableKeyPath<ProviderSettings, Value> & Sendable
    ) {
        self.init("providers.<provider>." + pattern, summary, codec) { settings, names, value in
            guard let index = settings.providers.firstIndex(where: { $0.id.name == names.first }) else { return }
            settings.providers[index][keyPath: path] = value
        } read: { settings, names in
            settings.providers.first { $0.id.name == names.first }?[keyPath: path]
        }
    }

    /// A setting of each preset.
    init<Value>(
        preset pattern: String,
        _ summary: String,
        _ codec: SettingCodec<Value>,
        _ path: any WritableKeyPath<Preset, Value> & Sendable
    ) {
        self.init("presets.<preset>." + pattern, summary, codec) { settings, names, value in
            guard let index = settings.presets.firstIndex(where: { $0.name == names.first }) else { return }
            settings.presets[index][keyPath: path] = value
        } read: { settings, names in
            settings.presets.first { $0.name == names.first }?[keyPath: path]
        }
    }

    /// The variables of each preset.
    init(presetVariable summary: String) {
        self.init("presets.<preset>.env.<variable>", summary, .variable) { settings, names, value in
            guard let index = settings.presets.firstIndex(where: { $0.name == names.first }), names.count == 2 else {
                return
            }
            settings.presets[index].environment[names[1]] = value
        } read: { settings, names in
            guard let preset = settings.presets.first(where: { $0.name == names.first }), names.count == 2 else {
                return nil
            }
            return .some(preset.environment[names[1]])
        }
    }
}
