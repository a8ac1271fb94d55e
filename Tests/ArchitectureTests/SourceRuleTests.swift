import PlatformSupport
import Testing

/// The rules of README's "How to contribute" that a machine can check, over every source file of the package.
@Suite("The sources keep the rules")
struct SourceRuleTests {
    private let files: [SourceFile]

    init() throws {
        files = try SourceFile.all()
        try #require(files.count > 50, "the sources were not found")
    }

    @Test func `OS conditions stand in PlatformSupport only`() {
        let words = [
            "#if os(", "canImport(Glibc)", "canImport(Darwin)", "import Glibc", "import Darwin", "import Musl",
        ]
        let exempt = ["Sources/PlatformSupport/", "Tests/ArchitectureTests/"]
        for file in files where !exempt.contains(where: { file.path.contains($0) }) {
            for (number, line) in file.code where words.contains(where: { line.contains($0) }) {
                Issue.record("\(file.path):\(number): an OS condition outside PlatformSupport: \(line)")
            }
        }
    }

    @Test func `no file is longer than 400 lines`() {
        for file in files where file.lines.count > 400 {
            Issue.record("\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test func `package is the widest access`() {
        for file in files where file.path.contains("Sources/") {
            for (number, line) in file.code where ["public", "open"].contains(line.firstModifier) {
                Issue.record("\(file.path):\(number): wider than package: \(line)")
            }
        }
    }

    @Test func `nothing traps on purpose`() {
        let words = ["try!", "fatalError(", "preconditionFailure(", "as! "]
        for file in files where file.path.contains("Sources/") {
            for (number, line) in file.code where words.contains(where: { line.contains($0) }) {
                Issue.record("\(file.path):\(number): a trap: \(line)")
            }
        }
    }

    @Test func `an unstructured task or an unchecked promise says why it is right`() {
        let words = ["Task {", "Task(", "Task.detached", "@unchecked Sendable", "nonisolated(unsafe)"]
        for file in files where file.path.contains("Sources/") {
            for (number, line) in file.code where words.contains(where: { line.hasWordStarting($0) }) {
                let before = file.lines[max(0, number - 6)..<number].joined()
                guard !before.contains("//") else { continue }
                Issue.record("\(file.path):\(number): no reason beside it: \(line)")
            }
        }
    }

    @Test func `tests wait for events and never sleep`() {
        let words = ["Task.sleep", "usleep(", "nanosleep(", " sleep("]
        for file in files where file.path.contains("Tests/") && !file.path.contains("Tests/ArchitectureTests/") {
            for (number, line) in file.code where words.contains(where: { line.contains($0) }) {
                Issue.record("\(file.path):\(number): a sleep: \(line)")
            }
        }
    }
}
