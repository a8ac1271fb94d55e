/// Cuts one message's body out of the input, whatever its framing.
struct BodyDecoder: Sendable {
    /// What a step has found.
    enum Step {
        case incomplete
        /// A non-empty piece of the body.
        case data(ArraySlice<UInt8>)
        case trailers(HTTPFields)
        case end
    }

    private enum State: Sendable {
        case length(remaining: Int)
        case chunks(ChunkedDecoder)
        case trailers(FieldSectionScanner)
        case untilClose
        case ended
    }

    private var state: State

    init(_ framing: HTTPBodyFraming) {
        state =
            switch framing {
            case .none: .ended
            case .length(let count): .length(remaining: count)
            case .chunked: .chunks(ChunkedDecoder())
            case .untilClose: .untilClose
            }
    }

    /// Whether the end of the connection ends the body properly.
    var endsWithConnection: Bool {
        if case .untilClose = state { return true }
        return false
    }

    mutating func next(_ input: inout InputBuffer, limits: HTTPLimits) throws(HTTPParseError) -> Step {
        switch state {
        case .ended: return .end
        case .length(let remaining): return takeFixed(remaining, from: &input)
        case .untilClose: return input.isEmpty ? .incomplete : .data(input.take(input.count))
        case .chunks(let decoder): return try decodeChunks(decoder, from: &input, limits: limits)
        case .trailers(let scanner): return try scanTrailers(scanner, in: &input, limits: limits)
        }
    }

    private mutating func takeFixed(_ remaining: Int, from input: inout InputBuffer) -> Step {
        guard remaining > 0 else {
            state = .ended
            return .end
        }
        guard !input.isEmpty else { return .incomplete }
        let piece = input.take(min(remaining, input.count))
        state = .length(remaining: remaining - piece.count)
        return .data(piece)
    }

    private mutating func decodeChunks(
        _ decoder: ChunkedDecoder,
        from input: inout InputBuffer,
        limits: HTTPLimits
    ) throws(HTTPParseError) -> Step {
        var decoder = decoder
        let data = input.isEmpty ? [] : try decoder.decode(&input, limits: limits)
        state = .chunks(decoder)
        if !data.isEmpty { return .data(data) }
        guard decoder.isFinished else { return .incomplete }
        return try scanTrailers(FieldSectionScanner(), in: &input, limits: limits)
    }

    private mutating func scanTrailers(
        _ scanner: FieldSectionScanner,
        in input: inout InputBuffer,
        limits: HTTPLimits
    ) throws(HTTPParseError) -> Step {
        var scanner = scanner
        let end = try input.withBytes { (bytes) throws(HTTPParseError) -> Int? in
            try scanner.scanFields(in: bytes, limits: limits)
        }
        guard let end else {
            state = .trailers(scanner)
            return .incomplete
        }
        state = .ended
        let bytes = input.takeArray(end)
        return scanner.entries.isEmpty ? .end : .trailers(HTTPFields(bytes: bytes, entries: scanner.entries))
    }
}
