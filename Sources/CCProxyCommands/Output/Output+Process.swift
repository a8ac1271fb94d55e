extension Output {
    /// The process's own streams; colour where a terminal is and nothing speaks against it.
    static func process(
        _ environment: [String: String],
        isColorAllowed: Bool = true,
        isQuiet: Bool = false
    ) -> Output {
        let mayColor = isColorAllowed && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
        return Output(
            standardOutput: .of(1, mayColor: mayColor),
            standardError: .of(2, mayColor: mayColor),
            isQuiet: isQuiet
        )
    }

    /// Why a command failed, and what to do about it.
    func complain(_ failure: CommandFailure) {
        let style = standardError.style
        let message = failure.message.split(separator: "\n").map(String.init)
        complain("ccproxy: " + style(.bad, TerminalText.harmless(message.first ?? "failed")))
        for line in message.dropFirst() { complain("  " + TerminalText.harmless(line)) }
        for line in (failure.remedy ?? "").split(separator: "\n").map(String.init) {
            complain("  " + TerminalText.harmless(line))
        }
    }
}
