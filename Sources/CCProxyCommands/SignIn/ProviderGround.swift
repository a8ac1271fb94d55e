import PlatformSupport
import ProxyModel

/// What an engine needs to find before it signs anybody in: a directory of its own, and a configuration that names it.
enum ProviderGround {
    /// Makes it, as a start would.
    static func prepare(_ provider: ProviderSettings, in context: CommandContext) throws(CommandFailure) {
        let base = try context.base
        do {
            let keys = try ProviderKeys.loadOrCreate(base: base, provider: provider.id)
            try EngineConfiguration(provider, base: base, apiKey: keys.apiKey).prepare()
        } catch {
            throw CommandFailure("\(error)", remedy: "'ccproxy doctor' looks further")
        }
    }

    /// The engine of a provider.
    static func engine(
        of provider: ProviderSettings,
        in context: CommandContext
    ) throws(CommandFailure) -> EngineLocation {
        let locator = EngineLocator(base: try context.base, executable: context.executable)
        do throws(EngineLocationError) {
            return try locator.locate(provider.engine)
        } catch {
            throw CommandFailure("\(error)", remedy: error.remedy)
        }
    }
}
