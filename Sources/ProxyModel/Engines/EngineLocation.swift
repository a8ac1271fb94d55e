/// The program that runs as a provider's engine.
package struct EngineLocation: Hashable, Sendable {
    /// Its name for people: an engine's, or the path that the settings give.
    package let name: String

    /// Which engine it is, `nil` when the settings give a path whose last part is no engine's name.
    package let kind: EngineKind?

    /// Its absolute path.
    package let path: String

    package init(name: String, kind: EngineKind?, path: String) {
        self.name = name
        self.kind = kind
        self.path = path
    }
}
