import JSON
import HTTPTransport
import ProxyModel

/// A single value of the configuration that can be read and set while the engine runs, by its path below
/// `/v0/management/`.
enum EditableSetting: String, CaseIterable {
    case debug
    case usageStatistics = "usage-statistics-enabled"
    case proxyURL = "proxy-url"
    case requestRetry = "request-retry"
    case longestWait = "max-retry-interval"
    case requiresPrefix = "force-model-prefix"
    case strategy = "routing/strategy"

    /// Where it stands in the file.
    var keys: [String] { rawValue.split(separator: "/").map(String.init) }

    /// What answers call it.
    var name: String { keys.last ?? rawValue }

    /// What holds now.
    ///
    /// The address of a proxy may hold a password, so only how it was chosen is told.
    func value(in configuration: GatewayConfiguration) -> JSONValue {
        switch self {
        case .debug: .boolean(configuration.isDebugging)
        case .usageStatistics: .boolean(configuration.countsUsage)
        case .proxyURL:
            switch configuration.proxy {
            case .environment: .string("")
            case .direct: .string("direct")
            case .through(let address): .string("\(address)")
            }
        case .requestRetry: .integer(configuration.retries.additionalRounds)
        case .longestWait: .integer(configuration.retries.longestWait)
        case .requiresPrefix: .boolean(configuration.requiresPrefix)
        case .strategy: .string(configuration.routing.strategy.rawValue)
        }
    }
}

extension YAMLTree {
    /// What a JSON value is in YAML; nil for a number that no YAML integer or float can be.
    init?(_ json: JSONValue) {
        switch json {
        case .null: self = .scalar(.null)
        case .boolean(let value): self = .scalar(.boolean(value))
        case .number(let text):
            if let integer = Int(text) {
                self = .integer(integer)
            } else if let number = Double(text), number.isFinite {
                self = .scalar(.float(number))
            } else {
                return nil
            }
        case .string(let text): self = .string(text)
        case .array(let elements):
            var items: [YAMLTree] = []
            for element in elements {
                guard let item = YAMLTree(element) else { return nil }
                items.append(item)
            }
            self = .list(items)
        case .object(let members):
            var entries: [String: YAMLTree] = [:]
            for member in members {
                guard let value = YAMLTree(member.value) else { return nil }
                entries[member.name] = value
            }
            self = .map(entries)
        }
    }
}
