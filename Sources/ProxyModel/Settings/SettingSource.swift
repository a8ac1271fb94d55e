/// Where a setting's value comes from; in the order of precedence, weakest first.
package enum SettingSource: Hashable, Sendable, CustomStringConvertible {
    case standard
    /// A place in `configs/ccproxy.yaml`.
    case file(path: String, mark: YAMLMark)
    /// A line of `.env` in the base directory.
    case dotEnvironment(path: String, line: Int)
    /// A variable of the process's environment.
    case environment(name: String)
    /// An option of the command line.
    case commandLine(option: String)

    /// Where to look, in the form that an editor understands.
    package var description: String {
        switch self {
        case .standard: "default"
        case .file(let path, let mark): "\(path):\(mark.line):\(mark.column)"
        case .dotEnvironment(let path, let line): "\(path):\(line)"
        case .environment(let name): "$\(name)"
        case .commandLine(let option): option
        }
    }
}
