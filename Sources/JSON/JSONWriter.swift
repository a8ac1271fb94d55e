/// Appends JSON text to a byte array, without building a tree first.
///
/// Members come out in the order in which they are written, so equal values give equal bytes. Commas are the writer's
/// business; balanced `begin`/`end` calls are the caller's. Text is UTF-8; only what RFC 8259 §7 requires is escaped,
/// and U+007F too, so that nothing in a terminal reacts to it.
package struct JSONWriter {
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init(reservingCapacity capacity: Int = 256) {
        bytes.reserveCapacity(capacity)
    }

    package mutating func beginObject() { open(UInt8(ascii: "{")) }
    package mutating func endObject() { close(UInt8(ascii: "}")) }
    package mutating func beginArray() { open(UInt8(ascii: "[")) }
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    /// The name of the member whose value is written next.
    package mutating func name(_ name: String) {
        separate()
        JSONText.append(quoted: name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func null() { literal("null") }
    package mutating func boolean(_ value: Bool) { literal(value ? "true" : "false") }
    package mutating func integer(_ value: some FixedWidthInteger) { literal(String(value)) }

    /// A finite number; JSON has no other, so infinities and NaN become `null`.
    package mutating func double(_ value: Double) {
        literal(value.isFinite ? value.description : "null")
    }

    package mutating func string(_ text: String) {
        separate()
        JSONText.append(quoted: text, to: &bytes)
        needsComma = true
    }

    /// A string that holds a value as JSON text, as the arguments of a tool call do.
    package mutating func string(holding value: JSONValue) {
        var inner = JSONWriter()
        inner.value(value)
        string(String(decoding: inner.bytes, as: UTF8.self))
    }

    /// A whole tree.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .boolean(let value): boolean(value)
        case .number(let text): literal(text)
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let members):
            beginObject()
            for member in members {
                name(member.name)
                self.value(member.value)
            }
            endObject()
        }
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func literal(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }
}
