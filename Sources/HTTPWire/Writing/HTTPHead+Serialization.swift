extension HTTPRequestHead {
    /// Appends the request line, the fields and the empty line that ends the head.
    package func serialize(into output: inout [UInt8]) {
        serializeOpen(into: &output)
        output.append(0x0D)
        output.append(0x0A)
    }

    /// Appends the request line and the fields, but not the empty line: the caller has fields of its own to add.
    package func serializeOpen(into output: inout [UInt8]) {
        output.append(contentsOf: method.text.utf8)
        output.append(0x20)
        output.append(contentsOf: target.utf8)
        output.append(0x20)
        output.append(contentsOf: version.description.utf8)
        output.append(0x0D)
        output.append(0x0A)
        fields.append(to: &output)
    }
}

extension HTTPResponseHead {
    /// Appends the status line, the fields and the empty line that ends the head.
    package func serialize(into output: inout [UInt8]) {
        serializeOpen(into: &output)
        output.append(0x0D)
        output.append(0x0A)
    }

    /// Appends the status line and the fields, but not the empty line: the caller has fields of its own to add.
    package func serializeOpen(into output: inout [UInt8]) {
        output.append(contentsOf: version.description.utf8)
        output.append(0x20)
        output.append(decimal: status.code)
        output.append(0x20)
        output.append(contentsOf: reason.utf8)
        output.append(0x0D)
        output.append(0x0A)
        fields.append(to: &output)
    }
}

extension [UInt8] {
    /// Appends one field line.
    ///
    /// For names and values that are known to be valid: nothing is checked.
    package mutating func append(uncheckedField name: StaticString, _ value: String) {
        name.withUTF8Buffer { append(contentsOf: $0) }
        append(0x3A)
        append(0x20)
        append(contentsOf: value.utf8)
        append(0x0D)
        append(0x0A)
    }

    /// Appends one field line whose value is a number.
    package mutating func append(uncheckedField name: StaticString, decimal number: Int) {
        name.withUTF8Buffer { append(contentsOf: $0) }
        append(0x3A)
        append(0x20)
        append(decimal: number)
        append(0x0D)
        append(0x0A)
    }

    /// Appends a number in decimal digits without making a string of it.
    package mutating func append(decimal number: Int) {
        var divisor = 1
        while number / divisor >= 10 {
            divisor *= 10
        }
        while divisor > 0 {
            append(UInt8(truncatingIfNeeded: 0x30 + number / divisor % 10))
            divisor /= 10
        }
    }

    /// Appends a number in lower-case hexadecimal digits.
    mutating func append(hexadecimal number: Int) {
        var shift = 0
        while number >> shift >= 16 {
            shift += 4
        }
        while shift >= 0 {
            let digit = UInt8(truncatingIfNeeded: number >> shift & 0xF)
            append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
            shift -= 4
        }
    }
}
