/// Reads one YAML 1.2 document into nodes that know their places.
///
/// Strict where people make mistakes, and small on purpose: block and flow collections, all scalar styles, comments and
/// the document markers. What configuration files do not need (anchors, aliases, tags, complex keys, directives, more
/// documents) is refused with its place and a remedy instead of being read differently from what was meant. In brackets
/// indentation is not looked at, as in the library that cli-proxy-api reads its configuration with.
///
/// Every input ends in a document or a `YAMLError`; size and nesting are limited.
package struct YAMLReader {
    /// The longest text that is read, in bytes.
    package static let maximumSize = 1 << 20
    /// How deep collections may nest.
    package static let maximumDepth = 50

    let bytes: [UInt8]
    let file: String
    var cursor = Cursor()
    /// Column of the content line that the cursor stands at the beginning of, counted from 0; -2 at the end.
    var indent = -2
    var depth = 0
    private var lastColumn = (offset: 0, lineStart: 0, column: 1)

    /// Where the reader is: cheap to keep, to go back to.
    struct Cursor {
        var position = 0
        var line = 1
        var lineStart = 0
    }

    private init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: The text, UTF-8 with or without a byte order mark; line breaks of every kind.
    ///   - file: The name that errors give.
    /// - Returns: The root node; an empty text is a null scalar.
    /// - Throws: `YAMLError` with the first fault.
    package static func read(_ bytes: [UInt8], file: String) throws(YAMLError) -> YAMLNode {
        var reader = YAMLReader(bytes, file: file)
        try reader.checkText()
        return try reader.document()
    }

    private mutating func document() throws(YAMLError) -> YAMLNode {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            cursor.position = 3
            cursor.lineStart = 3
        }
        try nextLine()
        if current == UInt8(ascii: "%"), cursor.position == cursor.lineStart {
            throw fault(.directive, detail: wordAfterIndicator())
        }
        let root: YAMLNode
        if isMarker(UInt8(ascii: "-")) {
            cursor.position += 3
            root = try value(after: .documentStart, parentIndent: -1)
        } else if indent >= 0 {
            root = try blockNode(parentIndent: -1)
        } else {
            root = emptyNode(at: cursor.position)
        }
        try endOfDocument()
        return root
    }

    private mutating func endOfDocument() throws(YAMLError) {
        if isMarker(UInt8(ascii: ".")) {
            cursor.position += 3
            try finishLine()
            try nextLine()
            // `...` may stand more than once; it ends what is over already.
            while isMarker(UInt8(ascii: ".")) {
                cursor.position += 3
                try finishLine()
                try nextLine()
            }
            guard isAtEnd else { throw fault(.multipleDocuments) }
        }
        if isMarker(UInt8(ascii: "-")) { throw fault(.multipleDocuments) }
        guard isAtEnd else { throw fault(.badIndentation) }
    }

    /// A null value that is not written.
    mutating func emptyNode(at offset: Int) -> YAMLNode {
        YAMLNode(.scalar(YAMLScalar(text: "", style: .plain)), mark: mark(at: offset), range: offset..<offset)
    }

    /// The place of an offset in the current line.
    ///
    /// Columns count characters, so the bytes since the last place asked for are walked once.
    mutating func mark(at offset: Int) -> YAMLMark {
        var (start, column) = (cursor.lineStart, 1)
        if lastColumn.lineStart == cursor.lineStart, lastColumn.offset <= offset, lastColumn.offset >= start {
            (start, column) = (lastColumn.offset, lastColumn.column)
        }
        if offset > start {
            for byte in bytes[start..<offset] where byte & 0xC0 != 0x80 { column += 1 }
        }
        lastColumn = (max(offset, start), cursor.lineStart, column)
        return YAMLMark(line: cursor.line, column: column)
    }

    /// An error at the cursor.
    mutating func fault(_ code: YAMLError.Code, detail: String = "") -> YAMLError {
        YAMLError(code, file: file, mark: mark(at: cursor.position), detail: detail)
    }

    /// Counts one more level of nesting.
    mutating func descend() throws(YAMLError) {
        guard depth < Self.maximumDepth else { throw fault(.tooDeep, detail: String(Self.maximumDepth)) }
        depth += 1
    }
}
