extension HTTPFields {
    /// Appends the field lines, each with its CRLF, without the empty line that ends a head.
    func append(to output: inout [UInt8]) {
        for entry in entries {
            output.append(contentsOf: bytes[entry.nameRange])
            output.append(0x3A)
            output.append(0x20)
            output.append(contentsOf: bytes[entry.valueRange])
            output.append(0x0D)
            output.append(0x0A)
        }
    }

    /// Adds all fields of `other` behind ours.
    package mutating func append(contentsOf other: HTTPFields) {
        for entry in other.entries {
            appendRaw(name: other.bytes[entry.nameRange], value: other.bytes[entry.valueRange])
        }
    }
}
