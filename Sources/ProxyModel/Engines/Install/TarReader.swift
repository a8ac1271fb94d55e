/// Reads a tar archive piece by piece: ustar with the extensions of pax and of GNU for long names (POSIX.1-2017 pax,
/// "ustar Interchange Format"; GNU tar manual, "Basic Tar Format").
///
/// A state machine without a file: what an entry's path leads to is for the caller to judge.
package struct TarReader: Sendable {
    /// What was found in the archive.
    package enum Event: Equatable, Sendable {
        /// An entry begins; its contents follow.
        case entry(TarEntry)
        /// The next bytes of the contents of the entry that was begun last.
        case content(ArraySlice<UInt8>)
    }

    private enum State {
        case header
        /// In the contents of an entry.
        case content(left: Int64)
        /// In an extension, which says something about the next entry.
        case addition(kind: UInt8, left: Int64)
        /// In what fills up the last block of either.
        case padding(left: Int64)
        /// Behind the block of zeros that ends an archive.
        case end
    }

    private var state = State.header
    private var block: [UInt8] = []
    /// How many bytes fill up the last block of what is being read.
    private var padding: Int64 = 0
    private var addition: [UInt8] = []
    private var overrides = TarOverrides()

    /// A name that needs more than this is none that anybody meant.
    private static let longestAddition: Int64 = 1 << 16

    package init() {}

    /// Takes the next bytes and hands over what is in them.
    ///
    /// - Parameters:
    ///   - bytes: any number of them.
    ///   - handle: is told what they hold.
    /// - Throws: what `handle` throws, or `TarError` for bytes that are no archive.
    package mutating func read(_ bytes: ArraySlice<UInt8>, _ handle: (Event) throws -> Void) throws {
        var rest = bytes
        while !rest.isEmpty {
            switch state {
            case .header:
                let taken = rest.prefix(TarHeader.size - block.count)
                block += taken
                rest = rest.dropFirst(taken.count)
                if block.count == TarHeader.size { try begin(handle) }
            case .content(let left):
                let taken = Self.prefix(of: rest, left)
                rest = rest.dropFirst(taken.count)
                try handle(.content(taken))
                state = .content(left: left - Int64(taken.count))
                if left == taken.count { endEntry() }
            case .addition(let kind, let left):
                let taken = Self.prefix(of: rest, left)
                rest = rest.dropFirst(taken.count)
                addition += taken
                state = .addition(kind: kind, left: left - Int64(taken.count))
                if left == taken.count { try endAddition(kind) }
            case .padding(let left):
                let taken = Self.prefix(of: rest, left)
                rest = rest.dropFirst(taken.count)
                state = left == taken.count ? .header : .padding(left: left - Int64(taken.count))
            case .end:
                return
            }
        }
    }

    /// Says that no more bytes come.
    ///
    /// - Throws: `TarError.truncated` unless the archive's end was there.
    package func finish() throws(TarError) {
        guard case .end = state else { throw .truncated }
    }

    private static func prefix(of bytes: ArraySlice<UInt8>, _ count: Int64) -> ArraySlice<UInt8> {
        bytes.prefix(Int(min(count, Int64(bytes.count))))
    }

    private mutating func begin(_ handle: (Event) throws -> Void) throws {
        let header = block
        block = []
        if header.allSatisfy({ $0 == 0 }) {
            // One is enough: the second is missing in many archives.
            state = .end
            return
        }
        let parsed = try TarHeader(header)
        padding = -parsed.size & Int64(TarHeader.size - 1)
        if TarOverrides.kinds.contains(parsed.kind) {
            guard parsed.size <= Self.longestAddition else { throw TarError.malformed("a name is too long") }
            addition = []
            state = .addition(kind: parsed.kind, left: parsed.size)
            if parsed.size == 0 { try endAddition(parsed.kind) }
            return
        }
        let entry = try overrides.entry(parsed)
        overrides.forgetEntry()
        padding = -entry.size & Int64(TarHeader.size - 1)
        try handle(.entry(entry))
        state = .content(left: entry.size)
        if entry.size == 0 { endEntry() }
    }

    private mutating func endEntry() { state = padding == 0 ? .header : .padding(left: padding) }

    private mutating func endAddition(_ kind: UInt8) throws(TarError) {
        try overrides.add(addition, kind: kind)
        addition = []
        endEntry()
    }
}
