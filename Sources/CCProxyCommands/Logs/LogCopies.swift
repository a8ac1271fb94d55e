import PlatformSupport

/// Tells older parts of a log from copies of what still stands in the file that is written to, and is about to be cut.
///
/// The file is cut into parts of one length, but for the last, and parts that would be dropped at once are never copied;
/// so a copy begins at a multiple of the length of one of them. Several copies can be waiting for one cut.
struct LogCopies {
    private let current: FileReader

    /// What is shorter than this may begin like something else by chance.
    private static let shortest: Int64 = 64

    /// - Parameter current: the file that is written to.
    init(of current: FileReader) { self.current = current }

    /// Leaves copies out of a log's older parts, the newest of which comes first.
    func drop(from files: inout [LogSnapshot.File]) throws(SystemError) {
        let places = try places(files.map(\.identity.size))
        var count = 0
        for index in files.indices {
            if try isCopy(files[index], places) {
                count = index + 1
            } else if index > 0 {
                // The newest may have been too short to tell.
                break
            }
        }
        files.removeFirst(count)
    }

    /// Where a copy can begin.
    private func places(_ lengths: [Int64]) throws(SystemError) -> [Int64] {
        let size = try current.info().size
        let multiples = Set(lengths).filter { $0 >= Self.shortest }.flatMap { length in
            Array(stride(from: 0, to: size, by: Int(length)))
        }
        return Set(multiples).sorted()
    }

    private func isCopy(_ part: LogSnapshot.File, _ places: [Int64]) throws(SystemError) -> Bool {
        guard part.identity.size >= Self.shortest else { return false }
        let size = try part.file.info().size
        let beginning = try part.file.read(at: 0, count: Int(min(256, size)))
        for place in places where try current.read(at: place, count: beginning.count) == beginning {
            if try isCopy(part.file, size: size, from: place) { return true }
        }
        return false
    }

    private func isCopy(_ part: FileReader, size: Int64, from place: Int64) throws(SystemError) -> Bool {
        var offset: Int64 = 0
        while offset < size {
            let bytes = try part.read(at: offset, count: Int(min(1 << 16, size - offset)))
            let counterpart = try current.read(at: place + offset, count: bytes.count)
            guard !bytes.isEmpty, counterpart == bytes else { return false }
            offset += Int64(bytes.count)
        }
        return true
    }
}
