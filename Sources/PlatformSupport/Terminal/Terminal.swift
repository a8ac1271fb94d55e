#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What is known about the terminal behind a descriptor.
package enum Terminal {
    /// Whether a person may be looking: the descriptor is a terminal.
    package static func isTerminal(_ descriptor: CInt) -> Bool { isatty(descriptor) == 1 }

    /// The number of columns; nil when the descriptor is no terminal, or one that does not tell.
    package static func width(_ descriptor: CInt) -> Int? {
        size(descriptor)?.columns
    }

    /// The number of columns and of rows; nil when the descriptor is no terminal, or one that does not tell.
    package static func size(_ descriptor: CInt) -> (columns: Int, rows: Int)? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }
}
