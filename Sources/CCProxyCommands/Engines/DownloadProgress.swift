import PlatformSupport
import Synchronization

/// A bar on a terminal that grows with a download; nothing elsewhere.
final class DownloadProgress: Sendable {
    private let name: String
    private let descriptor: CInt
    private let width: Int
    private let isShown: Bool
    /// What was shown last, so that a terminal is not written to for every packet.
    private let shown = Mutex("")

    init(_ name: String, on output: Output) {
        self.name = name
        descriptor = output.standardError.descriptor
        width = output.standardError.width
        isShown = output.standardError.isTerminal && !output.isQuiet
    }

    /// Shows how far it is.
    func update(_ count: Int64, of total: Int64?) {
        guard isShown else { return }
        let line = Self.line(name, count, of: total, width: width)
        shown.withLock { last in
            guard line != last else { return }
            last = line
            try? Descriptor.writeAll(descriptor, "\r\(line)\u{1B}[K")
        }
    }

    /// Takes the bar back.
    func end() {
        guard shown.withLock({ !$0.isEmpty }) else { return }
        try? Descriptor.writeAll(descriptor, "\r\u{1B}[K")
    }

    /// `name  [#####-----]  52 %  8.1/15.6 MB`, no wider than the terminal.
    static func line(_ name: String, _ count: Int64, of total: Int64?, width: Int) -> String {
        guard let total, total > 0 else { return DisplayWidth.cut("\(name)  \(megabytes(count)) MB", to: width - 1) }
        let share = min(max(Double(count) / Double(total), 0), 1)
        let percent = String(Int(share * 100))
        let figures = String(repeating: " ", count: 3 - percent.count) + percent
        let tail = "\(figures) %  \(megabytes(count))/\(megabytes(total)) MB"
        let room = min(width - 1 - name.count - tail.count - 6, 40)
        guard room >= 5 else { return DisplayWidth.cut("\(name)  \(tail)", to: width - 1) }
        let filled = Int(share * Double(room))
        let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: room - filled)
        return "\(name)  [\(bar)]  \(tail)"
    }

    private static func megabytes(_ count: Int64) -> String {
        let tenths = (count + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}
