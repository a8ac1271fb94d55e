import PlatformSupport
import ProxyModel

/// An engine's own configuration file: readable, valid, and with our four keys as they have to be.
struct ConfigurationCheck {
    let provider: ProviderSettings
    let directory: ProviderDirectory

    private var check: Check { Check("config.yaml", of: provider.id.name) }

    func findings() -> [Finding] {
        let path = directory.configuration
        let word = ShellWords.quoted(path)
        let text: [UInt8]?
        do throws(SystemError) {
            text = try FileSystem.readIfPresent(path, limit: YAMLReader.maximumSize)
        } catch {
            return [check.broken("\(error)", remedy: "ls -l \(word) shows who may read it")]
        }
        guard let text else { return [check.ok("none yet; the first start makes it")] }
        let root: YAMLNode
        do throws(YAMLError) {
            root = try YAMLReader.read(text, file: path)
        } catch {
            return [check.broken("\(error)", remedy: "$EDITOR \(word)")]
        }
        guard root.isNull || root.entries != nil else {
            let remedy = "rm \(word)  makes the next start write a new one"
            return [check.broken("\(path) is \(root.kind), not keys and values", remedy: remedy)]
        }
        let differences = differences(root)
        if differences.isEmpty { return [check.ok(path)] }
        let remedy = "ccproxy restart \(provider.id)  sets it right"
        return differences.map { check.warning("\(path): \($0)", remedy: remedy) }
    }

    /// What a start would change.
    private func differences(_ root: YAMLNode) -> [String] {
        let wanted: [(key: String, value: YAMLTree, text: String)] = [
            ("auth-dir", .string(directory.path), directory.path),
            ("host", .string(provider.host), provider.host),
            ("port", .integer(Int(provider.port)), "\(provider.port)"),
        ]
        var found = wanted.compactMap { key, value, text -> String? in
            guard root[key]?.tree != value else { return nil }
            return "\(key) is \(root[key].map { $0.scalar?.text ?? $0.kind } ?? "missing"), not \(text)"
        }
        if root["api-keys"]?.items?.isEmpty ?? true { found.append("api-keys is empty, so every local user gets in") }
        return found
    }
}
