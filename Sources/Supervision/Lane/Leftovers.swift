import PlatformSupport
import ProxyModel

/// Engines that live on although their provider is no longer in the settings.
struct Leftovers {
    let base: BaseDirectory
    let known: [ProviderSettings]

    /// What there is to know of their providers, from their directories alone.
    func find() -> [ProviderSettings] {
        let names = (try? FileSystem.list(base.configs)) ?? []
        return names.compactMap { ProviderID($0) }
            .filter { id in !known.contains { $0.id == id } }
            .filter { (try? EngineAdoption(directory: base.provider($0)).isLocked()) == true }
            .map { id in
                var port: UInt16 = 0
                if case .record(let record) = ProcessRecord.read(from: base.provider(id)) { port = record.port }
                return ProviderSettings(id: id, kind: ProviderKind(rawValue: id.name) ?? .codex, port: port)
            }
    }
}
