#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The names behind user IDs.
package enum Users {
    /// The login name of a user; nil when the system knows none.
    ///
    /// Asks the name service, which may ask the network: for messages, not for hot paths.
    package static func name(of userID: UInt32) -> String? {
        lookUp(userID) { String(cString: $0.pw_name) }
    }

    /// The home directory of a user; nil when the system knows none.
    package static func homeDirectory(of userID: UInt32) -> String? {
        lookUp(userID) { String(cString: $0.pw_dir) }
    }

    private static func lookUp(_ userID: UInt32, _ field: (passwd) -> String) -> String? {
        var capacity = 1024
        while capacity <= 1 << 20 {
            let (text, code) = withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) {
                buffer -> (String?, CInt) in
                guard let base = buffer.baseAddress else { return (nil, ENOMEM) }
                var entry = passwd()
                var found: UnsafeMutablePointer<passwd>?
                let code = getpwuid_r(userID, &entry, base, buffer.count, &found)
                return (code == 0 && found != nil ? field(entry) : nil, code)
            }
            if code == ERANGE {
                capacity *= 4
            } else if code != EINTR {
                return text
            }
        }
        return nil
    }
}
