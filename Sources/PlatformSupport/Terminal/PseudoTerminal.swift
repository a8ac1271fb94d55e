import CPlatform

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A terminal with a program in the place of screen and keyboard, for testing what only terminals show.
package struct PseudoTerminal: ~Copyable {
    /// The program's end: shows what is written to the terminal, and types what is written to it.
    package let controller: OwnedDescriptor

    /// The terminal's end, to be handed to whoever is to believe in it.
    package let terminal: OwnedDescriptor

    /// Opens a new terminal, which becomes nobody's controlling one.
    ///
    /// - Throws: `SystemError` when the system has none left.
    package init() throws(SystemError) {
        var controller: CInt = -1
        var terminal: CInt = -1
        guard ccproxy_open_pseudo_terminal(&controller, &terminal) == 0 else { throw .last("open a pseudo terminal") }
        self.controller = OwnedDescriptor(owning: controller)
        self.terminal = OwnedDescriptor(owning: terminal)
    }

    /// Makes it so wide and high.
    package func resize(columns: UInt16, rows: UInt16) throws(SystemError) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        guard ioctl(controller.raw, UInt(TIOCSWINSZ), &size) == 0 else { throw .last("resize a pseudo terminal") }
    }
}
