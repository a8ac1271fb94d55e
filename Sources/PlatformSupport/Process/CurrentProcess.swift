import CPlatform

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The running process itself.
package enum CurrentProcess {
    /// Its process ID.
    package static var pid: Int32 { getpid() }

    /// The process that started it, or took it over.
    package static var parentPID: Int32 { getppid() }

    /// The user on whose behalf it acts.
    package static var userID: UInt32 { geteuid() }

    /// Whether it may do anything.
    package static var isRoot: Bool { geteuid() == 0 }

    /// The command line, the program's name as it was called first.
    package static var arguments: [String] { CommandLine.arguments }

    /// The environment as the program was given it; of a name that occurs twice, the first value counts, as in getenv(3).
    package static var environment: [String: String] {
        guard var next = ccproxy_environment() else { return [:] }
        var environment: [String: String] = [:]
        while let entry = next.pointee {
            next += 1
            let text = String(cString: entry)
            guard let cut = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(text[..<cut])
            if environment[name] == nil { environment[name] = String(text[text.utf8.index(after: cut)...]) }
        }
        return environment
    }

    /// One variable of the environment, without reading all of it.
    package static func environmentVariable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// Sets the bits that files made from now on, also by children, must not have.
    ///
    /// - Returns: The bits until now.
    @discardableResult
    package static func setUmask(_ mask: UInt16) -> UInt16 {
        UInt16(truncatingIfNeeded: umask(mode_t(mask)))
    }

    /// Makes `path` the directory that relative paths start from.
    package static func changeDirectory(to path: String) throws(SystemError) {
        guard chdir(path) == 0 else { throw .last("enter \(path)") }
    }

    /// Lets a signal do to this process what it does by default, even if this thread blocks it.
    package static func raise(_ signal: Signal) { signal.raise() }

    /// Leaves the session of whoever started it, and with it the terminal.
    ///
    /// - Throws: `SystemError`; `EPERM` when the process leads a process group, as one started by a shell does.
    package static func startNewSession() throws(SystemError) {
        guard setsid() >= 0 else { throw .last("start a new session") }
    }

    /// Closes every descriptor from `first` upwards, which whoever started this process may have left open.
    ///
    /// With the default, only right at the very beginning, before anything of ours has opened one.
    package static func closeInheritedDescriptors(from first: CInt = 3) throws(SystemError) {
        if closeAll(from: first) { return }
        let names = try FileSystem.list("/dev/fd")
        for descriptor in names.compactMap({ CInt($0) }) where descriptor >= first { close(descriptor) }
    }
}
