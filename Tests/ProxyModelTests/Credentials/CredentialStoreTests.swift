import JSON
import PlatformSupport
import TestSupport
import Testing

@testable import ProxyModel

struct CredentialStoreTests {
    private func with(_ body: (ProviderDirectory, CredentialStore) throws -> Void) throws {
        try withTemporaryDirectory { temporary in
            let directory = ProviderDirectory(path: temporary.path("configs/codex"))
            try FileSystem.createDirectory(temporary.path("configs"), mode: 0o755)
            try FileSystem.createDirectory(directory.path, mode: 0o700)
            try body(directory, CredentialStore(directory))
        }
    }

    private func put(_ text: String, _ name: String = "a.json", in directory: ProviderDirectory) throws {
        try FileSystem.write(text, atomicallyTo: "\(directory.path)/\(name)", mode: 0o644)
    }

    private func text(_ name: String = "a.json", in directory: ProviderDirectory) throws -> String {
        String(decoding: try FileSystem.read("\(directory.path)/\(name)"), as: UTF8.self)
    }

    private let credential = ImportedCredential(
        json: .object([JSONMember("type", .string("codex"))]),
        identity: AccountIdentity(email: nil, id: nil),
        fileName: "a.json",
        distinctFileName: nil,
        expiresAt: nil,
        isRenewable: false
    )

    @Test func `an account is switched off and on, and nothing else in its file changes`() throws {
        try with { directory, store in
            try put(#"{"z":1.50,"disabled":null,"a":{"ü":[]},"disabled":false,"b":1e400}"#, in: directory)
            #expect(try store.setDisabled(true, file: "a.json"))
            #expect(try text(in: directory) == #"{"z":1.50,"disabled":true,"a":{"ü":[]},"b":1e400}"# + "\n")
            #expect(try FileSystem.info("\(directory.path)/a.json").map { $0.mode & 0o777 } == 0o600)
            #expect(try !store.setDisabled(true, file: "a.json"))
            #expect(try store.setDisabled(false, file: "a.json"))
            #expect(try text(in: directory).contains(#""disabled":false"#))
        }
    }

    @Test func `an account that never said so is on, and stays untouched`() throws {
        try with { directory, store in
            try put(#"{ "type": "codex" }"#, in: directory)
            #expect(try !store.setDisabled(false, file: "a.json"))
            #expect(try text(in: directory) == #"{ "type": "codex" }"#)
            #expect(try store.setDisabled(true, file: "a.json"))
            #expect(try text(in: directory) == #"{"type":"codex","disabled":true}"# + "\n")
        }
    }

    @Test func `what cannot be understood is left alone, and not quoted`() throws {
        try with { directory, store in
            for content in ["SECRET", "[\"SECRET\"]", ""] {
                try put(content, in: directory)
                let error = #expect(throws: CredentialStoreError.self) {
                    try store.setDisabled(true, file: "a.json")
                }
                #expect(error?.description.contains("SECRET") == false)
                #expect(try text(in: directory) == content)
            }
            #expect(throws: CredentialStoreError.missing(path: "\(directory.path)/none.json")) {
                try store.setDisabled(true, file: "none.json")
            }
        }
    }

    @Test func `a file goes with its lock, and a link without what it leads to`() throws {
        try with { directory, store in
            try put("{}", in: directory)
            _ = try store.setDisabled(true, file: "a.json")
            try store.remove(file: "a.json")
            #expect(try FileSystem.list(directory.path).isEmpty)
            #expect(throws: CredentialStoreError.missing(path: "\(directory.path)/a.json")) {
                try store.remove(file: "a.json")
            }
            try put("{}", "real.json", in: directory)
            try SpecialFiles.makeLink(to: "\(directory.path)/real.json", at: "\(directory.path)/b.json")
            try store.remove(file: "b.json")
            #expect(try FileSystem.list(directory.path) == ["real.json"])
        }
    }

    @Test func `a new account is written once, and replaces another only if that is wanted`() throws {
        try withTemporaryDirectory { temporary in
            let directory = ProviderDirectory(path: temporary.path("configs/codex"))
            let store = CredentialStore(directory)
            try store.add(credential, as: "a.json", isReplacing: false)
            #expect(try FileSystem.info("\(directory.path)/a.json").map { $0.mode & 0o777 } == 0o600)
            #expect(try FileSystem.info(directory.path).map { $0.mode & 0o777 } == 0o700)
            try put("{}", in: directory)
            #expect(throws: CredentialStoreError.exists(path: "\(directory.path)/a.json")) {
                try store.add(credential, as: "a.json", isReplacing: false)
            }
            #expect(try text(in: directory) == "{}")
            try store.add(credential, as: "a.json", isReplacing: true)
            #expect(try text(in: directory) == #"{"type":"codex"}"# + "\n")
        }
    }

    @Test func `whoever holds the lock of a file is waited for`() async throws {
        try await withTemporaryDirectory { temporary in
            let path = temporary.path("a.json")
            try FileSystem.write("{}", atomicallyTo: path, mode: 0o600)
            let lock = try CredentialLock.acquire(for: path)
            async let change = Self.disable(in: temporary.path)
            try FileSystem.write(#"{"refresh_token":"new"}"#, atomicallyTo: path, mode: 0o600)
            _ = consume lock
            #expect(try await change)
            #expect(
                try FileSystem.read(path) == Array("{\"refresh_token\":\"new\",\"disabled\":true}\n".utf8)
            )
        }
    }

    @concurrent private static func disable(in path: String) async throws -> Bool {
        try CredentialStore(ProviderDirectory(path: path)).setDisabled(true, file: "a.json")
    }

    @Test func `files that came or were written are told from those that were not`() throws {
        try with { directory, _ in
            for name in ["a.json", "b.json", "c.txt"] { try put("{}", name, in: directory) }
            let before = try CredentialSnapshot(of: directory)
            #expect(try CredentialSnapshot(of: directory).changes(since: before) == [])
            try put("{}", "b.json", in: directory)
            try put("{}", "d.json", in: directory)
            try put("{}", ".e.json", in: directory)
            try FileSystem.remove("\(directory.path)/a.json")
            let changes = try CredentialSnapshot(of: directory).changes(since: before)
            #expect(changes.map(\.file) == ["b.json", "d.json"] && changes.map(\.isNew) == [false, true])
            let none = ProviderDirectory(path: directory.path + "/none")
            #expect(try CredentialSnapshot(of: none).changes(since: before) == [])
        }
    }

    @Test func `a refused renewal is an expired account, whatever its token's time`() throws {
        try with { directory, _ in
            let refusal =
                #""ccproxy_refresh_refused":{"reason":"token revoked","at":"2026-01-01T00:00:00Z","#
                + #""last_refresh":"x"}"#
            let file = #"{"type":"codex","refresh_token":"r","expired":"2099-01-01T00:00:00Z","last_refresh":"x","#
            try put(file + refusal + "}", in: directory)
            let account = try #require(try CredentialDirectory(directory, kind: .codex).read(now: .now).accounts.first)
            #expect(account.state == .expired && !account.isRenewable)
            #expect(account.reason == "renewing it was refused: token revoked")
            let status = StatusReport.Account(account)
            #expect(status.reason == account.reason)
            try put(file + refusal + #","disabled":true}"#, in: directory)
            #expect(try CredentialDirectory(directory, kind: .codex).read(now: .now).accounts.first?.state == .disabled)
        }
    }
}
