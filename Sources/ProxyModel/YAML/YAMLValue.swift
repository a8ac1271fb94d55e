/// What a scalar means under the core schema (YAML 1.2.2 §10.3.2).
package enum YAMLValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// Also an integer that is too large for `Int`.
    case float(Double)
    case string(String)

    /// Resolves a plain scalar.
    package init(plain text: String) {
        switch text {
        case "", "~", "null", "Null", "NULL": self = .null
        case "true", "True", "TRUE": self = .boolean(true)
        case "false", "False", "FALSE": self = .boolean(false)
        case ".nan", ".NaN", ".NAN": self = .float(.nan)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": self = .float(.infinity)
        case "-.inf", "-.Inf", "-.INF": self = .float(-.infinity)
        default: self = Self.number(text) ?? .string(text)
        }
    }

    /// Whether both mean the same; unlike in arithmetic, NaN equals NaN.
    package static func == (left: YAMLValue, right: YAMLValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.boolean(let left), .boolean(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.float(let left), .float(let right)): left == right || (left.isNaN && right.isNaN)
        case (.string(let left), .string(let right)): left == right
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .boolean(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        // All NaNs are one value here.
        case .float(let value): hasher.combine(value.isNaN ? .nan : value)
        case .string(let value): hasher.combine(value)
        }
    }

    /// The kind of value, for messages.
    package var kind: String {
        switch self {
        case .null: "nothing"
        case .boolean: "a truth value"
        case .integer: "an integer"
        case .float: "a number"
        case .string: "text"
        }
    }

    private static func number(_ text: String) -> YAMLValue? {
        let bytes = text.utf8
        guard let first = bytes.first, isDigit(first) || [0x2B, 0x2D, 0x2E].contains(first) else { return nil }
        if text.hasPrefix("0x") || text.hasPrefix("0o") {
            let digits = bytes.dropFirst(2)
            let radix = text.hasPrefix("0x") ? 16 : 8
            guard !digits.isEmpty, digits.allSatisfy({ (HexDigit.value(of: $0) ?? 16) < radix }) else { return nil }
            return Int(digits.map { String(Unicode.Scalar($0)) }.joined(), radix: radix).map { .integer($0) }
                ?? .string(text)
        }
        guard let isInteger = isIntegerElseFloat(bytes) else { return nil }
        if isInteger, let value = Int(text) { return .integer(value) }
        return Double(text).map { .float($0) }
    }

    /// Whether the text matches the schema's integer (true) or floating-point pattern (false); `nil` for neither.
    private static func isIntegerElseFloat(_ text: String.UTF8View) -> Bool? {
        var rest = text[...]
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let whole = rest.prefix(while: isDigit)
        rest.removeFirst(whole.count)
        if rest.isEmpty { return whole.isEmpty ? nil : true }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            let fraction = rest.prefix(while: isDigit)
            guard !(whole.isEmpty && fraction.isEmpty) else { return nil }
            rest.removeFirst(fraction.count)
        }
        guard !whole.isEmpty || rest.count < text.count else { return nil }
        if rest.isEmpty { return false }
        guard rest.removeFirst() | 0x20 == UInt8(ascii: "e") else { return nil }
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        return !rest.isEmpty && rest.allSatisfy(isDigit) ? false : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte)
    }
}
