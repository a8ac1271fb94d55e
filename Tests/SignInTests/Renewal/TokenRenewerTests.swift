import FakeIdentityProvider
import HTTPTransport
import JSON
import PlatformSupport
import ProxyModel
import TestSupport
import Testing

@testable import SignIn

struct TokenRenewerTests {
    private struct Death: Error {}

    @Test func `fifty who ask at once cost one request, and all get the new token`() throws {
        try withWorld { world in
            let (path, old) = try world.storeExpired()
            let renewer = world.renewer()
            let outcomes = await withTaskGroup(of: RenewalOutcome.self) { group in
                for _ in 0..<50 { group.addTask { await renewer.renew(path, .rejected(accessToken: old)) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(world.provider.refreshes.asked == 1)
            let tokens = Set(outcomes.compactMap { $0.token?.accessToken })
            #expect(tokens.count == 1 && tokens.first != old)
            let record = try world.record(path)
            #expect(record.accessToken == tokens.first)
            #expect(record.refreshToken == world.provider.currentRefreshToken)
            #expect(record.json["unknown"]?["a"]?.elements?.count == 1)
            #expect(try FileSystem.info(path)?.mode == 0o600)
        }
    }

    @Test func `renewers that share nothing but the file take turns, and the second finds the new token`() throws {
        try withWorld { world in
            let (path, old) = try world.storeExpired()
            let gate = Gate()
            world.provider.failNext(.hold(gate))
            await withTaskGroup(of: RenewalOutcome.self) { group in
                for _ in 0..<3 { group.addTask { await world.renewer().renew(path, .rejected(accessToken: old)) } }
                await gate.arrival()
                gate.open()
                var renewed = 0
                for await outcome in group {
                    if case .renewed = outcome { renewed += 1 }
                    #expect(outcome.token != nil)
                }
                #expect(renewed == 1)
            }
            #expect(world.provider.refreshes.asked == 1)
        }
    }

    @Test func `a token that is good for long enough is left alone`() throws {
        try withWorld { world in
            let path = try world.store(#""access_token":"a","refresh_token":"r","expired":"2099-01-01T00:00:00Z""#)
            let renewer = world.renewer()
            #expect(await renewer.renew(path, .due(until: .now)).token?.accessToken == "a")
            #expect(await renewer.renew(path, .rejected(accessToken: "older")).token?.accessToken == "a")
            #expect(world.provider.refreshes.asked == 0)
        }
    }

    @Test func `a refusal is noted in the file, asked for once, and ended by signing in`() throws {
        try withWorld { world in
            let (path, old) = try world.storeExpired()
            world.provider.revoke()
            for _ in 0..<3 {
                let outcome = await world.renewer().renew(path, .rejected(accessToken: old))
                #expect(outcome.token == nil)
                #expect("\(outcome)".contains("refresh_token_reused"))
            }
            #expect(world.provider.refreshes.asked == 1)
            let refusal = try #require(try world.record(path).refusal)
            #expect(refusal.reason == "this refresh token was used before (refresh_token_reused)")
            // Somebody who insists asks again.
            _ = await world.renewer().renew(path, .wanted(insteadOf: old))
            #expect(world.provider.refreshes.asked == 2)
            let other = try world.storeExpired()
            #expect(await world.renewer().renew(other.path, .rejected(accessToken: other.access)).token != nil)
            #expect(try world.record(path).refusal == nil)
        }
    }

    @Test func `after a failure that may pass the provider has a rest, and the account is not given up`() throws {
        try withWorld { world in
            let (path, old) = try world.storeExpired()
            world.provider.failNext(.status(500), .garbage)
            let renewer = world.renewer()
            for _ in 0..<5 {
                let outcome = await renewer.renew(path, .rejected(accessToken: old))
                #expect("\(outcome)".contains("500"))
            }
            #expect(try world.record(path).refusal == nil)
            #expect("\(await renewer.renew(path, .wanted(insteadOf: old)))".contains("no token"))
            #expect(await renewer.renew(path, .wanted(insteadOf: old)).token != nil)
            #expect(world.provider.refreshes.asked == 1)
        }
    }

    @Test func `nothing that is printed shows a token`() throws {
        try withWorld { world in
            let (path, old) = try world.storeExpired()
            let outcome = await world.renewer().renew(path, .rejected(accessToken: old))
            let token = try #require(outcome.token)
            for text in ["\(outcome)", String(reflecting: outcome), "\(token)", String(reflecting: token)] {
                #expect(!text.contains(token.accessToken), "\(text)")
            }
        }
    }

    @Test(arguments: [
        (#""access_token":"a","expired":"2020-01-01T00:00:00Z""#, "no refresh token"),
        (#""access_token":"a","refresh_token":"r","proxy_url":"ftp://x""#, "proxy_url"),
    ])
    func `a file that cannot be renewed says why`(members: String, text: String) throws {
        try withWorld { world in
            let path = try world.store(members)
            let outcome = await world.renewer().renew(path, .rejected(accessToken: "a"))
            #expect("\(outcome)".contains(text))
            #expect(world.provider.refreshes.asked == 0)
        }
    }

    @Test func `a file that is gone when the answer comes stays gone`() throws {
        try withWorld { world in
            let (path, old) = try world.storeExpired()
            let gate = Gate()
            world.provider.failNext(.hold(gate))
            async let outcome = world.renewer().renew(path, .rejected(accessToken: old))
            await gate.arrival()
            try FileSystem.remove(path)
            gate.open()
            #expect(await outcome.token == nil)
            #expect(!FileSystem.exists(path))
        }
    }

    @Test func `what others change while the provider is asked stays changed`() throws {
        try withWorld { world in
            let (path, old) = try world.storeExpired()
            let gate = Gate()
            world.provider.failNext(.hold(gate))
            async let outcome = world.renewer().renew(path, .rejected(accessToken: old))
            await gate.arrival()
            var record = try world.record(path)
            record.set("note", .string("mine"))
            try FileSystem.write(record.bytes, atomicallyTo: path, mode: 0o600, durable: false)
            gate.open()
            #expect(await outcome.token != nil)
            #expect(try world.record(path).json["note"]?.string == "mine")
        }
    }

    @Test func `an answer that no disk takes is used, and written as soon as one does`() throws {
        try withWorld { world in
            let (path, old) = try world.storeExpired()
            let renewer = world.renewer()
            let gate = Gate()
            world.provider.failNext(.hold(gate))
            async let first = renewer.renew(path, .rejected(accessToken: old))
            await gate.arrival()
            let backup = try FileSystem.read(path)
            // For a moment there is a directory where the file was.
            try FileSystem.remove(path)
            try FileSystem.createDirectory(path, mode: 0o700)
            gate.open()
            #expect(await first.token == nil)
            try FileSystem.remove(path)
            try FileSystem.write(backup, atomicallyTo: path, mode: 0o600)
            let second = await renewer.renew(path, .rejected(accessToken: old))
            #expect(second.token != nil)
            #expect(world.provider.refreshes.asked == 1)
            #expect(try world.record(path).refreshToken == world.provider.currentRefreshToken)
        }
    }

    @Test func `nothing is asked for that could not be written down`() throws {
        try withWorld { world in
            // A directory whose path is so long that its files can be read and locked, and no temporary file be made.
            let name = "a.json"
            let longest = 4095 - "/.\(name).lock".utf8.count
            var path = world.directory.path
            while path.utf8.count < longest {
                let rest = longest - path.utf8.count - 1
                path += "/" + String(repeating: "d", count: rest <= 200 ? rest : min(rest - 2, 200))
            }
            try FileSystem.createDirectory(path, mode: 0o700)
            let (stored, old) = try world.storeExpired()
            try FileSystem.rename(stored, to: Paths.join(path, name))
            let outcome = await world.renewer().renew(Paths.join(path, name), .rejected(accessToken: old))
            #expect("\(outcome)".contains("write \(path)"))
            #expect(world.provider.refreshes.asked == 0)
        }
    }

    @Test func `a lock that nobody gives back is not waited for for ever`() throws {
        try withWorld { world in
            let (path, old) = try world.storeExpired()
            let lock = try CredentialLock.acquire(for: path)
            let renewer = TokenRenewer(
                on: world.loop,
                client: world.client,
                settings: { _ in OAuthSettings() },
                proxy: { .direct },
                patience: .zero
            )
            let outcome = await renewer.renew(path, .rejected(accessToken: old))
            #expect("\(outcome)".contains("does not let go of codex-a.json"))
            #expect(world.provider.refreshes.asked == 0)
            extendLifetime(lock)
        }
    }

    @Test func `a token file may end in capitals`() throws {
        try withWorld { world in
            _ = try world.storeExpired(as: "A.JSON")
            #expect(try SignedInAccount.all(in: world.directory.path).map(\.name) == ["A.JSON"])
        }
    }

    @Test(arguments: RenewalStep.allCases)
    func `whoever dies at any step leaves an account that works`(step: RenewalStep) throws {
        try withWorld(changing: { rules, _ in rules.toleratesLostAnswers = true }) { world in
            let (path, old) = try world.storeExpired()
            let dying = world.renewer { if $0 == step { throw Death() } }
            _ = await dying.renew(path, .rejected(accessToken: old))
            let outcome = await world.renewer().renew(path, .rejected(accessToken: old))
            #expect(outcome.token != nil)
            let record = try world.record(path)
            #expect(record.refusal == nil)
            #expect(record.refreshToken == world.provider.currentRefreshToken)
            #expect(world.provider.refreshes.granted == (step == .answered ? 2 : 1))
            let names = try FileSystem.list(world.directory.path)
            #expect(names == [".codex-a.json.lock", "codex-a.json"], "no temporary file is left")
        }
    }

    @Test func `links to one file have one lock`() throws {
        try withTemporaryDirectory { directory in
            try FileSystem.write("{}", atomicallyTo: directory.path("a.json"), mode: 0o600)
            #expect(try CredentialLock.path(for: directory.path("a.json")) == directory.path(".a.json.lock"))
            let lock = try CredentialLock.acquire(for: directory.path("a.json"))
            #expect(try CredentialLock.tryAcquire(for: directory.path("./a.json")) == nil)
            extendLifetime(lock)
        }
    }
}
