/// Sizes in bytes as people write them: `10MB` (ten million), `10MiB` (10 × 2²⁰), `512KB`, `4096`.
enum ByteSizeText {
    private static let units: [(name: String, bytes: Int)] = [
        ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
        ("B", 1),
    ]

    /// Reads a number with a unit, or without one for bytes; `nil` for everything else.
    static func parse(_ text: String) -> Int? {
        let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        let name = text.dropFirst(number.count).lowercased()
        guard let value = DecimalText.parse(number) else { return nil }
        guard let unit = name.isEmpty ? 1 : units.first(where: { $0.name.lowercased() == name })?.bytes else {
            return nil
        }
        let bytes = value * Double(unit)
        return bytes < 1e15 ? Int(bytes) : nil
    }

    /// The shortest spelling without a fraction.
    static func render(_ bytes: Int) -> String {
        let unit = units.first { bytes >= $0.bytes && bytes % $0.bytes == 0 } ?? ("B", 1)
        return "\(bytes / unit.bytes)\(unit.name)"
    }
}
