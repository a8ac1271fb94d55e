/// Decimal numbers without sign and exponent.
enum DecimalText {
    /// Reads `12` or `1.5`; `nil` for everything else.
    static func parse(_ text: Substring) -> Double? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let areDigits = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        guard parts.count <= 2, areDigits, text.utf8.count <= 18 else { return nil }
        return Double(text)
    }
}
