import PlatformSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ProcessTableTests {
    @Test func `children and their children are found, and nobody else`() throws {
        try withTemporaryDirectory { directory in
            let pipe = try Pipe()
            let script = "sh -c 'tail -f /dev/null & echo $! $$; wait' & wait"
            let child = try Child(script: script, in: directory.path, standardOutput: pipe.writeEnd.raw)
            var line: [UInt8] = []
            while line.last != UInt8(ascii: "\n") { line += try byte(from: pipe.readEnd.raw) }
            let pids = String(decoding: line.dropLast(), as: UTF8.self).split(separator: " ").compactMap { Int32($0) }
            #expect(pids.count == 2)
            #expect(ProcessTable.descendants(of: child.pid).sorted() == pids.sorted())
            #expect(ProcessTable.members(ofSession: child.pid).contains(child.pid))
        }
    }

    private func byte(from descriptor: CInt) throws -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1, alignment: 1)
        defer { buffer.deallocate() }
        let count = try Descriptor.read(descriptor, into: buffer)
        try #require(count == 1)
        return Array(buffer)
    }
}
