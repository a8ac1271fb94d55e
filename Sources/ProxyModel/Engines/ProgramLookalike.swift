/// What lies under a program's name and is none, as far as that explains how it came there.
package enum ProgramLookalike: String, CaseIterable, Sendable, CustomStringConvertible {
    case directory = "is a directory"
    case special = "is no regular file"
    case brokenLink = "is a link to something that does not exist"
    case empty = "is empty"
    case incomplete = "begins like a program, but is cut off"
    case objectFile = "is an object file or a library"
    case coreDump = "is a core dump"
    case gzip = "looks like a .tar.gz"
    case zip = "looks like a .zip"
    case webPage = "is a web page"
    case text = "is a text without a usable #! line"
    case unknown = "has the beginning of no kind of program"

    package var description: String { rawValue }

    /// Judges a file that is neither a program nor a script.
    init(beginning bytes: [UInt8]) {
        self =
            if bytes.isEmpty {
                .empty
            } else if bytes.starts(with: [0x1F, 0x8B]) {
                .gzip
            } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
                .zip
            } else if Self.isWebPage(bytes) {
                .webPage
            } else if Self.isText(bytes) {
                .text
            } else {
                .unknown
            }
    }

    private static func isWebPage(_ bytes: [UInt8]) -> Bool {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let start = (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]).drop(while: isSpace)
        // ASCII letters in lower case; what that does to other characters does not matter here.
        let folded = start.prefix(16).map { $0 | 0x20 }
        return ["<!doctype html", "<html", "<head"].contains { folded.starts(with: $0.utf8.map { $0 | 0x20 }) }
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }
    }
}
