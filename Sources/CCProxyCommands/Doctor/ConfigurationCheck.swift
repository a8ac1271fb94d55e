import PlatformSupport
import ProxyModel

/// An engine's own configuration file: readable, valid, and with our four keys as they have to be.
struct ConfigurationCheck {
    let provider: ProviderSettings
    let directory: ProviderDirectory

    private static let check = "config.yaml"

    func findings() -> [Finding] {
        let path = directory.configuration
        let text: [UInt8]?
        do throws(SystemError) {
            text = try FileSystem.readIfPresent(path, limit: YAMLReader.maximumSize)
        } catch {
            return [broken("\(error)", remedy: "ls -l \(ShellWords.quoted(path)) shows who may read it")]
        }
        guard let text else { return [.ok(Self.check, of: provider.id.name, "none yet; the first start makes it")] }
        let root: YAMLNode
        do throws(YAMLError) {
            root = try YAMLReader.read(text, file: path)
        } catch {
            return [broken("\(error)", remedy: "$EDITOR \(ShellWords.quoted(path))")]
        }
        guard root.isNull || root.entries != nil else {
            return [broken("\(path) is \(root.kind), not keys and values", remedy: "rm \(ShellWords.quoted(path))  makes the next start write a new one")]
        }
        let stale = differences(root)
        if stale.isEmpty { return [.ok(Self.check, of: provider.id.name, path)] }
        return stale.map { difference in
            .warning(
                Self.check,
                of: provider.id.name,
                "\(path): \(difference)",
                remedy: "ccproxy restart \(provider.id)  sets it right"
            )
        }
    }

    private func broken(_ found: String, remedy: String) -> Finding {
        .broken(Self.check, of: provider.id.name, found, remedy: remedy)
    }

    /// What a start would change.
    private func differences(_ root: YAMLNode) -> [String] {
        let wanted: [(key: String, value: YAMLTree)] = [
            ("auth-dir", .string(directory.path)), ("host", .string(provider.host)), ("port", .integer(Int(provider.port))),
        ]
        var found = wanted.compactMap { key, value -> String? in
            guard root[key]?.tree != value else { return nil }
            let actual = root[key]?.scalar?.text ?? "nothing"
            return "\(key) is \(actual), not \(text(of: value))"
        }
        if root["api-keys"]?.items?.isEmpty ?? true { found.append("api-keys is empty, so every local user gets in") }
        return found
    }

    private func text(of value: YAMLTree) -> String {
        switch value {
        case .scalar(.string(let text)): text
        case .scalar(.integer(let number)): "\(number)"
        default: ""
        }
    }
}
