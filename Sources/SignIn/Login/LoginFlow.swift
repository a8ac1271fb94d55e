package import HTTPTransport
internal import PlatformSupport
internal import ProxyModel

/// Signs somebody in: shows where to go, waits for the answer, exchanges it for tokens and stores the account.
///
/// The answer may come by the browser's call to a port of this machine, or as a line that is pasted; whichever comes
/// first. Cancelling the task ends it and leaves nothing behind.
package struct LoginFlow: Sendable {
    let provider: OAuthProvider
    let request: LoginRequest
    let endpoint: TokenEndpoint
    let store: TokenStore
    let console: LoginConsole
    let surroundings: Surroundings
    let loop: EventLoop

    /// A flow.
    ///
    /// - Parameters:
    ///   - provider: where to sign in.
    ///   - request: how.
    ///   - directory: where the account is stored.
    ///   - console: where the person sits.
    ///   - environment: tells about SSH, display and browser.
    ///   - client: the way to the provider.
    ///   - proxy: how the provider is reached.
    ///   - loop: where everything happens.
    package init(
        _ provider: OAuthProvider,
        _ request: LoginRequest,
        directory: String,
        console: LoginConsole,
        environment: [String: String],
        client: UpstreamClient,
        proxy: UpstreamProxy,
        on loop: EventLoop
    ) {
        self.provider = provider
        self.request = request
        self.console = console
        self.loop = loop
        endpoint = TokenEndpoint(provider: provider, client: client, proxy: proxy)
        store = TokenStore(directory: directory, loop: loop)
        surroundings = Surroundings(environment: environment)
    }

    /// Signs in.
    ///
    /// - Returns: the account, which is on the disk by then; nil when the task was cancelled.
    /// - Throws: why there is none.
    package func run() async throws(SignInError) -> StoredAccount? {
        defer { console.clear() }
        let account: StoredAccount?
        switch request.method {
        case .deviceCode: account = try await signInWithCode()
        case .browser:
            switch try await BrowserLogin(self).run() {
            case .account(let stored): account = stored
            case .wantsCode: account = try await signInWithCode()
            case .cancelled: account = nil
            }
        }
        console.clear()
        if let account { congratulate(account) }
        return account
    }

    private func signInWithCode() async throws(SignInError) -> StoredAccount? {
        do throws(SignInError) {
            return try await DeviceLogin(self).run()
        } catch {
            // A question that we have broken off ourselves is no failure of the provider.
            guard error.isTemporary, Task.isCancelled else { throw error }
            return nil
        }
    }

    private func congratulate(_ account: StoredAccount) {
        console.write("Authentication saved to \(account.path)")
        console.write("\(provider.kind.title) authentication successful!")
        let who = account.email.map { " as \($0.shown)" } ?? ""
        let plan = account.plan.map { " (\($0))" } ?? ""
        let until = account.expiry.map { ", until \($0); renewed before that" } ?? ""
        console.write("Signed in\(who)\(plan)\(until).")
    }
}
