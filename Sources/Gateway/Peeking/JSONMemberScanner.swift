/// Finds some members of a JSON object while its bytes go by, and reads nothing else of it.
///
/// For texts that are passed on as they are. The object may come in pieces cut anywhere. Nothing is checked that does
/// not have to be understood: whoever receives the text will do that. Names are compared as they are written, so one
/// with an escape in it is not found; of two members with one name the last counts, as for most JSON readers.
package struct JSONMemberScanner {
    /// A member that was found.
    package struct Member: Equatable, Sendable {
        /// The value as it is written; cut off after `JSONMemberScanner.captureLimit` bytes.
        package var bytes: [UInt8]
        /// Where the value lies, counted from the first byte of the object's text.
        package var range: Range<Int>
    }

    /// Where the scanner is.
    private enum State {
        case start, beforeName, name, afterName, beforeValue
        /// In a value: within a string, after a backslash in one, or anywhere else.
        case string, escape, nested
        /// In a number or a word.
        case word
        case afterValue
        /// After the object, or where there is none.
        case end
    }

    /// How much of a value is kept: more than any value that is looked for.
    static let captureLimit = 16 * 1024
    private static let nameLimit = 32

    private let names: [StaticString]
    private var members: [Member?]
    private var state = State.start
    private var name: [UInt8] = []
    private var isNameEscaped = false
    /// Brackets that are open within the value.
    private var depth = 0
    /// Which of the names the value belongs to.
    private var wanted: Int?
    private var captured: [UInt8] = []
    private var valueStart = 0
    /// How many bytes have gone by before the current piece.
    private var offset = 0

    /// A scanner for these members.
    package init(_ names: [StaticString]) {
        self.names = names
        members = Array(repeating: nil, count: names.count)
    }

    /// Which of the names the member has that begins now.
    private var wantedIndex: Int? {
        names.firstIndex { wanted in
            guard wanted.utf8CodeUnitCount == name.count else { return false }
            for index in name.indices where name[index] != wanted.utf8Start[index] { return false }
            return true
        }
    }

    /// The member that was the n-th of those asked for; nil as long as it has not come to its end.
    package subscript(index: Int) -> Member? { members[index] }

    /// Whether the object has ended, or the text is none.
    var isFinished: Bool { state == .end }

    /// Takes the next piece.
    package mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        var captureStart = 0
        while index < bytes.count, state != .end {
            switch state {
            case .name:
                index = takeName(bytes, from: index)
            case .string:
                index = StringEndSearch.first(in: bytes, from: index)
                guard index < bytes.count else { break }
                state = bytes[index] == UInt8(ascii: "\\") ? .escape : .nested
                index += 1
                if state == .nested, depth == 0 { endValue(at: index, bytes, from: captureStart) }
            case .escape:
                state = .string
                index += 1
            case .nested:
                index = skipNested(bytes, from: index)
                if depth == 0, state == .nested { endValue(at: index, bytes, from: captureStart) }
            case .word:
                while index < bytes.count, !isWordEnd(bytes[index]) { index += 1 }
                if index < bytes.count { endValue(at: index, bytes, from: captureStart) }
            default:
                // Everything else is about single bytes.
                if step(bytes[index], at: index) { captureStart = index }
                index += 1
            }
        }
        if isInValue { capture(bytes[captureStart...]) }
        offset += bytes.count
    }

    /// Takes a byte outside of values into account; true when a value begins with it.
    private mutating func step(_ byte: UInt8, at index: Int) -> Bool {
        if isSpace(byte) { return false }
        switch (state, byte) {
        // A byte order mark, which readers may pass over (RFC 8259, 8.1).
        case (.start, 0xEF), (.start, 0xBB), (.start, 0xBF): break
        case (.start, UInt8(ascii: "{")), (.afterValue, UInt8(ascii: ",")): state = .beforeName
        case (.beforeName, UInt8(ascii: "\"")):
            name.removeAll(keepingCapacity: true)
            state = .name
        case (.afterName, UInt8(ascii: ":")): state = .beforeValue
        case (.beforeValue, _):
            beginValue(byte, at: index)
            return true
        default: state = .end
        }
        return false
    }

    /// Takes a name up to its quote, or up to the next backslash in it, or as much of it as there is.
    private mutating func takeName(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let end = StringEndSearch.first(in: bytes, from: isNameEscaped ? start + 1 : start)
        let isEscape = end < bytes.count && bytes[end] == UInt8(ascii: "\\")
        isNameEscaped = isEscape
        name.append(contentsOf: bytes[start..<end].prefix(Self.nameLimit + 1 - name.count))
        guard end < bytes.count else { return end }
        if isEscape {
            // Names with an escape are not found: one byte of it keeps such a name from being one of those wanted.
            if name.count <= Self.nameLimit { name.append(bytes[end]) }
        } else {
            state = .afterName
        }
        return end + 1
    }

    private mutating func beginValue(_ byte: UInt8, at index: Int) {
        wanted = wantedIndex
        valueStart = offset + index
        captured.removeAll(keepingCapacity: true)
        depth = 0
        switch byte {
        case UInt8(ascii: "\""): state = .string
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            depth = 1
            state = .nested
        default: state = .word
        }
    }

    /// Goes through brackets and what is between them, up to the next string or the end of the value.
    private mutating func skipNested(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                state = .string
                return index
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
        }
        return index
    }

    private mutating func endValue(at index: Int, _ bytes: UnsafeBufferPointer<UInt8>, from captureStart: Int) {
        capture(bytes[captureStart..<index])
        if let wanted {
            members[wanted] = Member(bytes: captured, range: valueStart..<offset + index)
        }
        state = .afterValue
    }

    private mutating func capture(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        guard wanted != nil else { return }
        captured.append(contentsOf: bytes.prefix(Self.captureLimit - captured.count))
    }

    private var isInValue: Bool {
        switch state {
        case .string, .escape, .nested, .word: true
        default: false
        }
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }

    private func isWordEnd(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}")
    }
}
