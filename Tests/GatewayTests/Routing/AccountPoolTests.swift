import HTTPWire
import ProxyModel
import Testing

@testable import Gateway

struct AccountPoolTests {
    private let now = Timestamp(seconds: 1_000_000)
    private let answer = KeptAnswer(status: 429, fields: [:], body: [])

    private func pool(_ names: [String], _ change: (inout UpstreamAccount) -> Void = { _ in }) -> AccountPool {
        var pool = AccountPool()
        pool.replaceAccounts(by: names.map { account($0, change) })
        return pool
    }

    private func account(_ name: String, _ change: (inout UpstreamAccount) -> Void = { _ in }) -> UpstreamAccount {
        var account = UpstreamAccount(
            id: name,
            source: .configuration,
            credential: .apiKey(Secret("key of \(name)")),
            label: name
        )
        change(&account)
        return account
    }

    private func choose(
        _ pool: inout AccountPool,
        _ model: String = "m",
        session: String? = nil,
        tried: Set<String> = [],
        after seconds: Int64 = 0
    ) -> String {
        let request = RouteRequest(model: model, session: session, tried: tried)
        switch pool.choose(for: request, now: now.advanced(bySeconds: seconds)) {
        case .account(let account, let model): return model.name == "m" ? account.id : "\(account.id):\(model.name)"
        case .none(.noAccount): return "no account"
        case .none(.noModel): return "no model"
        case .none(.allTried): return "all tried"
        case .none(.coolingDown(let pause)): return "wait \(pause.until.seconds - now.seconds)"
        }
    }

    private func pause(_ pool: inout AccountPool, _ id: String, _ seconds: Int64, model: String = "m") {
        let cooldown = Cooldown(until: now.advanced(bySeconds: seconds), answer: answer)
        pool.update(id) { $0.pause(model, cooldown, now: now) }
    }

    @Test func `pauses that are over are not kept, whatever names clients ask for`() {
        var pool = pool(["a"])
        for number in 0..<100 { pause(&pool, "a", -1, model: "m\(number)") }
        pause(&pool, "a", 60)
        #expect(pool.records.first?.cooldowns.keys.sorted() == ["m"])
    }

    @Test func `round-robin takes the one that has waited longest`() {
        var pool = pool(["a", "b", "c"])
        #expect((0..<6).map { _ in choose(&pool) } == ["a", "b", "c", "a", "b", "c"])
    }

    @Test func `an account that joins is next, one that leaves is missed by nobody`() {
        var pool = pool(["a", "b"])
        _ = (choose(&pool), choose(&pool), choose(&pool))
        pool.replaceAccounts(by: [account("b"), account("c")])
        #expect((0..<4).map { _ in choose(&pool) } == ["c", "b", "c", "b"])
    }

    @Test func `fill-first stays with the first until it can no more`() {
        var pool = pool(["a", "b"])
        pool.routing.strategy = .fillFirst
        #expect((0..<3).map { _ in choose(&pool) } == ["a", "a", "a"])
        pause(&pool, "a", 60)
        #expect(choose(&pool) == "b")
        #expect(choose(&pool, after: 60) == "a", "at the very second that the upstream has named")
    }

    @Test func `a session stays with its account until its time is over`() {
        var pool = pool(["a", "b", "c"])
        #expect(choose(&pool, session: "s") == "a")
        #expect(choose(&pool) == "b")
        #expect(choose(&pool, session: "s") == "a")
        #expect(choose(&pool, session: "t") == "c")
        #expect(choose(&pool, session: "s", after: 3599) == "a")
        #expect(choose(&pool, session: "s", after: 3599 + 3600) == "b", "silent for an hour: anybody's")
    }

    @Test func `a session whose account has to rest moves, and stays where it went`() {
        var pool = pool(["a", "b"])
        #expect(choose(&pool, session: "s") == "a")
        pause(&pool, "a", 30)
        #expect(choose(&pool, session: "s") == "b")
        #expect(choose(&pool, session: "s", after: 31) == "b")
    }

