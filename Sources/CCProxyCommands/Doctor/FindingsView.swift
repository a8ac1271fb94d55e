import JSON
import ProxyModel

/// What the doctor says.
struct FindingsView {
    let findings: [Finding]

    /// A line for each finding, those of a provider below its name, and a last one that sums up.
    func lines(style: TextStyle) -> [String] {
        var lines: [String] = []
        var provider: String?
        let width = findings.map(\.check.count).max() ?? 0
        for finding in findings {
            if finding.provider != provider {
                provider = finding.provider
                lines.append("")
                if let provider { lines.append(style(.strong, provider)) }
            }
            lines += describe(finding, width: width, style)
        }
        return lines + ["", summary(style)]
    }

    private func describe(_ finding: Finding, width: Int, _ style: TextStyle) -> [String] {
        let padding = String(repeating: " ", count: width - finding.check.count)
        let verdict = style(mark(finding.verdict), finding.verdict.rawValue)
        let gap = String(repeating: " ", count: 7 - finding.verdict.rawValue.count)
        let margin = String(repeating: " ", count: width + 13)
        let found = finding.found.split(separator: "\n").map { TerminalText.harmless(String($0)) }
        var lines = ["  \(finding.check)\(padding)  \(verdict)\(gap)  \(found.first ?? "")"]
        lines += found.dropFirst().map { margin + $0 }
        let emphasis: TextStyle.Mark = finding.verdict == .ok ? .faint : .strong
        for line in (finding.remedy ?? "").split(separator: "\n") {
            lines.append(margin + style(emphasis, "-> " + TerminalText.harmless(String(line))))
        }
        return lines
    }

    private func mark(_ verdict: Finding.Verdict) -> TextStyle.Mark {
        switch verdict {
        case .ok: .good
        case .warning: .warning
        case .broken: .bad
        }
    }

    private func summary(_ style: TextStyle) -> String {
        let broken = findings.count { $0.verdict == .broken }
        let warnings = findings.count { $0.verdict == .warning }
        if broken == 0, warnings == 0 { return style(.good, "Everything is as it should be.") }
        let parts = [
            broken == 0 ? nil : style(.bad, broken == 1 ? "1 thing is broken" : "\(broken) things are broken"),
            warnings == 0 ? nil : style(.warning, warnings == 1 ? "1 warning" : "\(warnings) warnings"),
        ]
        return parts.compactMap(\.self).joined(separator: ", ") + "."
    }

    /// Whether nothing is broken.
    var isWell: Bool { !findings.contains { $0.verdict == .broken } }

    /// `{"well":…,"findings":[{"check":…,"provider":…,"verdict":…,"found":…,"remedy":…}]}`.
    func encoded() -> [UInt8] {
        var json = JSONWriter()
        func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
        let elements = findings.map { finding in
            JSONValue.object([
                JSONMember("check", .string(finding.check)),
                JSONMember("provider", text(finding.provider)),
                JSONMember("verdict", .string(finding.verdict.rawValue)),
                JSONMember("found", .string(finding.found)),
                JSONMember("remedy", text(finding.remedy)),
            ])
        }
        json.value(.object([JSONMember("well", .boolean(isWell)), JSONMember("findings", .array(elements))]))
        return json.bytes
    }
}
