/// Makes tar archives, also wrong ones.
struct TarBuilder {
    private(set) var bytes: [UInt8] = []

    /// Appends an entry with its contents.
    mutating func add(
        _ path: String,
        _ contents: [UInt8] = [],
        kind: Character = "0",
        link: String = "",
        prefix: String = "",
        size: String? = nil
    ) {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at place: Int) {
            for (index, byte) in text.utf8.enumerated() { block[place + index] = byte }
        }
        func octal(_ number: Int, _ width: Int) -> String {
            let digits = String(number, radix: 8)
            return String(repeating: "0", count: width - digits.count) + digits
        }
        put(path, at: 0)
        put("0000755", at: 100)
        put(size ?? octal(contents.count, 11), at: 124)
        put("        ", at: 148)
        block[156] = kind.asciiValue ?? 0
        put(link, at: 157)
        put("ustar", at: 257)
        put("00", at: 263)
        put(prefix, at: 345)
        put(octal(block.reduce(0) { $0 + Int($1) }, 6) + "\0 ", at: 148)
        bytes += block + contents
        bytes += [UInt8](repeating: 0, count: -contents.count & 511)
    }

    /// Appends a record of pax for the next entry.
    mutating func addPax(_ keyword: String, _ value: String) {
        let tail = " \(keyword)=\(value)\n"
        var length = tail.utf8.count
        while String(length).utf8.count + tail.utf8.count != length {
            length = String(length).utf8.count + tail.utf8.count
        }
        add("pax", Array("\(length)\(tail)".utf8), kind: "x")
    }

    /// The archive with its end.
    var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }
}
