import CommandParsing

/// The options that every command understands, and those that several share.
enum GlobalOptions {
    static let home = OptionSpec(
        "home",
        value: .init("DIR", .directory),
        summary: "Use this base directory.",
        defaultText: "$CCPROXY_HOME, else the checkout that holds ccproxy, else ~/.ccproxy",
        decidesWords: true
    )
    static let json = OptionSpec("json", summary: "Print data as JSON.", availability: .whereShared)
    static let noColor = OptionSpec("no-color", summary: "Print without colour, as NO_COLOR=1 does.")
    static let verbose = OptionSpec("verbose", short: "v", summary: "Say more.")
    static let quiet = OptionSpec("quiet", short: "q", summary: "Say only what failed.")

    static let all = [home, json, noColor, verbose, quiet]
}

extension PositionalSpec {
    /// Any number of providers, or `all`.
    static func providers(_ summary: String) -> PositionalSpec {
        PositionalSpec("provider", .words(kind: "provider", also: ["all"]), .any, summary: summary)
    }
}
