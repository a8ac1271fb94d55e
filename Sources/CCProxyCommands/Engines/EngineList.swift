import JSON
import PlatformSupport
import ProxyModel

/// The engines that are here, and who uses which.
struct EngineList {
    /// One program.
    struct Row: Equatable {
        let engine: String
        /// What it says of itself; nil where it says nothing.
        let version: String?
        let path: String
        /// The providers that it is started for.
        var providers: [String]
        /// Whether it is what its engine's name means; false for versions that are kept.
        let isCurrent: Bool
    }

    private(set) var rows: [Row] = []
    /// The providers that have none, and why.
    private(set) var problems: [(provider: String, error: EngineLocationError)] = []

    init(_ context: CommandContext) throws(CommandFailure) {
        let base = try context.base
        let locator = EngineLocator(base: base, executable: context.executable)
        func add(_ location: EngineLocation, for provider: String?) {
            let index = rows.firstIndex { $0.path == location.path }
            if let index, let provider { rows[index].providers.append(provider) }
            guard index == nil else { return }
            let version = try? EngineVersionProbe.version(of: location.path, environment: context.environment)
            rows.append(
                Row(
                    engine: location.name,
                    version: version.flatMap { $0 },
                    path: location.path,
                    providers: provider.map { [$0] } ?? [],
                    isCurrent: true
                )
            )
        }
        for kind in EngineKind.allCases {
            if let location = try? locator.locate(.named(kind)) { add(location, for: nil) }
        }
        for provider in try context.settings().providers {
            do throws(EngineLocationError) {
                add(try locator.locate(provider.engine), for: provider.id.name)
            } catch {
                if provider.isEnabled { problems.append((provider.id.name, error)) }
            }
        }
        addKept(base)
    }

    /// The versions that are not used, behind the one that is.
    private mutating func addKept(_ base: BaseDirectory) {
        guard let store = try? EngineStore(base: base) else { return }
        let used = store.currentVersion
        for version in store.versions.reversed() where version != used {
            let path = store.path(of: version)
            rows.append(
                Row(
                    engine: EngineKind.cliProxyAPI.rawValue,
                    version: version.text,
                    path: path,
                    providers: [],
                    isCurrent: false
                )
            )
        }
    }

    /// A table.
    func lines(style: TextStyle) -> [String] {
        var table = TextTable()
        table.add(["ENGINE", "VERSION", "USED BY", "PATH"].map { .init($0, .faint) })
        for row in rows {
            let users = row.providers.isEmpty ? (row.isCurrent ? "-" : "kept") : row.providers.joined(separator: ", ")
            table.add([
                .init(row.engine, .strong), .init(row.version ?? "unknown", row.version == nil ? .warning : nil),
                .init(users, row.providers.isEmpty ? .faint : .good), .init(row.path, .faint),
            ])
        }
        return table.lines(style: style)
    }

    /// `{"engines":[{"engine","version","path","current","providers":[…]}…]}`.
    func encoded() -> [UInt8] {
        var json = JSONWriter()
        let elements = rows.map { row in
            JSONValue.object([
                JSONMember("engine", .string(row.engine)),
                JSONMember("version", row.version.map(JSONValue.string) ?? .null),
                JSONMember("path", .string(row.path)),
                JSONMember("current", .boolean(row.isCurrent)),
                JSONMember("providers", .array(row.providers.map(JSONValue.string))),
            ])
        }
        json.value(.object([JSONMember("engines", .array(elements))]))
        return json.bytes
    }

    /// `{"engine","version","path"}` of what was just installed.
    static func encode(_ installed: EngineInstallation.Installed) -> [UInt8] {
        var json = JSONWriter()
        json.value(
            .object([
                JSONMember("engine", .string(EngineKind.cliProxyAPI.rawValue)),
                JSONMember("version", .string(installed.version.text)),
                JSONMember("path", .string(installed.path)),
            ])
        )
        return json.bytes
    }
}
