/// What a failing property test shows of its input: on one line, with escapes, and not more than a screen of it.
///
/// The seed, which the test's argument names, gives the whole input again.
package func excerpt(of bytes: some Collection<UInt8>, limit: Int = 600) -> String {
    let shown = String(decoding: bytes.prefix(limit), as: UTF8.self).debugDescription
    return bytes.count > limit ? "\(shown)… (\(bytes.count) bytes)" : shown
}
