internal import HTTPTransport
internal import PlatformSupport

/// Lines of a descriptor, as they come.
struct LineReader {
    private let descriptor: CInt
    private let loop: EventLoop
    private var pending: [UInt8] = []
    private var isAtEnd = false

    /// Nobody types or pastes more without an Enter.
    private static let limit = 64 << 10

    init(_ descriptor: CInt, on loop: EventLoop) {
        self.descriptor = descriptor
        self.loop = loop
    }

    /// The next line without its end and without spaces around it; nil at the end of the input, or when the task is
    /// cancelled.
    mutating func next() async -> String? {
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: pending[..<end], as: UTF8.self)
                pending.removeSubrange(...end)
                return line.trimmed
            }
            guard !isAtEnd, pending.count < Self.limit else {
                defer { pending = [] }
                return pending.isEmpty ? nil : String(decoding: pending, as: UTF8.self).trimmed
            }
            guard (try? await loop.readable(descriptor)) != nil else { return nil }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = chunk.withUnsafeMutableBytes { try? Descriptor.read(descriptor, into: $0) } ?? 0
            pending += chunk[..<count]
            isAtEnd = count == 0
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
        let start = unicodeScalars.drop(while: isSpace)
        guard let end = start.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(start[...end])
    }
}
