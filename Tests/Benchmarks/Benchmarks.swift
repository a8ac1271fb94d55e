import PlatformSupport

/// Prints every budget of the supervisor beside what is measured here and now.
///
/// `Benchmarks [--quick] [--json]`: figures are medians; nothing is judged but by the reader.
@main
enum Benchmarks {
    static func main() {
        let isQuick = CommandLine.arguments.contains("--quick")
        do {
            let programs = try Programs.besideThis()
            var table = BudgetTable()
            for section in Section.all(isQuick: isQuick) {
                Progress.say(section.name)
                try section.run(programs, &table)
            }
            table.print()
        } catch {
            Progress.say("failed: \(error)")
            CurrentProcess.exit(1)
        }
    }
}

/// What is measured in one go, with a base directory of its own.
struct Section {
    let name: String
    let run: (Programs, inout BudgetTable) throws -> Void

    static func all(isQuick: Bool) -> [Section] {
        [
            Section(name: "four engines") {
                try FourEngines(programs: $0, rounds: isQuick ? 5 : 30).measure(into: &$1)
            },
            Section(name: "a hundred engines") {
                try HundredEngines(programs: $0, rounds: isQuick ? 1 : 5).measure(into: &$1)
            },
            Section(name: "a wedged engine") { try WedgedEngine(programs: $0).measure(into: &$1) },
            Section(name: "a million log lines") { try LogFlood(programs: $0).measure(into: &$1) },
            Section(name: "an idle daemon") {
                try IdleDaemon(programs: $0, seconds: isQuick ? 6 : 21).measure(into: &$1)
            },
        ]
    }
}

/// Where the benchmark says what it is doing: not among its results.
enum Progress {
    static func say(_ text: String) { try? Descriptor.writeAll(2, "# \(text)\n") }
}
