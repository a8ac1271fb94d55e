/// Finds the lines of a head in bytes that come in any pieces, and remembers how far it has looked.
///
/// All positions count from the first byte of the section, which stays in the input buffer until the section is
/// complete. Each byte is searched once, however the pieces are cut.
struct FieldSectionScanner: Sendable {
    /// One line of the section.
    enum Line: Equatable {
        case incomplete
        /// The empty line that ends the section; `end` is the position behind it.
        case empty(end: Int)
        /// Where the line lies, without CR LF.
        case text(Range<Int>)
    }

    private(set) var entries: [HTTPFields.Entry] = []
    private var lineStart = 0
    private var searched = 0

    /// Whether nothing of the section has been seen.
    var isAtStart: Bool { lineStart == 0 && searched == 0 }

    /// The next line of the section, if it is complete.
    mutating func nextLine(
        in bytes: UnsafeBufferPointer<UInt8>,
        limits: HTTPLimits
    ) throws(HTTPParseError) -> Line {
        guard let lineFeed = ByteSearch.first(0x0A, in: bytes, from: searched) else {
            searched = bytes.count
            guard bytes.count <= limits.headSize else { throw .headTooLarge }
            return .incomplete
        }
        guard lineFeed < limits.headSize else { throw .headTooLarge }
        guard lineFeed > lineStart, bytes[lineFeed - 1] == 0x0D else { throw .bareLineFeed }
        let line = lineStart..<lineFeed - 1
        lineStart = lineFeed + 1
        searched = lineStart
        return line.isEmpty ? .empty(end: lineStart) : .text(line)
    }

    /// Notes the field that stands in a line, RFC 9112 §5.
    mutating func addField(
        _ line: Range<Int>,
        in bytes: UnsafeBufferPointer<UInt8>,
        limits: HTTPLimits
    ) throws(HTTPParseError) {
        guard entries.count < limits.fieldCount else { throw .tooManyFields }
        let text = UnsafeBufferPointer(rebasing: bytes[line])
        if text[0].isFieldWhitespace { throw .foldedField }
        guard let colon = ByteClass.firstOutside(.token, in: text), colon > 0 else { throw .invalidFieldName }
        guard text[colon] == 0x3A else {
            throw text[colon].isFieldWhitespace ? .spaceBeforeColon : .invalidFieldName
        }
        var start = colon + 1
        var end = text.count
        while start < end, text[start].isFieldWhitespace { start += 1 }
        while end > start, text[end - 1].isFieldWhitespace { end -= 1 }
        guard ByteClass.all(UnsafeBufferPointer(rebasing: text[start..<end]), are: .fieldValue) else {
            throw .invalidOctet
        }
        entries.append(
            HTTPFields.Entry(
                nameStart: UInt32(truncatingIfNeeded: line.lowerBound),
                nameCount: UInt32(truncatingIfNeeded: colon),
                valueStart: UInt32(truncatingIfNeeded: line.lowerBound + start),
                valueCount: UInt32(truncatingIfNeeded: end - start)
            )
        )
    }

    /// Reads a section of fields only, as the trailers of a chunked body.
    ///
    /// - Returns: the position behind the section's end; nil when it is not complete.
    mutating func scanFields(
        in bytes: UnsafeBufferPointer<UInt8>,
        limits: HTTPLimits
    ) throws(HTTPParseError) -> Int? {
        while true {
            switch try nextLine(in: bytes, limits: limits) {
            case .incomplete: return nil
            case .empty(let end): return end
            case .text(let line): try addField(line, in: bytes, limits: limits)
            }
        }
    }
}
