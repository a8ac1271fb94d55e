/// Takes the chunked transfer coding off a body, RFC 9112 §7.1.
struct ChunkedDecoder: Sendable {
    private enum State: Sendable {
        /// In the hexadecimal digits of a chunk's size.
        case size
        /// Behind the `;`, up to the CR.
        case extensions
        /// Behind the CR of the size line.
        case sizeLineFeed
        case data
        /// Behind the data.
        case dataReturn
        case dataLineFeed
        /// Behind the last chunk: the trailer section begins.
        case finished
    }

    private var state = State.size
    /// The size that is being read, then how much of the chunk is missing.
    private var remaining = 0
    private var hasDigits = false
    /// Octets of the current size line.
    private var lineLength = 0

    /// Whether the last chunk has been read.
    ///
    /// What follows in the input is the trailer section.
    var isFinished: Bool { state == .finished }

    /// Decodes what is there.
    ///
    /// - Parameters:
    ///   - input: what has been received; what could be decoded is consumed.
    ///   - limits: bounds the length of a size line.
    /// - Returns: the data of all chunks that are in `input`, together; empty when there is none yet.
    /// - Throws: what is wrong with the coding, once all data before it has been returned.
    mutating func decode(
        _ input: inout InputBuffer,
        limits: HTTPLimits
    ) throws(HTTPParseError) -> ArraySlice<UInt8> {
        // A chunk that reaches beyond the input can be handed on without being copied.
        if state == .data, remaining >= input.count {
            remaining -= input.count
            if remaining == 0 { state = .dataReturn }
            return input.take(input.count)
        }
        var output: [UInt8] = []
        var position = 0
        let failure = input.withBytes { bytes -> HTTPParseError? in
            output.reserveCapacity(bytes.count)
            return advance(through: bytes, position: &position, output: &output, limits: limits)
        }
        input.consume(position)
        if let failure, output.isEmpty { throw failure }
        return output[...]
    }

    /// Runs until the input is used up, the body ends or an octet is refused; `position` then stands on that octet.
    private mutating func advance(
        through bytes: UnsafeBufferPointer<UInt8>,
        position: inout Int,
        output: inout [UInt8],
        limits: HTTPLimits
    ) -> HTTPParseError? {
        while position < bytes.count, state != .finished {
            if state == .data {
                let count = min(remaining, bytes.count - position)
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[position..<position + count]))
                position += count
                remaining -= count
                if remaining == 0 { state = .dataReturn }
            } else {
                guard accept(bytes[position], limits: limits) else { return .invalidChunk }
                position += 1
            }
        }
        return nil
    }

    /// Takes one octet that is not data; false when it must not stand here.
    private mutating func accept(_ byte: UInt8, limits: HTTPLimits) -> Bool {
        switch state {
        case .size: return acceptSize(byte, limits: limits)
        case .extensions:
            lineLength += 1
            guard lineLength <= limits.chunkLineSize else { return false }
            guard byte == 0x0D else { return ByteClass.isMember(byte, of: .fieldValue) }
            state = .sizeLineFeed
            return true
        case .sizeLineFeed:
            guard byte == 0x0A else { return false }
            state = remaining == 0 ? .finished : .data
            hasDigits = false
            lineLength = 0
            return true
        case .dataReturn:
            guard byte == 0x0D else { return false }
            state = .dataLineFeed
            return true
        case .dataLineFeed:
            guard byte == 0x0A else { return false }
            state = .size
            return true
        case .data, .finished: return false
        }
    }

    private mutating func acceptSize(_ byte: UInt8, limits: HTTPLimits) -> Bool {
        lineLength += 1
        guard lineLength <= limits.chunkLineSize else { return false }
        if let digit = byte.hexadecimalValue {
            // The bound leaves room for what is added to a size, and no sender has chunks of exabytes.
            guard remaining <= (Int.max >> 8) else { return false }
            remaining = remaining << 4 | digit
            hasDigits = true
            return true
        }
        guard hasDigits else { return false }
        switch byte {
        case 0x0D: state = .sizeLineFeed
        case 0x3B: state = .extensions
        default: return false
        }
        return true
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit; nil for any other octet.
    var hexadecimalValue: Int? {
        switch self {
        case 0x30...0x39: Int(self) - 0x30
        case 0x41...0x46: Int(self) - 0x41 + 10
        case 0x61...0x66: Int(self) - 0x61 + 10
        default: nil
        }
    }
}
