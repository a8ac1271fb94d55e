import PlatformSupport
import TestSupport

/// Runs inputs of one target, and tells on standard output how far it is: the number of the next input on a line.
struct Worker {
    let target: FuzzTarget
    let seed: UInt64

    func run(_ work: Options.Work) throws {
        for number in work.inputs {
            if number % work.stride == 0 { try Descriptor.writeAll(1, "\(number)\n") }
            var random = generator(for: number)
            let bytes = target.mutator.input(&random)
            do {
                try target.check(bytes, &random)
            } catch let failure as FuzzFailure {
                // A line of its own: what it is, and the input, both without line breaks.
                try Descriptor.writeAll(1, "! \(number) \(failure.what): \(excerpt(of: bytes, limit: 4000))\n")
                CurrentProcess.exit(1)
            }
        }
        try Descriptor.writeAll(1, "\(work.inputs.upperBound)\n")
    }

    /// The random numbers of an input, which depend on no input before.
    func generator(for number: Int) -> SeededGenerator {
        var mixer = SeededGenerator(seed: seed ^ UInt64(truncatingIfNeeded: number) &* 0x2545_F491_4F6C_DD1D)
        return SeededGenerator(seed: mixer.next())
    }
}
