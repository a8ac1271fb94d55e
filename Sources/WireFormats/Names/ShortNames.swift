/// Names that a backend takes, for names that it may refuse, and the way back.
///
/// What fits stays as it is. The rest keeps its beginning and its end and gets a digest of the whole: the short name
/// depends on the name alone, so it is the same in every turn of a session and prompt caches stay warm. Two names
/// never share a short one; the later one of a collision gets another digest.
struct ShortNames: Equatable, Sendable {
    /// The longest name that backends take, in characters, which are all ASCII.
    static let limit = 64

    private var shortByName: [String: String] = [:]
    private var nameByShort: [String: String] = [:]

    /// Takes the names in this order; names that fit are taken before all others, since they cannot give way.
    init(_ names: [String] = []) {
        var refused: [String] = []
        for name in names where shortByName[name] == nil {
            if Self.isAccepted(name) { insert(name, as: name) } else { refused.append(name) }
        }
        for name in refused where shortByName[name] == nil { insert(name, as: unusedShortName(for: name)) }
    }

    /// The name for the backend.
    ///
    /// One that was not taken at the start is shortened all the same, without a way back.
    func short(for name: String) -> String {
        shortByName[name] ?? (Self.isAccepted(name) ? name : Self.shortened(name, attempt: 0))
    }

    /// The name that a short one stands for; one that is unknown stands for itself.
    func name(for short: String) -> String {
        nameByShort[short] ?? short
    }

    private mutating func insert(_ name: String, as short: String) {
        shortByName[name] = short
        nameByShort[short] = name
    }

    private func unusedShortName(for name: String) -> String {
        var attempt: UInt64 = 0
        var short = Self.shortened(name, attempt: attempt)
        while nameByShort[short] != nil {
            attempt += 1
            short = Self.shortened(name, attempt: attempt)
        }
        return short
    }

    /// Letters, digits, `_` and `-`, at least one and at most 64 of them.
    static func isAccepted(_ name: String) -> Bool {
        let bytes = name.utf8
        return !bytes.isEmpty && bytes.count <= limit && bytes.allSatisfy(isAccepted)
    }

    private static func isAccepted(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }

    static func shortened(_ name: String, attempt: UInt64) -> String {
        let readable = name.utf8.map { isAccepted($0) ? $0 : UInt8(ascii: "_") }
        let room = limit - digestLength - 1
        let kept = readable.count <= room ? readable : readable.prefix(room / 2) + readable.suffix(room - room / 2)
        return String(decoding: kept, as: UTF8.self) + "_" + digest(of: name, attempt: attempt)
    }

    private static let digestLength = 12

    /// Twelve hexadecimal digits of FNV-1a (64 bits) over the name, and over the attempt when it is not the first.
    private static func digest(of name: String, attempt: UInt64) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        if attempt > 0 { hash = (hash ^ attempt) &* 0x100_0000_01B3 }
        let digits = String(hash ^ hash >> 48, radix: 16)
        let padded = String(repeating: "0", count: max(0, 16 - digits.count)) + digits
        return String(padded.suffix(digestLength))
    }
}
