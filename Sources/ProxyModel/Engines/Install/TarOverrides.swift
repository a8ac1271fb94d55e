/// What extensions say about entries: names that are too long for a header, and sizes (pax and GNU).
struct TarOverrides {
    /// For one entry, or for all that follow.
    private struct Values {
        var path: String?
        var linkTarget: String?
        var size: Int64?
    }

    private var entry = Values()
    private var all = Values()

    /// The type flags of extensions: pax for one entry and for all, GNU's long name and long link.
    static let kinds: Set<UInt8> = Set("xgLK".utf8)

    /// Takes the contents of an extension.
    mutating func add(_ bytes: [UInt8], kind: UInt8) throws(TarError) {
        switch kind {
        case UInt8(ascii: "L"): entry.path = Self.text(bytes)
        case UInt8(ascii: "K"): entry.linkTarget = Self.text(bytes)
        case UInt8(ascii: "g"): try Self.addRecords(bytes, to: &all)
        default: try Self.addRecords(bytes, to: &entry)
        }
    }

    /// The entry that a header means with all that was said about it.
    func entry(_ header: TarHeader) throws(TarError) -> TarEntry {
        let path = entry.path ?? all.path ?? header.path
        guard !path.isEmpty else { throw .malformed("an entry has no name") }
        let kind: TarEntry.Kind
        switch header.kind {
        case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): kind = path.utf8.last == UInt8(ascii: "/") ? .directory : .file
        case UInt8(ascii: "1"), UInt8(ascii: "2"):
            kind = .link(to: entry.linkTarget ?? all.linkTarget ?? header.linkTarget)
        case UInt8(ascii: "5"): kind = .directory
        default: kind = .special(header.kind)
        }
        let hasContents = kind == .file
        return TarEntry(path: path, kind: kind, size: hasContents ? entry.size ?? all.size ?? header.size : header.size)
    }

    /// What was said about one entry counts no more.
    mutating func forgetEntry() { entry = Values() }

    /// Records of the form `<length> <keyword>=<value>\n`, whose length counts all of it.
    private static func addRecords(_ bytes: [UInt8], to values: inout Values) throws(TarError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let digits = rest.prefix { $0 != UInt8(ascii: " ") }
            guard digits.count <= 6, let length = Int(String(decoding: digits, as: UTF8.self)),
                length > digits.count + 1, length <= rest.count, rest[rest.startIndex + length - 1] == 0x0A
            else { throw .malformed("an extension cannot be read") }
            let record = rest.prefix(length).dropFirst(digits.count + 1).dropLast()
            guard let equals = record.firstIndex(of: UInt8(ascii: "=")) else {
                throw .malformed("an extension cannot be read")
            }
            let value = String(decoding: record[(equals + 1)...], as: UTF8.self)
            switch String(decoding: record[..<equals], as: UTF8.self) {
            case "path": values.path = value
            case "linkpath": values.linkTarget = value
            case "size":
                guard let size = Int64(value), size >= 0 else { throw .malformed("a size is no number") }
                values.size = size
            default: break
            }
            rest = rest.dropFirst(length)
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }
}
