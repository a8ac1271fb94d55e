/// Reads a command line piece by piece, without knowing what any option means.
struct ArgumentScanner {
    /// One piece of a command line.
    enum Piece: Equatable {
        /// A word that is not an option; also `-` alone.
        case word(String)

        /// `--name` or `--name=value`.
        case long(name: String, value: String?)

        /// `-abc`: the letters, of which the first that takes a value takes the rest.
        case short(letters: String)

        /// `--`.
        case terminator
    }

    private let arguments: [String]
    private var position = 0

    /// Where the piece that was read last stands.
    private(set) var lastPosition = 0

    init(_ arguments: [String]) {
        self.arguments = arguments
    }

    /// The next piece; nil at the end.
    mutating func next() -> Piece? {
        guard position < arguments.count else { return nil }
        let argument = arguments[position]
        lastPosition = position
        position += 1

        if argument == "--" { return .terminator }
        if argument.hasPrefix("--") {
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return .long(name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : nil)
        }
        if argument.hasPrefix("-"), argument.count > 1 { return .short(letters: String(argument.dropFirst())) }
        return .word(argument)
    }

    /// The next argument as the value of an option; nil at the end and before what looks like an option.
    ///
    /// `-5` and `-` are values. A value that looks like an option can be given as `--name=value`.
    mutating func takeValue() -> String? {
        guard position < arguments.count, !Self.looksLikeOption(arguments[position]) else { return nil }
        defer { position += 1 }
        return arguments[position]
    }

    /// Everything that has not been read.
    mutating func takeRest() -> [String] {
        defer { position = arguments.count }
        return Array(arguments[position...])
    }

    private static func looksLikeOption(_ argument: String) -> Bool {
        guard argument.hasPrefix("-"), let second = argument.dropFirst().first else { return false }
        return !("0"..."9").contains(second)
    }
}
