/// What a terminal is told about links and its clipboard; nothing of it belongs into a pipe.
enum TerminalLink {
    /// The address as a link to itself (OSC 8), for terminals that let links be clicked; others show the address.
    static func osc8(_ url: String) -> String {
        "\u{1B}]8;;\(url)\u{1B}\\\(url)\u{1B}]8;;\u{1B}\\"
    }

    /// Puts text on the clipboard of whoever sits at the terminal, also over SSH (OSC 52).
    ///
    /// Terminals may ask, or refuse without a word.
    static func osc52(_ text: String) -> String {
        "\u{1B}]52;c;\(base64(Array(text.utf8)))\u{07}"
    }

    /// RFC 4648 §4, with padding: the alphabet that terminals expect.
    static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for index in 0..<4 {
                text.append(index <= group.count ? digits[bits >> (18 - 6 * index) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
