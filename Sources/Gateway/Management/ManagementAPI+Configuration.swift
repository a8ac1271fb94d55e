import JSON
import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel

extension ManagementAPI {
    /// The configuration as JSON, without what is the supervisor's, and without secrets.
    func configurationView() -> ManagementAnswer {
        guard let root = try? YAMLReader.read(configuration.text, file: configuration.path) else {
            return .failure(.internalServerError, "the configuration cannot be read")
        }
        let hidden: Set<String> = ["host", "port", "auth-dir", "remote-management", "api-keys"]
        let members = (root.entries ?? []).filter { !hidden.contains($0.key) }.map { entry in
            JSONMember(entry.key, Self.json(entry.value, key: entry.key))
        }
        return ManagementAnswer(.object(members))
    }

    /// Whether a value of that name may be a secret; of names that this engine does not know, too.
    private static func isSecret(_ key: String) -> Bool {
        key == "proxy-url"
            || ["key", "keys", "token", "tokens", "secret", "password"].contains {
                key == $0 || key.hasSuffix("-\($0)")
            }
    }

    private static func json(_ node: YAMLNode, key: String) -> JSONValue {
        if key == "headers", !node.isNull { return .string("***") }
        if isSecret(key), let scalar = node.scalar, !node.isNull, scalar.text != "" { return .string("***") }
        switch node.content {
        case .sequence(let items): return .array(items.map { json($0, key: key) })
        case .mapping(let entries): return .object(entries.map { JSONMember($0.key, json($0.value, key: $0.key)) })
        case .scalar(let scalar):
            switch scalar.value {
            case .null: return .null
            case .boolean(let value): return .boolean(value)
            case .integer(let value): return .integer(value)
            case .float(let value): return value.isFinite ? .number(value.description) : .null
            case .string(let text): return .string(text)
            }
        }
    }

    /// Replaces the whole file, if the engine could run with the new one.
    func replaceConfiguration(_ bytes: [UInt8]) -> ManagementAnswer {
        do throws(ConfigurationError) {
            _ = try configuration.check(bytes)
        } catch {
            if case .syntax = error.reason { return .failure(.badRequest, "invalid_yaml", "\(error)") }
            return .failure(HTTPStatus(rawValue: 422), "invalid_config", "\(error)")
        }
        return writing {
            store(bytes) ?? ManagementAnswer(.members(("ok", .boolean(true)), ("changed", .array([.string("config")]))))
        }
    }

    /// Tells or sets a single value.
    func value(of setting: EditableSetting, _ method: String, _ request: HTTPRequest) async throws -> ManagementAnswer {
        switch method {
        case "GET":
            return ManagementAnswer(.object(setting.name, setting.value(in: configuration.current)))
        case "PUT", "PATCH":
            guard let value = try await json(request)?["value"].flatMap({ YAMLTree($0) }) else {
                return .failure(.badRequest, "a body such as {\"value\": …} is needed")
            }
            return writing { set(setting.keys, to: value) }
        default:
            return .failure(.methodNotAllowed, "GET, PUT and PATCH are answered here")
        }
    }

    /// The keys of the proxy paths: told, replaced, changed one by one, or taken away.
    func apiKeys(_ method: String, _ request: HTTPRequest, _ query: QueryItems) async throws -> ManagementAnswer {
        if method == "GET" {
            let keys = configuration.current.apiKeys.map { JSONValue.string($0.revealed) }
            return ManagementAnswer(.object("api-keys", .array(keys)))
        }
        let json = try await json(request)
        return writing {
            var keys = configuration.current.apiKeys.map(\.revealed)
            if let refusal = Self.change(&keys, method, json, query) { return refusal }
            guard keys.allSatisfy({ key in !key.isEmpty && key.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } }) else {
                return .failure(.badRequest, "a key is a text without spaces that a header field can carry")
            }
            return set(["api-keys"], to: .list(keys.map { .string($0) }))
        }
    }

    /// Changes a list of keys as a request asks for.
    ///
    /// - Returns: why not; nil when that was done.
    private static func change(
        _ keys: inout [String],
        _ method: String,
        _ json: JSONValue?,
        _ query: QueryItems
    ) -> ManagementAnswer? {
        switch method {
        case "PUT":
            guard let items = json?.elements ?? json?["items"]?.elements ?? json?["value"]?.elements else {
                return .failure(.badRequest, "a list of keys is needed")
            }
            keys = items.compactMap(\.string)
            guard keys.count == items.count else { return .failure(.badRequest, "keys are texts") }
        case "PATCH":
            guard let json, let new = (json["new"] ?? json["value"])?.string else {
                return .failure(.badRequest, "old and new, or index and value, are needed")
            }
            if let index = json["index"]?.integer(as: Int.self)
                ?? json["old"]?.string.flatMap({ keys.firstIndex(of: $0) })
            {
                guard keys.indices.contains(index) else { return .failure(.notFound, "no such key") }
                keys[index] = new
            } else if json["old"] == nil {
                keys.append(new)
            } else {
                return .failure(.notFound, "no such key")
            }
        case "DELETE":
            let index = query["index"].flatMap { Int($0) } ?? query["value"].flatMap { keys.firstIndex(of: $0) }
            guard let index, keys.indices.contains(index) else { return .failure(.notFound, "no such key") }
            keys.remove(at: index)
        default:
            return .failure(.methodNotAllowed, "GET, PUT, PATCH and DELETE are answered here")
        }
        return nil
    }

    /// Lets nobody else write the file meanwhile, and begins with what it holds then: somebody may have added a key to it.
    private func writing(_ body: () -> ManagementAnswer) -> ManagementAnswer {
        do throws(SystemError) {
            guard let lock = try ConfigurationLock.acquire(for: configuration.path) else {
                return .failure(.conflict, "another program is changing the configuration; try again in a moment")
            }
            defer { _ = lock.descriptor }
            follow()
            return body()
        } catch {
            return .failure(.internalServerError, "\(error)")
        }
    }

    /// Sets one value in the file and leaves every other byte of it as it is.
    private func set(_ keys: [String], to value: YAMLTree) -> ManagementAnswer {
        let edited: [UInt8]
        do {
            // From the file: what has been written there and could not be used is not to be lost either.
            let text = try GatewayConfiguration.text(of: configuration.path)
            edited = try YAMLEditor.setting(keys, to: value, in: text, file: configuration.path)
        } catch {
            return .failure(.conflict, "\(error)")
        }
        do throws(ConfigurationError) {
            _ = try configuration.check(edited)
        } catch {
            return .failure(.badRequest, "\(error)")
        }
        return store(edited) ?? .done
    }

    private func store(_ bytes: [UInt8]) -> ManagementAnswer? {
        do throws(SystemError) {
            try FileSystem.write(bytes, atomicallyTo: configuration.path, mode: 0o600, durable: true)
        } catch {
            return .failure(.internalServerError, "\(error)")
        }
        follow()
        return nil
    }
}
