import PlatformSupport
import ProxyModel

/// The flags that an engine has, as its own `-h` lists them: which ones there are changes from version to version.
struct LoginFlags: Equatable {
    private let names: Set<String>

    /// Reads a usage text in the form of Go's flag package: a flag on each line that begins with spaces and a dash.
    init(usage: some StringProtocol) {
        names = Set(
            usage.split(separator: "\n").compactMap { line in
                let text = line.drop { $0 == " " || $0 == "\t" }
                guard text.count < line.count, text.hasPrefix("-") else { return nil }
                let name = text.drop { $0 == "-" }.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
                return name.isEmpty ? nil : "-\(name)"
            }
        )
    }

    /// Whether there is a flag, with its dash: `-codex-login`.
    func contains(_ flag: String) -> Bool { names.contains(flag) }

    /// How long an engine may take to list its flags.
    private static let patience = Duration.seconds(20)

    /// Asks an engine.
    ///
    /// - Throws: `CommandFailure` when it cannot be started, or does not end.
    static func ask(
        _ engine: EngineLocation,
        directory: String,
        environment: [String: String]
    ) throws(CommandFailure) -> LoginFlags {
        let problem: String
        do throws(SystemError) {
            let pipe = try Pipe()
            let handle = try ProcessHandle.spawn(
                SpawnRequest(
                    executable: engine.path,
                    arguments: [engine.path, "-h"],
                    environment: environment,
                    workingDirectory: directory,
                    standardOutput: pipe.writeEnd.raw
                )
            )
            let output = pipe.keepReadEnd()
            let text = try read(output.raw, until: MonotonicTime.now.advanced(by: patience))
            if let text, handle.waitUntilEnded(timeout: patience) {
                _ = handle.reap()
                return LoginFlags(usage: String(decoding: text, as: UTF8.self))
            }
            try? handle.signalGroup(.kill)
            handle.waitUntilEnded(timeout: .seconds(5))
            _ = handle.reap()
            problem = "it does not come to an end with -h"
        } catch {
            problem = "\(error)"
        }
        throw CommandFailure("\(engine.name) does not say which flags it has: \(problem)", remedy: "ccproxy doctor")
    }

    /// Everything that is written to a pipe; nil when that takes too long, or is too much for a usage text.
    private static func read(_ descriptor: CInt, until deadline: MonotonicTime) throws(SystemError) -> [UInt8]? {
        var text: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 14, alignment: 1)
        defer { buffer.deallocate() }
        while text.count < 1 << 18 {
            let left = Duration.nanoseconds(max(0, MonotonicTime.now.nanoseconds(until: deadline)))
            guard try Descriptor.waitUntilReadable(descriptor, timeout: left) else { return nil }
            let count = try Descriptor.read(descriptor, into: buffer)
            if count == 0 { return text }
            text += buffer[..<count]
        }
        return nil
    }
}
