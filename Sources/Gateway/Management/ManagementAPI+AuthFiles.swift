import JSON
import HTTPTransport
import HTTPWire
import PlatformSupport
import ProxyModel
import SignIn

extension ManagementAPI {
    /// The token files, in the shape that cli-proxy-api gives them.
    func authFiles() -> ManagementAnswer {
        let now = Timestamp.now
        let records = Dictionary(accounts.records.map { ($0.account.id, $0) }) { first, _ in first }
        let files = accounts.files.map { json($0, records[$0.file.name], now: now) }
        return ManagementAnswer(.object("files", .array(files)))
    }

    private func json(_ entry: CredentialFolder.Entry, _ record: AccountRecord?, now: Timestamp) -> JSONValue {
        let name = entry.file.name
        var type = ""
        var message = ""
        var status = "active"
        switch entry.file.content {
        case .account(let account): type = account.service.kind.tokenType
        case .foreign(let other):
            type = other
            (status, message) = ("unknown", "of another provider")
        case .invalid(let reason):
            (status, message) = ("error", reason)
        }
        let account = record?.account
        let pauses = record?.activeCooldowns(now: now) ?? []
        if account?.isDisabled == true { status = "disabled" }
        if let refusal = record?.refusalText { (status, message) = ("error", refusal) }
        let path = Paths.join(configuration.current.credentialDirectory, name)
        let modified = entry.info.map { Timestamp(seconds: $0.modified / 1_000_000_000) }
        return .members(
            ("id", .string(name)),
            ("auth_index", .string(name)),
            ("name", .string(name)),
            ("type", .string(type)),
            ("provider", .string(type)),
            ("label", .string(account?.label ?? name)),
            ("email", account.flatMap { $0.label == name ? nil : .string($0.label) }),
            ("account", account.map { .string($0.label) }),
            ("account_type", .string("oauth")),
            ("status", .string(status)),
            ("status_message", .string(message)),
            ("disabled", .boolean(account?.isDisabled ?? false)),
            ("unavailable", .boolean(record?.refusal != nil || !pauses.isEmpty)),
            ("next_retry_after", pauses.map(\.cooldown.until).min().map { .string($0.description) }),
            ("expires_at", account?.expiry.map { .string($0.description) }),
            ("modtime", modified.map { .string($0.description) }),
            ("updated_at", modified.map { .string($0.description) }),
            ("path", .string(path)),
            ("size", entry.info.map { .integer($0.size) }),
            ("source", .string("file")),
            ("runtime_only", .boolean(false)),
            ("priority", account.map { .integer($0.priority) }),
            ("prefix", account?.prefix.map { .string($0) }),
            ("note", account?.note.map { .string($0) }),
            ("success", .integer(record?.successes ?? 0)),
            ("failed", .integer(record?.failures ?? 0)),
            ("id_token", account.flatMap(Self.identity)),
            ("limits", record?.limits.map { .array($0.all.map(Self.json)) }),
            ("limits_at", record?.limits.map { .string($0.at.description) }),
            ("recent_requests", record.map { Self.json($0.recent, now: now) })
        )
    }

    /// What cli-proxy-api shows of a codex account's identity token.
    private static func identity(_ account: UpstreamAccount) -> JSONValue? {
        guard account.service == .codexBackend else { return nil }
        return .members(
            ("chatgpt_account_id", account.chatGPTAccount.map { .string($0) }),
            ("plan_type", account.plan.map { .string($0) })
        )
    }

    private static func json(_ recent: RecentOutcomes, now: Timestamp) -> JSONValue {
        .array(
            recent.spans(until: now).map { span in
                .members(
                    ("time", .string(Timestamp(seconds: span.start).description)),
                    ("success", .integer(span.successes)),
                    ("failed", .integer(span.failures))
                )
            }
        )
    }

    /// The models that a token file's account serves.
    func authFileModels(_ name: String?) async -> ManagementAnswer {
        guard let record = accounts.records.first(where: { $0.account.id == name }) else {
            return .failure(.notFound, "no such account")
        }
        let list = await models.models(of: [record], requiresPrefix: configuration.current.requiresPrefix)
        let json = list.map { model in
            JSONValue.members(
                ("id", .string(model.id)),
                ("display_name", .string(model.displayName ?? model.id)),
                ("type", .string(record.account.service.kind.tokenType)),
                ("owned_by", .string(model.owner))
            )
        }
        return ManagementAnswer(.object("models", .array(json)))
    }
}

// MARK: - Changing files

