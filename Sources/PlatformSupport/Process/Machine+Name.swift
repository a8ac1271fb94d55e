#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension Machine {
    /// What this machine calls itself; `localhost` where it does not say.
    package static var hostName: String {
        var buffer = [CChar](repeating: 0, count: 256)
        // One byte is kept back: a name that is too long may come without a zero at its end.
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
        let name = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return name.isEmpty ? "localhost" : name
    }
}
