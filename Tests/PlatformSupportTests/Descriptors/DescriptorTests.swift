import PlatformSupport
import TestSupport
import Testing

struct DescriptorTests {
    @Test(arguments: [0, 1, 4095, 4096, 4097, 60_000])
    func `what is written to a pipe is read to its end`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let pipe = try Pipe()
        try Descriptor.writeAll(pipe.writeEnd.raw, bytes)
        let readEnd = pipe.keepReadEnd()
        #expect(try Descriptor.readToEnd(readEnd.raw) == bytes)
    }

    @Test func `more than the limit is refused`() throws {
        let pipe = try Pipe()
        try Descriptor.writeAll(pipe.writeEnd.raw, "12345")
        let readEnd = pipe.keepReadEnd()
        let error = try failure { try Descriptor.readToEnd(readEnd.raw, limit: 4) }
        #expect(error.isOutOfSpace)
    }

    @Test func `a non-blocking descriptor without anything to read would block`() throws {
        let pipe = try Pipe()
        try Descriptor.setNonBlocking(pipe.readEnd.raw)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 10, alignment: 1)
        defer { buffer.deallocate() }
        #expect(try failure { try Descriptor.read(pipe.readEnd.raw, into: buffer) }.wouldBlock)
        #expect(try !Descriptor.waitUntilReadable(pipe.readEnd.raw, timeout: .microseconds(1)))
        try Descriptor.writeAll(pipe.writeEnd.raw, "x")
        #expect(try Descriptor.waitUntilReadable(pipe.readEnd.raw, timeout: .zero))
        #expect(try Descriptor.read(pipe.readEnd.raw, into: buffer) == 1)
    }

    @Test func `an owned descriptor is closed when it dies, a released one is not`() throws {
        let numbers = try [true, false].map { isReleased in
            let owned = try Descriptor.duplicate(2, atLeast: 300)
            let raw = owned.raw
            if isReleased { return owned.release() }
            return raw
        }
        // Numbers from 300 on are nobody else's here, so that the second is free again.
        #expect((try? LogFile.size(descriptor: numbers[0])) != nil)
        #expect(numbers[1] == numbers[0] + 1)
        #expect((try? LogFile.size(descriptor: numbers[1])) == nil)
        _ = OwnedDescriptor(owning: numbers[0])
    }

    @Test func `a pipe's end is seen when its last writer is gone`() throws {
        let pipe = try Pipe()
        let child = try Child(script: "echo one; sleep 1000", standardOutput: pipe.writeEnd.raw)
        let readEnd = pipe.keepReadEnd()
        #expect(try line(from: readEnd.raw) == "one")
        try child.handle.signalGroup(.kill)
        #expect(try Descriptor.readToEnd(readEnd.raw) == [])
    }
}