extension ManagementAPI {
    /// Stores token files: one as the body, named in the query, or any number in a form.
    func upload(_ request: HTTPRequest, name: String?) async throws -> ManagementAnswer {
        let body = try await request.readBody(limit: Self.bodyLimit)
        let contentType = request.fields[.contentType] ?? ""
        var files: [MultipartForm.File]
        if let form = MultipartForm.files(contentType: contentType, body) {
            files = form
        } else {
            files = [MultipartForm.File(name: name ?? "", body: body)]
        }
        guard !files.isEmpty else { return .failure(.badRequest, "there is no file in the form") }
        // All of them or none: a form that is refused has changed nothing.
        var paths: [String] = []
        for file in files {
            guard let path = path(of: file.name) else {
                return .failure(.badRequest, "name must end in .json, and be the name of a file and not a path")
            }
            if let fault = fault(of: file) { return .failure(.badRequest, fault) }
            paths.append(path)
        }
        for (file, path) in zip(files, paths) {
            if let failure = store(file.body, at: path) { return failure }
        }
        follow()
        return .done
    }

    /// Why a file is not stored; nil when it may be.
    private func fault(of file: MultipartForm.File) -> String? {
        let kind = configuration.current.kind
        switch TokenFile(name: file.name, bytes: file.body, shared: SharedAccountSettings(kind: kind)).content {
        case .invalid(let reason): return "\(file.name) is no token file: \(reason)"
        case .foreign(let type):
            return kind.map { "\(file.name) is a token file of '\(type.prefix(40))', and this engine is for \($0)" }
        case .account: return nil
        }
    }

    /// Deletes one token file, or all.
    func deleteAuthFiles(_ query: QueryItems) -> ManagementAnswer {
        let names: [String]
        if query["all"] == "true" {
            names = accounts.files.map(\.file.name)
        } else {
            guard let name = query["name"], accounts.files.contains(where: { $0.file.name == name }) else {
                return .failure(.notFound, "no such file")
            }
            names = [name]
        }
        for name in names {
            guard let path = path(of: name) else { continue }
            do throws(SystemError) {
                try FileSystem.remove(path)
            } catch {
                return .failure(.internalServerError, "\(error)")
            }
        }
        log.write(.info, "deleted: \(names.joined(separator: ", "))")
        follow()
        return ManagementAnswer(.members(("status", .string("ok")), ("deleted", .integer(names.count))))
    }

    /// Switches an account on or off, in its file.
    func setStatus(_ request: HTTPRequest) async throws -> ManagementAnswer {
        guard let json = try await json(request), let name = json["name"]?.string,
            let isDisabled = json["disabled"]?.boolean
        else { return .failure(.badRequest, "name and disabled are needed") }
        return await change(name, [JSONMember("disabled", .boolean(isDisabled))])
    }

    /// Changes what a user may set in a token file; null and empty texts remove a member.
    func setFields(_ request: HTTPRequest) async throws -> ManagementAnswer {
        guard let json = try await json(request), let name = json["name"]?.string, case .object(let members) = json
        else {
            return .failure(.badRequest, "name is needed")
        }
        let changes = members.filter { $0.name != "name" }
        if let other = changes.first(where: { !Self.changeableFields.contains($0.name) }) {
            return .failure(.badRequest, "\(other.name) cannot be changed")
        }
        return await change(name, changes)
    }

    private static let changeableFields: Set<String> = [
        "disabled", "prefix", "proxy_url", "priority", "note", "headers", "excluded_models", "model_aliases",
    ]

    /// Sets members of a token file and leaves all others as they are.
    private func change(_ name: String, _ changes: [JSONMember]) async -> ManagementAnswer {
        guard let path = path(of: name), accounts.files.contains(where: { $0.file.name == name }) else {
            return .failure(.notFound, "no such file")
        }
        // Whoever renews the account's token must not have it overwritten by the old one.
        guard let lock = try? await CredentialLock.acquire(for: path, on: loop) else {
            return .failure(.conflict, "\(name) cannot be locked")
        }
        defer { extendLifetime(lock) }
        guard let bytes = try? FileSystem.read(path, limit: CredentialFolder.maximumSize),
            case .object(var members) = try? JSONReader.read(bytes)
        else { return .failure(.conflict, "\(name) is not a JSON object") }
        for change in changes {
            members.removeAll { $0.name == change.name }
            if change.value.isNull || change.value.string == "" { continue }
            members.append(change)
        }
        var writer = JSONWriter()
        writer.value(.object(members))
        let changed = TokenFile(name: name, bytes: writer.bytes, shared: SharedAccountSettings())
        if case .invalid(let reason) = changed.content { return .failure(.badRequest, reason) }
        if let failure = store(writer.bytes + [0x0A], at: path) { return failure }
        follow()
        return .done
    }

    private func store(_ bytes: [UInt8], at path: String) -> ManagementAnswer? {
        do throws(SystemError) {
            try FileSystem.write(bytes, atomicallyTo: path, mode: 0o600, durable: true)
            return nil
        } catch {
            return .failure(.internalServerError, "\(error)")
        }
    }

    /// The path of a token file; nil when the name is none.
    private func path(of name: String) -> String? {
        guard CredentialFolder.isTokenFile(name), !name.contains(where: { "/\\\0".contains($0) }) else { return nil }
        return Paths.join(configuration.current.credentialDirectory, name)
    }
}
