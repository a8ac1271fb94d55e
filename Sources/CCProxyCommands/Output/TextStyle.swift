/// Marks for a terminal, or nothing where they are not wanted.
struct TextStyle {
    let isOn: Bool

    /// The colours that mean something here.
    enum Mark: String {
        case good = "32"
        case warning = "33"
        case bad = "31"
        case faint = "2"
        case strong = "1"
    }

    func callAsFunction(_ mark: Mark, _ text: String) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(mark.rawValue)m\(text)\u{1B}[0m" : text
    }
}
