#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Strings as C wants them: an array of pointers that ends with a null pointer.
struct CStringArray: ~Copyable {
    let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    /// Copies the strings.
    ///
    /// - Throws: `SystemError`, `EINVAL`, when one has a NUL in it, which C would take for its end.
    init(_ strings: [String], _ operation: @autoclosure () -> String) throws(SystemError) {
        guard !strings.contains(where: { $0.utf8.contains(0) }) else { throw SystemError(operation(), code: EINVAL) }
        count = strings.count
        pointers = .allocate(capacity: strings.count + 1)
        for (index, string) in strings.enumerated() { pointers[index] = strdup(string) }
        pointers[count] = nil
    }

    deinit {
        for index in 0..<count { free(pointers[index]) }
        pointers.deallocate()
    }
}

extension CStringArray {
    /// The variables of an environment, in the order of their names, so that the same environment is the same bytes.
    init(environment: [String: String], _ operation: @autoclosure () -> String) throws(SystemError) {
        guard !environment.keys.contains(where: { $0.isEmpty || $0.utf8.contains(UInt8(ascii: "=")) }) else {
            throw SystemError(operation(), code: EINVAL)
        }
        let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        try self.init(variables, operation())
    }
}
