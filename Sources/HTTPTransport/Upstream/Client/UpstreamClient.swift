import CLibCurl
import HTTPWire
import PlatformSupport

/// Exchanges with upstreams over libcurl, driven by an event loop: HTTP/1.1 and HTTP/2, TLS, proxies, kept connections.
///
/// One thread does everything but resolving names, for which libcurl starts short-lived ones. A connection carries one
/// exchange at a time, HTTP/2 ones too: a stream whose reader is slow then stops its own connection and no other, and
/// a cancelled exchange can drop its connection at once. (libcurl can share a connection, but a paused stream then holds
/// up to 32 MB, and has stalled its neighbours in one version after the other: curl issues 4939, 10988 and 16955.)
// Unchecked: confined to the loop's thread, which every entrance checks or goes to by `EventLoop.perform`.
package final class UpstreamClient: @unchecked Sendable {
    let loop: EventLoop
    let configuration: UpstreamConfiguration
    let proxies: ProxyEnvironment

    /// What there is after the library has been opened.
    struct Engine {
        let library: CurlLibrary
        let multi: OpaquePointer
        let authorities: CertificateAuthorities
    }

    private(set) var engine: Engine?
    var transfers: [OpaquePointer: UpstreamTransfer] = [:]
    let sockets = SocketWatches()
    var routes = RouteCache()
    private var idleHandles: [TransferHandle] = []
    private var timer: LoopTimer?
    private var isClosed = false
    /// The library is running, and must not be called again before it returns.
    private(set) var isActing = false

    private static let keptHandles = 64

    /// A client that opens libcurl when it is first needed.
    package init(on loop: EventLoop, configuration: UpstreamConfiguration = UpstreamConfiguration()) {
        self.loop = loop
        self.configuration = configuration
        proxies = ProxyEnvironment(configuration.environment)
    }

    deinit {
        release()
    }

    /// How many exchanges are under way.
    package var activeCount: Int { transfers.count }

    /// Opens libcurl now, so that the first request need not: some milliseconds and megabytes.
    ///
    /// - Returns: what was opened, as "libcurl 7.88.1, OpenSSL/3.0.19".
    /// - Throws: `library`, with the remedy.
    @discardableResult
    package func prepare() throws(UpstreamError) -> String {
        let library = try ready().library
        return "libcurl \(library.version)" + (library.tls.map { ", \($0)" } ?? ", without TLS")
    }

    /// Ends every exchange with `cancelled` and closes every connection; later ones fail, too.
    package func close() {
        loop.assertIsCurrent()
        isClosed = true
        for transfer in Array(transfers.values) {
            transfer.fail(UpstreamError(.cancelled))
        }
        release()
    }

    /// Sends a request and waits for the head of the response.
    ///
    /// Redirects are not followed, cookies not kept, content codings not touched. A request on a kept connection that
    /// turns out to be dead is sent again on a new one, unless its body is streamed or it is to be sent once. Cancelling the task, now or while
    /// it reads the body, drops the connection.
    ///
    /// - Throws: why there is no response; `isBeforeRequest` tells whether the upstream may have seen the request.
    package func send(_ request: UpstreamRequest) async throws(UpstreamError) -> UpstreamResponse {
        loop.assertIsCurrent()
        guard !isClosed, !Task.isCancelled else { throw UpstreamError(.cancelled) }
        let transfer = try start(request)
        return try await transfer.response()
    }

    func ready() throws(UpstreamError) -> Engine {
        if let engine { return engine }
        let library: CurlLibrary
        do throws(CurlLibraryError) {
            library = try CurlLibrary.open()
        } catch {
            throw UpstreamError(error)
        }
        guard let multi = ccproxy_curl_multi_make() else { throw UpstreamError(.library, "libcurl is out of memory") }
        // Unretained: the multi handle ends in `release`, before this object does.
        let context = Unmanaged.passUnretained(self).toOpaque()
        ccproxy_curl_multi_set_callbacks(multi, curlWatchSocket, curlSetTimer, context)
        ccproxy_curl_multi_set_number(multi, .CCPROXY_CURLMOPT_PIPELINING, CCPROXY_CURL_PIPE_NOTHING)
        ccproxy_curl_multi_set_number(multi, .CCPROXY_CURLMOPT_MAXCONNECTS, configuration.keptConnections)
        let authorities = CertificateAuthorities.find(
            environment: configuration.environment,
            library: library.authorities,
            exists: { FileSystem.exists($0) }
        )
        let engine = Engine(library: library, multi: multi, authorities: authorities)
        self.engine = engine
        return engine
    }

    private func release() {
        sockets.endAll()
        idleHandles = []
        if let engine {
            // Closing the kept connections must not call back into an object that is about to go.
            ccproxy_curl_multi_set_callbacks(engine.multi, nil, nil, nil)
            ccproxy_curl_multi_free(engine.multi)
        }
        engine = nil
        if let timer { loop.timers.remove(timer) }
        timer = nil
    }
}

