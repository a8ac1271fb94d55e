import CommandParsing
import PlatformSupport
import ProxyModel

/// A command line that was not understood, and everything that helps to type a better one.
struct Misunderstanding {
    let error: CommandParsingError
    let arguments: [String]
    let environment: [String: String]

    /// Says on standard error what is wrong, what can stand there, and where to read on.
    func explain() {
        let output = Output.process(environment, isColorAllowed: !arguments.contains("--no-color"))
        let words = possibleWords()
        // More than a line of them hides what is wrong.
        let choices = words.isEmpty || words.count > 12 ? "" : "One of: \(words.joined(separator: ", ")).\n"
        output.complain(CommandFailure(error.message, remedy: choices + error.remedy, exitCode: .wrongUsage))
    }

    /// What can stand in the place of an argument that is missing, where only the settings know.
    private func possibleWords() -> [String] {
        guard case .missingArgument(let positional) = error.reason, case .words(let kind, let also) = positional.kind
        else { return [] }
        let location = BaseLocation(
            option: homeOption,
            environment: environment,
            executable: (try? CurrentProcess.executablePath) ?? ""
        )
        return also + KnownWords(location: location, environment: environment).words(of: kind, after: [])
    }

    /// The value of `--home`, which the parser has read and lost again.
    private var homeOption: String? {
        let form = GlobalOptions.home.longForm
        if let index = arguments.firstIndex(of: form), index + 1 < arguments.endIndex { return arguments[index + 1] }
        return arguments.first { $0.hasPrefix(form + "=") }.map { String($0.dropFirst(form.count + 1)) }
    }
}