    @Test func `sessions can be switched off`() {
        var pool = pool(["a", "b"])
        pool.routing.keepsSessions = false
        #expect((0..<3).map { _ in choose(&pool, session: "s") } == ["a", "b", "a"])
    }

    @Test func `a pause is for one model of one account`() {
        var pool = pool(["a"])
        pause(&pool, "a", 30)
        #expect(choose(&pool) == "wait 30")
        #expect(choose(&pool, "other") == "a:other")
        #expect(choose(&pool, after: 29) == "wait 30")
        #expect(choose(&pool, after: 30) == "a")
    }

    @Test func `when all have to rest, the shortest pause is what a client is told`() {
        var pool = pool(["a", "b", "c"])
        pause(&pool, "a", 30)
        pause(&pool, "b", 10)
        pause(&pool, "c", 20)
        #expect(choose(&pool) == "wait 10")
        #expect(pool.shortestPause(for: "m", now: now)?.until == now.advanced(bySeconds: 10))
        #expect(pool.shortestPause(for: "m", now: now.advanced(bySeconds: 10)) == nil)
    }

    @Test func `a reset ends every pause and refusal, of one or of all`() {
        var pool = pool(["a", "b"])
        pause(&pool, "a", 30)
        pause(&pool, "b", 30)
        pool.update("a") { $0.refusal = "no" }
        #expect(pool.reset("a") == 1)
        #expect(choose(&pool) == "a")
        #expect(choose(&pool, tried: ["a"]) == "wait 30")
        #expect(pool.reset() == 2)
        #expect(choose(&pool, tried: ["a"]) == "b")
        #expect(pool.reset("unknown") == 0)
    }

    @Test func `pauses can be ignored`() {
        var pool = pool(["a"])
        pool.ignoresCooldowns = true
        pause(&pool, "a", 30)
        #expect(choose(&pool) == "a")
    }

    @Test func `what has been tried is not tried again`() {
        var pool = pool(["a", "b"])
        #expect(choose(&pool, tried: ["a"]) == "b")
        #expect(choose(&pool, tried: ["a", "b"]) == "all tried")
    }

    @Test func `an account that was refused is a last resort, and no more than that`() {
        var pool = pool(["a", "b"])
        pool.update("a") { $0.refusal = "401" }
        #expect((0..<2).map { _ in choose(&pool) } == ["b", "b"])
        #expect(choose(&pool, tried: ["b"]) == "a")
        pause(&pool, "b", 30)
        #expect(choose(&pool) == "a", "better than nothing")
        pool.update("b") { $0.refusedModels["m"] = "403" }
        #expect(choose(&pool, "other") == "b:other")
    }

    @Test func `a new credential is a new chance, the same one is not`() {
        var pool = pool(["a", "b"])
        pool.update("a") { record in
            record.refusal = "401"
            record.successes = 5
        }
        pool.replaceAccounts(by: [account("a"), account("b")])
        #expect(choose(&pool) == "b")
        pool.replaceAccounts(by: [account("a") { $0.credential = .apiKey(Secret("new")) }, account("b")])
        #expect(choose(&pool) == "a")
        #expect(pool.records[0].successes == 5)
    }

    @Test func `priority comes before the strategy, and after what can be used`() {
        var pool = AccountPool()
        pool.replaceAccounts(by: [account("low"), account("high") { $0.priority = 1 }])
        #expect((0..<2).map { _ in choose(&pool) } == ["high", "high"])
        pause(&pool, "high", 30)
        #expect(choose(&pool) == "low")
    }