// MARK: - Handles

extension UpstreamClient {
    /// A handle that is set up for requests of that kind, or one without any options.
    func takeHandle(for kind: TransferHandle.Kind?) throws(UpstreamError) -> TransferHandle {
        if let kind, let index = idleHandles.lastIndex(where: { $0.kind == kind }) {
            idleHandles.swapAt(index, idleHandles.count - 1)
            return idleHandles.removeLast()
        }
        if let handle = idleHandles.popLast() {
            handle.reset()
            return handle
        }
        guard let handle = TransferHandle() else { throw UpstreamError(.library, "libcurl is out of memory") }
        return handle
    }

    /// Takes a handle back.
    func returnHandle(_ handle: TransferHandle) {
        guard idleHandles.count < Self.keptHandles, engine != nil else { return }
        if handle.kind == nil { handle.reset() } else { handle.forgetRequest() }
        idleHandles.append(handle)
    }

    /// Makes the library run a transfer.
    func add(_ transfer: UpstreamTransfer, _ handle: OpaquePointer, to engine: Engine) throws(UpstreamError) {
        let code = ccproxy_curl_multi_add(engine.multi, handle)
        guard code == 0 else {
            throw UpstreamError(.library, String(cString: ccproxy_curl_multi_reason(code)))
        }
        transfers[handle] = transfer
        // Asks to be called at once; doing so here saves a turn of the loop.
        actOnTimeout()
    }

    /// Makes the library run a transfer once more that has ended.
    ///
    /// - Returns: whether it does.
    func restart(_ handle: OpaquePointer) -> Bool {
        guard let engine else { return false }
        ccproxy_curl_multi_remove(engine.multi, handle)
        // It asks to be called at once by itself.
        return ccproxy_curl_multi_add(engine.multi, handle) == 0
    }

    /// Makes the library forget a transfer; one that has not ended loses its connection.
    func remove(_ handle: OpaquePointer) {
        transfers[handle] = nil
        if let engine { ccproxy_curl_multi_remove(engine.multi, handle) }
    }
}

// MARK: - Running

extension UpstreamClient {
    /// Tells the library what has happened, and the transfers that it has ended how they have.
    func act(_ descriptor: CInt, _ events: CInt) {
        guard let engine, !isActing else { return }
        isActing = true
        let code = ccproxy_curl_multi_act(engine.multi, descriptor, events)
        isActing = false
        guard code == 0 else {
            let error = UpstreamError(.library, String(cString: ccproxy_curl_multi_reason(code)))
            for transfer in Array(transfers.values) {
                transfer.fail(error)
            }
            return
        }
        var result: CInt = 0
        while let handle = ccproxy_curl_multi_next_done(engine.multi, &result) {
            transfers[handle]?.finish(result)
        }
    }

    /// Tells the library that the time has come for which it has asked.
    private func actOnTimeout() {
        act(CInt(CCPROXY_CURL_TIMEOUT), 0)
    }

    /// Does what the library asks for: to be called in so many milliseconds, or never if that is negative.
    func setTimer(milliseconds: Int) {
        guard milliseconds >= 0 else {
            if let timer { loop.timers.remove(timer) }
            return
        }
        // Unowned, because a weak reference would make every other reference to this object slower; `release` takes the
        // timer out of the loop.
        let timer = self.timer ?? LoopTimer(deadline: .distantFuture) { [unowned self] _ in actOnTimeout() }
        self.timer = timer
        // "At once" is the next turn of the loop, never this one: the library may ask for it again and again.
        let deadline =
            milliseconds == 0
            ? loop.turnTime.advanced(byNanoseconds: 1) : .now.advanced(by: .milliseconds(milliseconds))
        loop.timers.schedule(timer, at: deadline)
    }
}

/// The library wants to be called later, or no more: `CURLMOPT_TIMERFUNCTION`.
private func curlSetTimer(_ multi: OpaquePointer?, _ milliseconds: Int, _ context: UnsafeMutableRawPointer?) -> CInt {
    guard let context else { return 0 }
    Unmanaged<UpstreamClient>.fromOpaque(context).takeUnretainedValue().setTimer(milliseconds: milliseconds)
    return 0
}
