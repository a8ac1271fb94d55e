/// What a head says about the body behind it, RFC 9112 §6.
struct MessageFraming {
    private var length: Int?
    private var isChunked = false

    /// Reads `Content-Length` and `Transfer-Encoding`, and refuses what two readers could understand differently.
    init(of fields: HTTPFields, version: HTTPVersion) throws(HTTPParseError) {
        for entry in fields.all(.contentLength) {
            try addLength(fields.bytes[entry.valueRange])
        }
        for entry in fields.all(.transferEncoding) {
            try addCoding(fields.bytes[entry.valueRange], version: version)
        }
        if isChunked, length != nil { throw .contentLengthWithTransferEncoding }
    }

    /// The framing of a request: without either field there is no body.
    var ofRequest: HTTPBodyFraming {
        if isChunked { return .chunked }
        guard let length, length > 0 else { return .none }
        return .length(length)
    }

    /// The framing of a response to `method`: without either field the body ends with the connection.
    func ofResponse(status: HTTPStatus, to method: HTTPMethod) -> HTTPBodyFraming {
        if method == .head || status.forbidsBody { return .none }
        if isChunked { return .chunked }
        guard let length else { return .untilClose }
        return length > 0 ? .length(length) : .none
    }

    /// Takes one more length into account.
    ///
    /// Equal lengths, in several fields or in a list, are one (RFC 9110 §8.6). A number too large to count with is
    /// refused: it can only be meant to overflow somewhere.
    private mutating func addLength(_ value: ArraySlice<UInt8>) throws(HTTPParseError) {
        // Almost every length there is: no list to be taken apart.
        if let number = MessageFraming.number(value) { return try agree(on: number) }
        for part in value.split(separator: 0x2C, omittingEmptySubsequences: false) {
            var digits = part.drop(while: \.isFieldWhitespace)
            while digits.last?.isFieldWhitespace == true { digits.removeLast() }
            guard let number = MessageFraming.number(digits) else { throw .invalidContentLength }
            try agree(on: number)
        }
    }

    private mutating func agree(on number: Int) throws(HTTPParseError) {
        guard length == nil || length == number else { throw .conflictingContentLength }
        length = number
    }

    /// A number that consists of digits alone; nil for anything else.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.withUnsafeBufferPointer { digits in
            guard !digits.isEmpty else { return nil }
            var number = 0
            for digit in digits {
                guard (0x30...0x39).contains(digit) else { return nil }
                let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
                let (sum, carry) = tens.addingReportingOverflow(Int(digit - 0x30))
                if overflow || carry { return nil }
                number = sum
            }
            return number
        }
    }

    /// Takes one more `Transfer-Encoding` value into account: `chunked`, once, is all that we can decode.
    private mutating func addCoding(_ value: ArraySlice<UInt8>, version: HTTPVersion) throws(HTTPParseError) {
        // RFC 9112 §6.1: in an HTTP/1.0 message the framing is faulty, even if there is a Content-Length.
        guard version == .http11, !isChunked else { throw .invalidTransferEncoding }
        let codings = value.split(separator: 0x2C)
        guard let coding = codings.first else { throw .invalidTransferEncoding }
        guard codings.allSatisfy(MessageFraming.isChunkedName) else { throw .unsupportedTransferEncoding }
        guard coding.count == value.count else { throw .invalidTransferEncoding }
        isChunked = true
    }

    private static func isChunkedName(_ coding: ArraySlice<UInt8>) -> Bool {
        var name = coding.drop(while: \.isFieldWhitespace)
        while name.last?.isFieldWhitespace == true { name.removeLast() }
        return name.elementsEqual("chunked".utf8) { $0.asciiLowercased == $1 }
    }
}
