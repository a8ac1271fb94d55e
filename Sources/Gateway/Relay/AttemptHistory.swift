import HTTPTransport
import ProxyModel

/// What has been tried for one request, and what that leads to.
struct AttemptHistory {
    /// What a client is told when every attempt has failed.
    enum Outcome {
        /// An upstream's own words; the time is that of the first account that is ready again.
        case upstream(KeptAnswer, until: Timestamp?)
        case error(GatewayError)
    }

    /// The accounts that were tried in this round.
    private(set) var tried: Set<String> = []
    /// The accounts whose credential was renewed for this request: once is enough.
    private(set) var renewed: Set<String> = []
    /// How many attempts have been made after the first.
    private(set) var retries = 0
    private var hasBegun = false
    private var round = 0
    private var waited: Duration = .zero
    /// The most useful answer of all that were not passed on.
    private var best: KeptAnswer?
    private var lastError: UpstreamError?

    /// Notes that an attempt is made now.
    mutating func noteAttempt() {
        if hasBegun { retries += 1 }
        hasBegun = true
    }

    /// Notes that an account was tried and answered with a failure.
    mutating func note(_ answer: KeptAnswer, of account: String) {
        tried.insert(account)
        let rank = AttemptVerdict.rank(of: answer.status)
        if rank >= best.map({ AttemptVerdict.rank(of: $0.status) }) ?? rank { best = answer }
    }

    /// Notes that an account was tried and its upstream did not answer.
    mutating func note(_ error: UpstreamError, of account: String) {
        tried.insert(account)
        lastError = error
    }

    /// Notes that an account's credential was renewed; false when it had been already.
    mutating func noteRenewal(of account: String) -> Bool {
        renewed.insert(account).inserted
    }

    /// Whether the round has tried as many accounts as it may.
    func isRoundFull(_ settings: RetrySettings) -> Bool {
        settings.accountsPerRound > 0 && tried.count >= settings.accountsPerRound
    }

    /// Begins another round, if there may be one.
    ///
    /// - Parameters:
    ///   - pause: the shortest that the accounts have to make; nil when one of them is ready.
    ///   - settings: how many rounds there may be, and how long may be waited in all of them together.
    ///   - now: the time.
    /// - Returns: how long to wait before the round; nil when it is over.
    mutating func beginRound(after pause: Cooldown?, _ settings: RetrySettings, now: Timestamp) -> Duration? {
        guard round < settings.additionalRounds, isWorthAnotherRound else { return nil }
        let budget = Duration.seconds(settings.longestWait) - waited
        let wait: Duration
        if let pause {
            wait = now.duration(to: pause.until)
            guard wait <= budget else { return nil }
        } else {
            // An upstream that fails is given a moment, twice as long each time.
            wait = max(.zero, min(budget, .milliseconds(250 * (1 << min(round, 6)))))
        }
        round += 1
        waited += wait
        tried = []
        return wait
    }

    /// Whether another round could go differently: not when every credential was refused.
    private var isWorthAnotherRound: Bool {
        guard let best else { return lastError?.isPassing ?? true }
        return !KeptAnswer.isFinal(best.status) || lastError?.isPassing == true
    }

    /// What the client is told now that nothing is left to be tried.
    ///
    /// `pause` is the shortest that the accounts have to make; where all have to, its words are those that matter.
    func outcome(after pause: Cooldown?) -> Outcome {
        if let answer = pause?.answer ?? best { return .upstream(answer, until: pause?.until) }
        guard let lastError else { return .error(.noAccount(nil)) }
        if case .timedOut = lastError.kind { return .error(.upstreamTimedOut) }
        return .error(.upstreamUnreachable("\(lastError)"))
    }
}

extension UpstreamError {
    /// Whether the same attempt can go well later without anybody doing anything.
    fileprivate var isPassing: Bool {
        switch kind {
        case .library, .invalidRequest, .invalidProxy, .tls, .timedOut(.response): false
        default: true
        }
    }
}

extension Timestamp {
    /// How long it is until a later time; zero when that is over.
    func duration(to other: Timestamp) -> Duration {
        let seconds = Duration.seconds(other.seconds) - .seconds(seconds)
        return max(.zero, seconds + .nanoseconds(Int64(other.nanoseconds) - Int64(nanoseconds)))
    }
}
