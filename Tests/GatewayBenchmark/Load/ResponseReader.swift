/// Reads one answer from bytes as they come: its status, where it ends, and how many events are in it.
struct ResponseReader {
    /// What a piece of an answer has brought.
    struct Outcome {
        var events = 0
        var isComplete = false
    }

    private enum Phase {
        case head
        case length(Int)
        case chunkSize(Int)
        case chunk(Int)
        case chunkEnd
        /// The last chunk has come; so many bytes of the current trailer line, too.
        case trailer(Int)
        case complete
    }

    private(set) var status = 0
    private var phase = Phase.head
    private var head: [UInt8] = []
    private var lastByte: UInt8 = 0

    mutating func read(_ bytes: UnsafeRawBufferPointer) -> Outcome {
        var outcome = Outcome()
        var position = 0
        while position < bytes.count {
            switch phase {
            case .head: position = readHead(bytes, from: position)
            case .length(let left):
                let count = min(left, bytes.count - position)
                outcome.events += countEvents(bytes, position..<position + count)
                position += count
                phase = left == count ? .complete : .length(left - count)
            case .chunk(let left):
                let count = min(left, bytes.count - position)
                outcome.events += countEvents(bytes, position..<position + count)
                position += count
                phase = left == count ? .chunkEnd : .chunk(left - count)
            case .chunkSize, .chunkEnd, .trailer:
                readFraming(bytes[position])
                position += 1
            case .complete: position = bytes.count
            }
        }
        if case .complete = phase { outcome.isComplete = true }
        return outcome
    }

    private mutating func readHead(_ bytes: UnsafeRawBufferPointer, from position: Int) -> Int {
        let before = head.count
        head.append(contentsOf: bytes[position...])
        guard let end = Scan.end(of: "\r\n\r\n", in: head, from: max(0, before - 3)) else { return bytes.count }
        status = Scan.number(after: "http/1.1", in: head[..<end]) ?? 0
        if let length = Scan.number(after: "content-length:", in: head[..<end]) {
            phase = length == 0 ? .complete : .length(length)
        } else {
            phase = .chunkSize(0)
        }
        return position + end - before
    }

    private mutating func readFraming(_ byte: UInt8) {
        switch phase {
        case .chunkSize(let size):
            switch byte {
            case 0x0A: phase = size == 0 ? .trailer(0) : .chunk(size)
            case 0x30...0x39: phase = .chunkSize(size * 16 + Int(byte - 0x30))
            case 0x61...0x66: phase = .chunkSize(size * 16 + Int(byte - 0x57))
            case 0x41...0x46: phase = .chunkSize(size * 16 + Int(byte - 0x37))
            default: break
            }
        case .chunkEnd: if byte == 0x0A { phase = .chunkSize(0) }
        case .trailer(let length):
            guard byte == 0x0A else {
                phase = .trailer(byte == 0x0D ? length : length + 1)
                return
            }
            phase = length == 0 ? .complete : .trailer(0)
        default: break
        }
    }

    /// An event ends with an empty line.
    private mutating func countEvents(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int {
        var events = 0
        for position in range {
            let byte = bytes[position]
            if byte == 0x0A, lastByte == 0x0A { events += 1 }
            lastByte = byte
        }
        return events
    }
}
