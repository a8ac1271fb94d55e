import PlatformSupport

/// Feeds mutated inputs to everything that reads what strangers send.
///
/// `Fuzz [--inputs N] [--seed S] [--target NAME]`: N inputs, shared out among the targets. Each target runs in a process
/// of its own, so that a trap or an endless loop is found like any other failure: with the seed, the number and the text
/// of the input. Exits with 1 when anything was found.
@main
enum Fuzz {
    static func main() {
        do {
            let options = try Options(CommandLine.arguments.dropFirst())
            if let work = options.work {
                try Worker(target: options.targets[0], seed: options.seed).run(work)
            } else {
                CurrentProcess.exit(try Campaign(options).run() ? 0 : 1)
            }
        } catch {
            try? Descriptor.writeAll(2, "Fuzz: \(error)\n")
            CurrentProcess.exit(2)
        }
    }
}
