import CLibCurl
import HTTPWire
import PlatformSupport

/// One exchange: what the library has been told to do, and what has come back so far.
// Unchecked: confined to the loop's thread; what may come from elsewhere goes through `EventLoop.perform`.
final class UpstreamTransfer: @unchecked Sendable {
    /// How the exchange has ended.
    private enum Outcome {
        case complete
        case failed(UpstreamError)
    }

    let client: UpstreamClient
    let route: UpstreamRoute
    let timeouts: UpstreamTimeouts
    /// What is still to be sent; let go of as soon as nobody can need it any more.
    var body: UpstreamBody
    /// The library's handle; nil after the end.
    private(set) var handle: TransferHandle?
    /// What the library points into.
    let fieldList: RequestFieldList

    var headReader: ResponseHeadReader
    private(set) var head: HTTPResponseHead?
    private var pending: [UInt8] = []
    private var outcome: Outcome?
    private var waiter: UnsafeContinuation<Void, Never>?
    /// Why one of our own functions has stopped the library.
    var refusal: UpstreamError?
    /// How much of a whole body the library has taken.
    var bodyOffset = 0
    /// The body can be sent once more.
    private let isRepeatable: Bool

    /// There is as much to read as a slow reader may leave lying, and the library has been told to wait.
    private var isPaused = false

    private var timer: LoopTimer?
    /// Wakes a reader who waits for so long only.
    private var reminder: LoopTimer?
    private var lastActivity: MonotonicTime
    private var uploaded: Int64 = 0

    init(
        _ request: UpstreamRequest,
        on route: UpstreamRoute,
        by client: UpstreamClient,
        _ handle: TransferHandle
    ) {
        self.client = client
        self.route = route
        self.handle = handle
        timeouts = request.timeouts ?? client.configuration.timeouts
        // A small body is copied to where the fields are; all others are asked for bit by bit.
        let small = request.body.inlineBytes
        body = small == nil ? request.body : .none
        if case .stream = request.body { isRepeatable = false } else { isRepeatable = true }
        fieldList = RequestFieldList(
            request.fields,
            userAgent: client.configuration.userAgent,
            hasBody: !request.body.isEmpty || request.method == .post,
            body: small ?? []
        )
        headReader = ResponseHeadReader(method: request.method, limits: client.configuration.limits)
        lastActivity = client.loop.turnTime
        if case .stream(let stream) = request.body { stream.transfer = self }
    }

    var origin: UpstreamOrigin { route.origin }

    var proxy: ProxyAddress? { route.proxy }
}

// MARK: - What the library brings

extension UpstreamTransfer {
    /// Takes in a line of the response's head.
    ///
    /// - Returns: whether the library may go on.
    func receiveLine(_ line: UnsafeRawBufferPointer) -> Bool {
        lastActivity = client.loop.turnTime
        do throws(HTTPParseError) {
            guard let head = try headReader.read(line) else { return true }
            self.head = head
            if case .bytes(let bytes) = body, bodyOffset == bytes.count { body = .none }
            setPatience()
            wake()
            return true
        } catch {
            refusal = UpstreamError(.malformedResponse, upstream: origin, error.description)
            return false
        }
    }

    /// What becomes of bytes of the body.
    enum Reception {
        case taken
        /// There is no room: the library keeps these bytes and brings no others.
        case paused
        case refused
    }

    /// Takes in bytes of the body.
    func receive(_ bytes: UnsafeRawBufferPointer) -> Reception {
        guard head != nil else {
            // HTTP/0.9, which libcurl before 7.66 takes.
            refusal = UpstreamError(.malformedResponse, upstream: origin, "it has no head")
            return .refused
        }
        lastActivity = client.loop.turnTime
        guard pending.count < client.configuration.receiveLimit else {
            isPaused = true
            return .paused
        }
        pending.append(contentsOf: bytes)
        wake()
        return .taken
    }

    /// Notes how the library has ended the transfer.
    func finish(_ code: CInt) {
        guard outcome == nil, let handle else { return }
        if canRepeat(code, handle), client.restart(handle.raw) { return }
        let error = failure(code, handle)
        if error != nil { handle.kind = nil }
        end(error.map { .failed($0) } ?? .complete)
    }

    /// Whether the request had a kept connection that died before it had taken all of the body.
    ///
    /// The upstream cannot have acted on half a request. libcurl itself sends a request again when the connection dies
    /// while it waits for the response, but gives up when it dies while it sends.
    private func canRepeat(_ code: CInt, _ handle: TransferHandle) -> Bool {
        // Never more than once: what is sent again has a new connection.
        guard code == CCPROXY_CURLE_SEND_ERROR, isRepeatable, !headReader.hasBegun,
            ccproxy_curl_number(handle.raw, .CCPROXY_CURLINFO_NUM_CONNECTS) == 0
        else { return false }
        bodyOffset = 0
        ccproxy_curl_set_number(handle.raw, .CCPROXY_CURLOPT_FRESH_CONNECT, 1)
        handle.kind = nil
        return true
    }

    /// Notes that a request body has moved.
    func noteSending() {
        lastActivity = client.loop.turnTime
    }
}

// MARK: - Ending

extension UpstreamTransfer {
    /// Ends the exchange; the connection is dropped.
    func fail(_ error: UpstreamError) {
        guard outcome == nil, let handle else { return }
        // HTTP/2 connections would survive, with whatever of the stream is still on its way.
        ccproxy_curl_set_number(handle.raw, .CCPROXY_CURLOPT_FORBID_REUSE, 1)
        handle.kind = nil
        pending = []
        end(.failed(error))
    }

