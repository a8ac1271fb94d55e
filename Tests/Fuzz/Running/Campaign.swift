import PlatformSupport
import TestSupport

/// Runs every target in a process of its own, and finds the input that one of them ended with.
struct Campaign {
    private let options: Options
    /// How many inputs go by between two signs of life.
    private static let stride = 2_000
    /// How long a target may be silent: many times what so many inputs need on a loaded machine.
    private static let patience = Duration.seconds(120)

    init(_ options: Options) {
        self.options = options
    }

    /// Runs everything.
    ///
    /// - Returns: Whether nothing was found.
    func run() throws -> Bool {
        let share = options.inputs / options.targets.count
        print("seed \(options.seed)")
        var isClean = true
        for target in options.targets {
            let start = ContinuousClock.now
            let end = try runWorker(target, 0..<share, stride: Self.stride)
            guard end.next == share else {
                isClean = false
                try report(target, end)
                continue
            }
            let seconds = Double(Int((ContinuousClock.now - start) / .milliseconds(10))) / 100
            print("\(target.name): \(share) inputs in \(seconds) s")
        }
        return isClean
    }

    /// How far a process has come.
    private struct End {
        /// The input that it was at, or one of the inputs that begin with it.
        var next: Int
        var failure: String?
        var exit = "silent for \(Campaign.patience)"
    }

    private func report(_ target: FuzzTarget, _ end: End) throws {
        var end = end
        if end.failure == nil {
            // It trapped or did not return: the same inputs again, named one by one.
            end = try runWorker(target, end.next..<end.next + Self.stride, stride: 1)
        }
        var random = Worker(target: target, seed: options.seed).generator(for: end.next)
        let input = excerpt(of: target.mutator.input(&random), limit: 4000)
        print(
            "\(target.name): FAILED, seed \(options.seed), input \(end.failure ?? "\(end.next) \(end.exit): \(input)")"
        )
        print("again: Fuzz --target \(target.name) --seed \(options.seed) --from N --inputs 1, N the input's number")
    }

    private func runWorker(_ target: FuzzTarget, _ inputs: Range<Int>, stride: Int) throws -> End {
        let pipe = try Pipe()
        let program = try BuiltProducts.path(of: "Fuzz")
        let arguments = [
            program, "--target", target.name, "--seed", "\(options.seed)", "--from", "\(inputs.lowerBound)",
            "--inputs", "\(inputs.count)", "--stride", "\(stride)",
        ]
        let process = try ProcessHandle.spawn(
            SpawnRequest(
                executable: program,
                arguments: arguments,
                environment: [:],
                workingDirectory: "/",
                standardOutput: pipe.writeEnd.raw,
                standardError: 2,
                newSession: false
            )
        )
        let output = pipe.keepReadEnd()
        var end = End(next: inputs.lowerBound)
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while try Descriptor.waitUntilReadable(output.raw, timeout: Self.patience) {
            let count = try buffer.withUnsafeMutableBytes { try Descriptor.read(output.raw, into: $0) }
            guard count > 0 else {
                process.waitUntilEnded()
                end.exit = process.peekExit().map { "\($0)" } ?? "gone"
                break
            }
            text += buffer.prefix(count)
            while let lineEnd = text.firstIndex(of: 0x0A) {
                let line = String(decoding: text[..<lineEnd], as: UTF8.self)
                text.removeSubrange(...lineEnd)
                if line.hasPrefix("! ") { end.failure = String(line.dropFirst(2)) }
                if let next = Int(line) { end.next = next }
            }
        }
        if !process.hasEnded { try process.signal(.kill) }
        process.waitUntilEnded()
        _ = process.reap()
        return end
    }
}
