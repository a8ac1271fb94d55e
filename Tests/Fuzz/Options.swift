/// What the command line asks for.
struct Options {
    /// What a process does that was started for one target.
    struct Work {
        /// The numbers of the inputs.
        let inputs: Range<Int>
        /// After how many inputs it says how far it is.
        let stride: Int
    }

    struct Invalid: Error, CustomStringConvertible {
        let description: String
    }

    private(set) var inputs = 1_000_000
    private(set) var seed = UInt64.random(in: .min ... .max)
    private(set) var targets = FuzzTarget.all
    private(set) var work: Work?

    init(_ arguments: some Collection<String>) throws {
        var rest = Array(arguments)[...]
        var from: Int?
        var stride = 1
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { throw Invalid(description: "\(name) needs a value") }
            switch name {
            case "--inputs": inputs = try Self.number(value)
            case "--seed": seed = try Self.number(value)
            case "--from": from = try Self.number(value)
            case "--stride": stride = try Self.number(value)
            case "--target":
                targets = FuzzTarget.all.filter { $0.name == value }
                guard !targets.isEmpty else {
                    let names = FuzzTarget.all.map(\.name).joined(separator: ", ")
                    throw Invalid(description: "there is no target \(value), but \(names)")
                }
            default: throw Invalid(description: "there is no option \(name)")
            }
        }
        work = from.map { Work(inputs: $0..<$0 + inputs, stride: max(1, stride)) }
    }

    private static func number<T: FixedWidthInteger>(_ text: String) throws -> T {
        guard let number = T(text), number >= 0 else { throw Invalid(description: "\(text) is no number") }
        return number
    }
}
