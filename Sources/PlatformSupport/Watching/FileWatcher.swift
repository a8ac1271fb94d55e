import Synchronization

/// Tells that files have changed, without anybody looking at them again and again.
///
/// A file can be watched for one change only: what is written to a million times wakes its watcher once, until that asks
/// again.
package final class FileWatcher: Sendable {
    /// One watched file or directory.
    package struct Token: Hashable, Sendable {
        let number: CInt
    }

    /// Readable when something was seen; for a poller.
    ///
    /// Non-blocking and close-on-exec.
    package var descriptor: CInt { queue.raw }

    let queue: OwnedDescriptor
    /// What is watched; for a queue that overflowed, and for what the system wants to be held open.
    let watched = Mutex<[CInt: Watch]>([:])

    /// What is known of a watched thing.
    struct Watch {
        let isOnce: Bool
    }

    /// A watcher of nothing yet.
    ///
    /// - Throws: `SystemError` when no descriptor, or none of the system's few watchers, is left.
    package init() throws(SystemError) { queue = try Self.open() }

    /// Watches for the next write to a file, and forgets the file then.
    ///
    /// - Returns: What ``drain()`` will name; for a file that is watched already the same again.
    /// - Throws: `SystemError` that names `path`.
    package func watchOnce(_ path: String) throws(SystemError) -> Token { try add(path, isOnce: true) }

    /// Watches a directory for files that come, go, are renamed or have been written.
    ///
    /// Writing is told when the writer closes the file; on Darwin only what changes the directory itself is told.
    ///
    /// - Returns: What ``drain()`` will name.
    /// - Throws: `SystemError` that names `path`.
    package func watch(directory path: String) throws(SystemError) -> Token { try add(path, isOnce: false) }

    private func add(_ path: String, isOnce: Bool) throws(SystemError) -> Token {
        let number = try start(path, isOnce: isOnce)
        watched.withLock { $0[number] = Watch(isOnce: isOnce) }
        return Token(number: number)
    }

    /// Stops watching.
    package func unwatch(_ token: Token) {
        guard watched.withLock({ $0.removeValue(forKey: token.number) }) != nil else { return }
        stop(token.number)
    }

    /// What was seen since the last call, each once.
    ///
    /// If more happened than the system could note down, that is everything that is watched.
    package func drain() throws(SystemError) -> [Token] {
        let seen = try takeSeen()
        return watched.withLock { watched in
            let numbers = seen ?? watched.keys.sorted()
            var tokens: [Token] = []
            for number in numbers where !tokens.contains(Token(number: number)) {
                guard let watch = watched[number] else { continue }
                if watch.isOnce {
                    watched[number] = nil
                    if seen == nil { stop(number) } else { finish(number) }
                }
                tokens.append(Token(number: number))
            }
            return tokens
        }
    }
}