    @Test func `a prefix names the account`() {
        var pool = AccountPool()
        pool.replaceAccounts(by: [account("plain"), account("work") { $0.prefix = "w" }])
        #expect((0..<2).map { _ in choose(&pool, "w/m") } == ["work", "work"])
        #expect((0..<2).map { _ in choose(&pool) } == ["plain", "work"])
        #expect(choose(&pool, "x/m") == "plain:x/m", "a slash alone is no prefix")
        pool.requiresPrefix = true
        #expect((0..<2).map { _ in choose(&pool) } == ["plain", "plain"])
        #expect(choose(&pool, "w/m") == "work")
    }

    @Test func `who has no account is told that, who has none for the model is told this`() {
        var none = pool([])
        #expect(choose(&none) == "no account")
        var disabled = pool(["a"]) { $0.isDisabled = true }
        #expect(choose(&disabled) == "no account")
        var excluded = pool(["a"]) { $0.models.excluded = [ModelPattern("m")] }
        #expect(choose(&excluded) == "no model")
        #expect(choose(&excluded, "other") == "a:other")
    }

    @Test func `the number of remembered sessions is bounded, and the silent go first`() {
        var bindings = SessionBindings()
        for number in 0..<(SessionBindings.limit + 500) {
            bindings.bind("s\(number)", to: "a", now: now.advanced(bySeconds: Int64(number)), lifetime: 1_000_000)
        }
        let later = now.advanced(bySeconds: 10_000)
        #expect(bindings.count <= SessionBindings.limit)
        #expect(bindings.account(of: "s0", now: later) == nil)
        #expect(bindings.account(of: "s\(SessionBindings.limit + 499)", now: later) == "a")
        bindings.keep(["b"])
        #expect(bindings.count == 0)
    }

    @Test func `twenty spans of ten minutes, the quiet ones included`() {
        var recent = RecentOutcomes()
        recent.count(isSuccess: true, now: Timestamp(seconds: 600))
        recent.count(isSuccess: false, now: Timestamp(seconds: 1199))
        recent.count(isSuccess: true, now: Timestamp(seconds: 2400))
        let spans = recent.spans(until: Timestamp(seconds: 2999))
        #expect(spans.count == 20)
        #expect(spans.suffix(4).map(\.successes) == [1, 0, 0, 1])
        #expect(spans.suffix(4).map(\.failures) == [1, 0, 0, 0])
        #expect(spans.suffix(4).map(\.start) == [600, 1200, 1800, 2400])
    }

    @Test(
        arguments: [
            (200, .deliver), (400, .deliver), (404, .tryAnother(.nothing)), (413, .deliver), (401, .renewCredential),
            (402, .tryAnother(.refused)), (403, .tryAnother(.refused)), (408, .tryAnother(.nothing)),
            (429, .tryAnother(.pause(until: Timestamp(seconds: 1_000_030), .model))),
            (529, .tryAnother(.pause(until: Timestamp(seconds: 1_000_030), .model))), (500, .tryAnother(.nothing)),
            (502, .tryAnother(.nothing)), (503, .tryAnother(.nothing)), (504, .tryAnother(.nothing)),
            (524, .tryAnother(.nothing)), (501, .deliver), (304, .deliver),
        ] as [(UInt16, AttemptVerdict)]
    )
    func `what follows from an answer`(status: UInt16, verdict: AttemptVerdict) {
        let found = AttemptVerdict(status: HTTPStatus(rawValue: status), fields: ["retry-after": "30"], now: now)
        #expect(found == verdict)
    }

    @Test func `a fault that the upstream calls permanent is not tried elsewhere`() {
        #expect(AttemptVerdict(status: 500, fields: ["x-should-retry": "false"], now: now) == .deliver)
        #expect(AttemptVerdict(status: 500, fields: ["x-should-retry": "true"], now: now) == .tryAnother(.nothing))
        #expect(AttemptVerdict(status: 429, fields: ["x-should-retry": "false"], now: now) == .tryAnother(.nothing))
    }

    @Test func `without a time there is no pause, only another account`() {
        #expect(AttemptVerdict(status: 429, fields: [:], now: now) == .tryAnother(.nothing))
    }
}
