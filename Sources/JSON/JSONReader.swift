/// Reads JSON text strictly as RFC 8259 has it, with a limit on nesting.
///
/// No trailing commas, comments, or unpaired surrogates. Every input ends in a value or a `JSONError`, never in a trap.
package struct JSONReader {
    /// How deep arrays and objects may nest; token files and status reports use four levels.
    package static let maximumDepth = 64

    private let bytes: UnsafeRawBufferPointer
    private let maximumDepth: Int
    private let replacesLoneSurrogates: Bool
    private var position = 0
    private var depth = 0

    private init(_ bytes: UnsafeRawBufferPointer, maximumDepth: Int, replacesLoneSurrogates: Bool) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
        self.replacesLoneSurrogates = replacesLoneSurrogates
    }

    /// The one value that a text holds; a byte order mark before it is passed over (RFC 8259 §8.1).
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - maximumDepth: how deep arrays and objects may nest; reading uses the stack for each level.
    ///   - replacingLoneSurrogates: whether `\uD83D` without its other half becomes U+FFFD instead of an error.
    ///     JavaScript programs send such, when they cut a text in the middle of a character.
    /// - Returns: the value.
    /// - Throws: `JSONError` with the place of the first fault.
    package static func read(
        _ bytes: [UInt8],
        maximumDepth: Int = maximumDepth,
        replacingLoneSurrogates: Bool = false
    ) throws(JSONError) -> JSONValue {
        let result = bytes.withUnsafeBytes { text in
            var reader = JSONReader(
                text,
                maximumDepth: maximumDepth,
                replacesLoneSurrogates: replacingLoneSurrogates
            )
            return Result { () throws(JSONError) in try reader.document() }
        }
        return try result.get()
    }

    private mutating func document() throws(JSONError) -> JSONValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        skipSpace()
        guard position < bytes.count else { throw fault(.empty) }
        let result = try value()
        skipSpace()
        guard position == bytes.count else { throw fault(.trailingContent) }
        return result
    }

    private func fault(_ reason: JSONError.Reason) -> JSONError {
        let before = bytes[..<min(position, bytes.count)]
        let line = before.reduce(into: 1) { count, byte in count += byte == 0x0A ? 1 : 0 }
        let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
        return JSONError(reason, line: line, column: column)
    }

    private var current: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func skipSpace() {
        while position < bytes.count, case let byte = bytes[position],
            byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
        {
            position += 1
        }
    }

    private mutating func value() throws(JSONError) -> JSONValue {
        switch current {
        case nil: throw fault(.unexpectedEnd)
        case UInt8(ascii: "{"): return try nested { reader throws(JSONError) in try reader.object() }
        case UInt8(ascii: "["): return try nested { reader throws(JSONError) in try reader.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .boolean(true))
        case UInt8(ascii: "f"): return try literal("false", .boolean(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(
        _ body: (inout JSONReader) throws(JSONError) -> JSONValue
    ) throws(JSONError) -> JSONValue {
        guard depth < maximumDepth else { throw fault(.tooDeep) }
        depth += 1
        position += 1
        skipSpace()
        let result = try body(&self)
        depth -= 1
        return result
    }

    private mutating func object() throws(JSONError) -> JSONValue {
        var members: [JSONMember] = []
        if current == UInt8(ascii: "}") {
            position += 1
            return .object(members)
        }
        while true {
            guard current == UInt8(ascii: "\"") else { throw unexpected() }
            let name = try string()
            skipSpace()
            guard current == UInt8(ascii: ":") else { throw unexpected() }
            position += 1
            skipSpace()
            members.append(JSONMember(name, try value()))
            if try isLast(closing: UInt8(ascii: "}")) { return .object(members) }
        }
    }

    private mutating func array() throws(JSONError) -> JSONValue {
        var elements: [JSONValue] = []
        if current == UInt8(ascii: "]") {
            position += 1
            return .array(elements)
        }
        while true {
            elements.append(try value())
            if try isLast(closing: UInt8(ascii: "]")) { return .array(elements) }
        }
    }

    /// Consumes what follows an element: the closing bracket (true) or a comma (false).
    private mutating func isLast(closing: UInt8) throws(JSONError) -> Bool {
        skipSpace()
        guard let byte = current, byte == closing || byte == UInt8(ascii: ",") else { throw unexpected() }
        position += 1
        skipSpace()
        return byte == closing
    }

    private func unexpected() -> JSONError {
        fault(current == nil ? .unexpectedEnd : .unexpectedCharacter)
    }

    private mutating func literal(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let expected = word.withUTF8Buffer { Array($0) }
        guard bytes[position...].starts(with: expected) else { throw fault(.unexpectedCharacter) }
        position += expected.count
        return value
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        let leadingZero = current == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0 else { throw fault(start == position ? .unexpectedCharacter : .invalidNumber) }
        guard !leadingZero || whole == 1 else { throw fault(.invalidNumber) }
        if current == UInt8(ascii: ".") {
            position += 1
            guard digits() > 0 else { throw fault(.invalidNumber) }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            guard digits() > 0 else { throw fault(.invalidNumber) }
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = current, byte >= 0x30, byte <= 0x39 { position += 1 }
        return position - start
    }

    private mutating func string() throws(JSONError) -> String {
        position += 1
        var decoded: [UInt8] = []
        var runStart = position
        while case let end = JSONSpecialBytes.first(in: bytes, from: position), end < bytes.count {
            position = end
            switch bytes[end] {
            case UInt8(ascii: "\""):
                let run = UnsafeRawBufferPointer(rebasing: bytes[runStart..<end])
                guard let text = decoded.isEmpty ? text(of: run) : text(of: decoded, and: run) else {
                    throw fault(.invalidText)
                }
                position += 1
                return text
            case UInt8(ascii: "\\"):
                decoded += bytes[runStart..<end]
                position += 1
                decoded.append(contentsOf: UTF8.encode(try escape()) ?? UTF8.encodedReplacementCharacter)
                runStart = position
            case 0x7F: position += 1
            default: throw fault(.invalidText)
            }
        }
        position = bytes.count
        throw fault(.unexpectedEnd)
    }

    private func text(of run: UnsafeRawBufferPointer) -> String? {
        // Almost every string; the check of anything else costs ten times as much.
        if run.allSatisfy({ $0 < 0x80 }) { return String(decoding: run, as: UTF8.self) }
        return String(validating: run.assumingMemoryBound(to: UInt8.self), as: UTF8.self)
    }

    private func text(of decoded: [UInt8], and run: UnsafeRawBufferPointer) -> String? {
        String(validating: decoded + run, as: UTF8.self)
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        guard let byte = current else { throw fault(.unexpectedEnd) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw fault(.invalidEscape)
        }
    }

    /// `\uXXXX`, or a surrogate pair of two such (RFC 8259 §7).
    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        let afterFirst = position
        do {
            return try lowSurrogate(after: first)
        } catch {
            guard replacesLoneSurrogates else { throw error }
            position = afterFirst
            return "\u{FFFD}"
        }
    }

    private mutating func lowSurrogate(after first: UInt32) throws(JSONError) -> Unicode.Scalar {
        guard first < 0xDC00, current == UInt8(ascii: "\\") else { throw fault(.invalidEscape) }
        position += 1
        guard current == UInt8(ascii: "u") else { throw fault(.invalidEscape) }
        position += 1
        let second = try codeUnit()
        guard second >= 0xDC00, second <= 0xDFFF else { throw fault(.invalidEscape) }
        let code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        guard let scalar = Unicode.Scalar(code) else { throw fault(.invalidEscape) }
        return scalar
    }

    private mutating func codeUnit() throws(JSONError) -> UInt32 {
        guard position + 4 <= bytes.count else { throw fault(.unexpectedEnd) }
        var code: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw fault(.invalidEscape) }
            code = code << 4 | UInt32(digit)
        }
        position += 4
        return code
    }
}
