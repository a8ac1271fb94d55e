/// The text of a shell's profile, in which one block is ours.
///
/// Whatever else is in it stays as it is, byte for byte: putting the block in and taking it out again gives the same
/// bytes back, also where the last line has no end and where lines end as on Windows.
struct ProfileText: Equatable {
    let bytes: [UInt8]

    /// Why the block cannot be changed.
    enum Failure: Error, Equatable {
        /// It begins and does not end: somebody has edited it, and nobody knows what of it is ours.
        case unfinishedBlock
        /// The text is UTF-16, as Windows PowerShell may have written it.
        case notUTF8
    }

    private static let begin = "# >>> ccproxy: 'ccproxy uninstall-profile' removes this >>>"
    /// Says that the line before it had no end.
    private static let beginAfterOpenLine =
        "# >>> ccproxy: 'ccproxy uninstall-profile' removes this and the line end before it >>>"
    private static let end = "# <<< ccproxy <<<"

    /// Where a block of ours is, its line ends included.
    private struct Block {
        let range: Range<Int>
        let startsAfterOpenLine: Bool
        /// As its own lines end; what was put before it ends so as well.
        let lineEnd: [UInt8]
    }

    /// How the lines of the block end.
    enum LineEnds {
        /// As the others in the file.
        case ofFile
        /// With LF alone: to a POSIX shell and to fish, a CR is a part of the word before it.
        case unix
    }

    /// Whether there is a block of ours in it, or the beginning of one.
    var hasBlock: Bool {
        do throws(Failure) {
            return try firstBlock(from: 0) != nil
        } catch {
            return true
        }
    }

    /// Whether a line that is no comment mentions the path, outside of our block or in it.
    func loads(_ path: String) -> Bool {
        bytes.split(separator: 0x0A).contains { line in
            let text = String(decoding: line, as: UTF8.self)
            return text.contains(path) && text.first { $0 != " " && $0 != "\t" } != "#"
        }
    }

    /// The text with one block that holds the line, in the place of the block that was there, else at the end.
    func installing(_ line: String, _ ends: LineEnds = .unix) throws(Failure) -> ProfileText {
        try checkEncoding()
        if let block = try firstBlock(from: 0) {
            let lineEnd = ends == .unix ? [0x0A] : block.lineEnd
            let whole = Self.block(line, isAfterOpenLine: block.startsAfterOpenLine, lineEnd)
            return ProfileText(
                bytes: Array(bytes[..<block.range.lowerBound]) + whole + bytes[block.range.upperBound...]
            )
        }
        let lineEnd = ends == .unix ? [0x0A] : self.lineEnd
        let isOpen = !(bytes.last.map { $0 == 0x0A } ?? true)
        return ProfileText(bytes: bytes + (isOpen ? lineEnd : []) + Self.block(line, isAfterOpenLine: isOpen, lineEnd))
    }

    /// The text without any block of ours.
    func uninstalling() throws(Failure) -> ProfileText {
        try checkEncoding()
        var rest = self
        while let block = try rest.firstBlock(from: 0) {
            var start = block.range.lowerBound
            // What somebody has added behind the block stays on a line of its own.
            if block.startsAfterOpenLine, block.range.upperBound == rest.bytes.count {
                // The line end may have been changed since, with no byte of the line itself.
                let isWhole = rest.bytes[..<start].suffix(block.lineEnd.count).elementsEqual(block.lineEnd)
                start = max(start - (isWhole ? block.lineEnd.count : 1), 0)
            }
            rest = ProfileText(bytes: Array(rest.bytes[..<start] + rest.bytes[block.range.upperBound...]))
        }
        return rest
    }

    private func checkEncoding() throws(Failure) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { throw .notUTF8 }
    }

    /// As the first line of the text ends.
    private var lineEnd: [UInt8] {
        guard let first = bytes.firstIndex(of: 0x0A), first > 0, bytes[first - 1] == 0x0D else { return [0x0A] }
        return [0x0D, 0x0A]
    }

    private static func block(_ line: String, isAfterOpenLine: Bool, _ lineEnd: [UInt8]) -> [UInt8] {
        [isAfterOpenLine ? beginAfterOpenLine : begin, line, end].flatMap { Array($0.utf8) + lineEnd }
    }

    private func firstBlock(from place: Int) throws(Failure) -> Block? {
        var start: (place: Int, isAfterOpenLine: Bool, lineEnd: [UInt8])?
        var lineStart = place
        while lineStart < bytes.count {
            let next = bytes[lineStart...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
            var line = bytes[lineStart..<next]
            let lineEnd: [UInt8] = line.count > 1 && line.dropLast().last == 0x0D ? [0x0D, 0x0A] : [0x0A]
            while line.last == 0x0A || line.last == 0x0D { line.removeLast() }
            if let start, line.elementsEqual(Self.end.utf8) {
                return Block(
                    range: start.place..<next,
                    startsAfterOpenLine: start.isAfterOpenLine,
                    lineEnd: start.lineEnd
                )
            }
            if start == nil, line.elementsEqual(Self.begin.utf8) { start = (lineStart, false, lineEnd) }
            if start == nil, line.elementsEqual(Self.beginAfterOpenLine.utf8) { start = (lineStart, true, lineEnd) }
            lineStart = next
        }
        if start != nil { throw .unfinishedBlock }
        return nil
    }
}
