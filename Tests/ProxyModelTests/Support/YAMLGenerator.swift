import TestSupport

/// Writes random documents whose root is a mapping, in all the styles that people use.
enum YAMLGenerator {
    static func document(_ random: inout SeededGenerator) -> String {
        var lines: [String] = []
        if Bool.random(using: &random) { lines.append("# a head") }
        if Int.random(in: 0..<4, using: &random) == 0 { lines.append("---") }
        lines += mapping(indent: 0, depth: 0, &random)
        if Bool.random(using: &random) { lines.append("# a tail") }
        let lineBreak = Int.random(in: 0..<4, using: &random) == 0 ? "\r\n" : "\n"
        let isEnded = Int.random(in: 0..<5, using: &random) > 0
        let mark = Int.random(in: 0..<8, using: &random) == 0 ? "\u{FEFF}" : ""
        return mark + lines.joined(separator: lineBreak) + (isEnded ? lineBreak : "")
    }

    private static func mapping(indent: Int, depth: Int, _ random: inout SeededGenerator) -> [String] {
        let pad = String(repeating: " ", count: indent)
        var lines: [String] = []
        for number in 0..<Int.random(in: 1...4, using: &random) {
            if Int.random(in: 0..<4, using: &random) == 0 { lines.append(pad + "# about \(number)") }
            if Int.random(in: 0..<6, using: &random) == 0 { lines.append("") }
            let key = ["a", "\"b c\"", "'d'", "e-f"].randomElement(using: &random) ?? "a"
            let named = key.hasSuffix("\"") || key.hasSuffix("'") ? key : "\(key)\(number)"
            let quoted = named == key ? "\(key.dropLast())\(number)\(key.suffix(1))" : named
            lines += entry(pad + quoted + ":", indent: indent, depth: depth, &random)
        }
        return lines
    }

    private static func entry(
        _ head: String,
        indent: Int,
        depth: Int,
        _ random: inout SeededGenerator
    ) -> [String] {
        let comment = Int.random(in: 0..<3, using: &random) == 0 ? "  # beside" : ""
        let deeper = indent + Int.random(in: 1...4, using: &random)
        let pad = String(repeating: " ", count: deeper)
        switch Int.random(in: 0..<(depth < 3 ? 9 : 6), using: &random) {
        case 0: return [head + comment]
        case 1: return [head + " " + flow(depth: 0, &random) + comment]
        case 2:
            return [
                head + " |" + (["", "-", "+"].randomElement(using: &random) ?? "") + comment, pad + "text", "",
                pad + " # no comment",
            ]
        case 3: return [head + " >-" + comment, pad + "folded", pad + "text"]
        case 4: return [head + " plain", pad + "over lines" + comment]
        case 5: return [head + " \"quoted", "", pad + "over lines\"" + comment]
        case 6: return [head + comment] + mapping(indent: deeper, depth: depth + 1, &random)
        default:
            let column = Bool.random(using: &random) ? indent : deeper
            let dash = String(repeating: " ", count: column) + "- "
            var lines = [head + comment]
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                if Bool.random(using: &random) {
                    lines.append(dash + flow(depth: 0, &random) + comment)
                } else {
                    let inner = mapping(indent: column + 2, depth: depth + 1, &random).drop {
                        $0.allSatisfy { $0 == " " } || $0.contains("# about")
                    }
                    guard let first = inner.first else { continue }
                    lines.append(dash + first.dropFirst(column + 2))
                    lines += inner.dropFirst()
                }
            }
            return lines
        }
    }

    private static func flow(depth: Int, _ random: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<(depth < 2 ? 8 : 6), using: &random) {
        case 0: return "1"
        case 1: return "'it''s'"
        case 2: return "\"a\\n\""
        case 3: return "plain words"
        case 4: return "~"
        case 5: return "[]"
        case 6: return "[\(flow(depth: depth + 1, &random)), \(flow(depth: depth + 1, &random))]"
        default: return "{x: \(flow(depth: depth + 1, &random)), \"y\":\(flow(depth: depth + 1, &random))}"
        }
    }
}
