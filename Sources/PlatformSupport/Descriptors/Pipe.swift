/// Both ends of a new pipe, close-on-exec.
package struct Pipe: ~Copyable {
    /// The end to read from; at its end once every copy of `writeEnd` is closed.
    package let readEnd: OwnedDescriptor

    /// The end to write to.
    package let writeEnd: OwnedDescriptor

    /// Makes a pipe.
    ///
    /// - Throws: `SystemError` when no descriptor is left.
    package init() throws(SystemError) {
        var descriptors: [CInt] = [-1, -1]
        guard Self.makeCloseOnExec(&descriptors) == 0 else { throw .last("create a pipe") }
        readEnd = OwnedDescriptor(owning: descriptors[0])
        writeEnd = OwnedDescriptor(owning: descriptors[1])
    }

    /// Closes the end to read from and gives away the other.
    package consuming func keepWriteEnd() -> OwnedDescriptor { writeEnd }

    /// Closes the end to write to, so that the end of what a child writes can be seen, and gives away the other.
    package consuming func keepReadEnd() -> OwnedDescriptor { readEnd }
}
