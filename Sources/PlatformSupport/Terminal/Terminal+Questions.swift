#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension Terminal {
    /// Asks the person at the process's own terminal, wherever its standard descriptors lead.
    ///
    /// - Returns: what was typed, without the line's end; nil when the person ended the input instead.
    /// - Throws: `SystemError`; when the process has no terminal, `ENXIO` or another code of open(2).
    package static func readLine(prompt: String) throws(SystemError) -> String? {
        let terminal = try FileSystem.openFile("/dev/tty", O_RDWR | O_NOCTTY, "open")
        try Descriptor.writeAll(terminal.raw, prompt)
        var line: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while line.last != UInt8(ascii: "\n") {
            let count = chunk.withUnsafeMutableBytes { buffer in
                buffer.baseAddress.map { readSome(terminal.raw, $0, buffer.count) } ?? 0
            }
            guard count >= 0 else { throw .last("read from the terminal") }
            if count == 0 { return line.isEmpty ? nil : String(decoding: line, as: UTF8.self) }
            line += chunk[..<count]
        }
        return String(decoding: line.dropLast(), as: UTF8.self)
    }

    /// Whether the process has a terminal, wherever its standard descriptors lead.
    package static var isThere: Bool { (try? FileSystem.openFile("/dev/tty", O_RDWR | O_NOCTTY, "open")) != nil }
}