    /// Ends an exchange that nobody waits for any more; from any thread.
    func abandon() {
        client.loop.perform { self.fail(UpstreamError(.cancelled, upstream: self.origin)) }
    }

    func refuseBody(limit: Int) -> UpstreamError {
        let error = UpstreamError(.bodyTooLarge, upstream: origin, "more than \(limit) bytes")
        fail(error)
        return error
    }

    private func end(_ outcome: Outcome) {
        self.outcome = outcome
        isPaused = false
        if let timer { client.loop.timers.remove(timer) }
        timer = nil
        if case .stream(let stream) = body { stream.stop() }
        if let handle {
            self.handle = nil
            client.remove(handle.raw)
            client.returnHandle(handle)
        }
        wake()
    }

    private func wake() {
        let waiting = waiter
        waiter = nil
        waiting?.resume()
    }
}

// MARK: - What the caller waits for

extension UpstreamTransfer {
    /// Waits for the head of the response.
    func response() async throws(UpstreamError) -> UpstreamResponse {
        setPatience()
        while head == nil, outcome == nil {
            try await wait()
        }
        if let head { return UpstreamResponse(head: head, isHTTP2: headReader.isHTTP2, transfer: self) }
        if case .failed(let error) = outcome { throw error }
        throw UpstreamError(.noResponse, upstream: origin)
    }

    /// Waits for bytes of the body.
    func nextChunk() async throws(UpstreamError) -> [UInt8]? {
        client.loop.assertIsCurrent()
        if Task.isCancelled { abandon() }
        while pending.isEmpty {
            switch outcome {
            case .complete: return nil
            case .failed(let error): throw error
            case nil: try await wait()
            }
        }
        let chunk = pending
        pending = []
        resumeReceiving()
        return chunk
    }

    /// Waits for bytes of the body until a point in time.
    func nextChunk(until deadline: MonotonicTime) async throws(UpstreamError) -> UpstreamPiece {
        guard pending.isEmpty, outcome == nil else { return try await nextChunk().map { .bytes($0) } ?? .end }
        // Unowned, as above: it is taken out of the loop before this returns.
        let timer = reminder ?? LoopTimer(deadline: .distantFuture) { [unowned self] _ in wake() }
        reminder = timer
        client.loop.timers.schedule(timer, at: deadline)
        defer { client.loop.timers.remove(timer) }
        if Task.isCancelled { abandon() }
        try await wait()
        guard pending.isEmpty, outcome == nil else { return try await nextChunk().map { .bytes($0) } ?? .end }
        return .silence
    }

    private func wait() async throws(UpstreamError) {
        guard waiter == nil else { throw UpstreamError(.ended, upstream: origin, "two tasks wait for one response") }
        await withTaskCancellationHandler {
            // A task that was cancelled before has ended the transfer by now.
            guard outcome == nil else { return }
            await withUnsafeContinuation { waiter = $0 }
        } onCancel: {
            abandon()
        }
    }

    /// Lets the upstream go on after the reader has caught up.
    private func resumeReceiving() {
        guard isPaused, let handle else { return }
        isPaused = false
        lastActivity = client.loop.turnTime
        // Brings the bytes that it has kept before it returns, and may be told to wait again.
        ccproxy_curl_easy_pause(handle.raw, pausedDirections)
    }

    /// Lets the library ask for bytes of the request body again.
    func resumeSending() {
        guard let handle else { return }
        ccproxy_curl_easy_pause(handle.raw, pausedDirections)
    }

    /// What the library is to leave as it is when one direction goes on.
    private var pausedDirections: CInt {
        var directions = isPaused ? CCPROXY_CURL_PAUSE_RECEIVING : 0
        if case .stream(let stream) = body, stream.isStarving { directions |= CCPROXY_CURL_PAUSE_SENDING }
        return CInt(directions)
    }
}

// MARK: - Patience

extension UpstreamTransfer {
    /// Counts from now on how long nothing happens, with the patience that this phase of the exchange allows.
    private func setPatience() {
        guard outcome == nil, let limit = head == nil ? timeouts.response : timeouts.idle else {
            if let timer { client.loop.timers.remove(timer) }
            return
        }
        // Unowned, because a weak reference would make every other reference to this object slower; the client keeps
        // the transfer until `end` has taken the timer out of the loop.
        let timer = self.timer ?? LoopTimer(deadline: .distantFuture) { [unowned self] in checkPatience(at: $0) }
        self.timer = timer
        client.loop.timers.schedule(timer, at: lastActivity.advanced(by: limit))
    }

    /// Ends the exchange if nothing has happened for too long.
    ///
    /// Set once and moved only when it fires: that something has happened is noted, which costs nothing.
    private func checkPatience(at now: MonotonicTime) {
        guard let handle, let timer, let limit = head == nil ? timeouts.response : timeouts.idle else { return }
        let sent = ccproxy_curl_size(handle.raw, .CCPROXY_CURLINFO_SIZE_UPLOAD_T)
        if sent != uploaded || isWaitingForUs {
            uploaded = sent
            lastActivity = now
        }
        let deadline = lastActivity.advanced(by: limit)
        guard deadline <= now else { return client.loop.timers.schedule(timer, at: deadline) }
        fail(UpstreamError(.timedOut(head == nil ? .response : .idle), upstream: origin, limit.description))
    }

    /// It is our side that the upstream waits for.
    private var isWaitingForUs: Bool {
        if case .stream(let stream) = body, stream.isStarving { return true }
        return isPaused
    }
}
