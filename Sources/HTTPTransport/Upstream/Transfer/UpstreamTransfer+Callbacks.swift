import CLibCurl

// The functions that libcurl calls while a transfer runs. They are C functions, so the transfer comes as a pointer; it
// is valid because the client keeps the transfer until the library has let go of it.

private func transfer(_ context: UnsafeMutableRawPointer) -> UpstreamTransfer {
    Unmanaged<UpstreamTransfer>.fromOpaque(context).takeUnretainedValue()
}

/// A line of the response's head: `CURLOPT_HEADERFUNCTION`.
func curlReceiveLine(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes, let context else { return 0 }
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    // Anything but the number of bytes stops the transfer.
    return transfer(context).receiveLine(line) ? line.count : 0
}

/// Bytes of the response's body: `CURLOPT_WRITEFUNCTION`.
func curlReceiveBytes(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    guard let bytes else { return size * count }
    switch transfer(context).receive(UnsafeRawBufferPointer(start: bytes, count: size * count)) {
    case .taken: return size * count
    case .paused: return CCPROXY_CURL_WRITE_PAUSE
    // Anything but the number of bytes stops the transfer.
    case .refused: return 0
    }
}

/// The library wants bytes of the request's body: `CURLOPT_READFUNCTION`.
func curlSupplyBytes(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes, let context else { return CCPROXY_CURL_READ_ABORT }
    return transfer(context).supply(UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
}

/// The library wants to send the body again from some point on: `CURLOPT_SEEKFUNCTION`.
func curlSeek(_ context: UnsafeMutableRawPointer?, _ offset: Int64, _ origin: CInt) -> CInt {
    // From the beginning (SEEK_SET) is the only way in which it asks.
    guard let context, origin == 0, transfer(context).rewind(to: offset) else { return CInt(CCPROXY_CURL_SEEK_FAIL) }
    return CInt(CCPROXY_CURL_SEEK_OK)
}

extension UpstreamTransfer {
    fileprivate func supply(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        switch body {
        case .none: return 0
        case .bytes(let bytes):
            let count = min(buffer.count, bytes.count - bodyOffset)
            bytes[bodyOffset..<bodyOffset + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
            bodyOffset += count
            return count
        case .stream(let stream):
            switch stream.supply(buffer) {
            case .bytes(let count):
                noteSending()
                return count
            case .notYet: return CCPROXY_CURL_READ_PAUSE
            case .end: return 0
            case .aborted:
                refusal = UpstreamError(.requestAborted, upstream: origin)
                return CCPROXY_CURL_READ_ABORT
            }
        }
    }

    fileprivate func rewind(to offset: Int64) -> Bool {
        switch body {
        case .none: return offset == 0
        case .bytes(let bytes):
            guard let offset = Int(exactly: offset), (0...bytes.count).contains(offset) else { return false }
            bodyOffset = offset
            return true
        case .stream(let stream): return offset == 0 && !stream.hasSupplied
        }
    }
}
