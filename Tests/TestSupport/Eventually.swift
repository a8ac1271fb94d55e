import PlatformSupport

/// Whether `condition` comes true within `limit`; looked at again and again, for what no event tells.
///
/// Where a descriptor, a process or a file tells, wait for that instead.
package func eventually(
    within limit: Duration = .seconds(20),
    _ condition: () throws -> Bool
) throws -> Bool {
    let deadline = ContinuousClock.now + limit
    let nothing = try Pipe()
    var pause = Duration.microseconds(200)
    while ContinuousClock.now < deadline {
        if try condition() { return true }
        _ = try Descriptor.waitUntilReadable(nothing.readEnd.raw, timeout: pause)
        pause = min(pause * 2, .milliseconds(10))
    }
    return try condition()
}

/// Whether `condition`, which depends on the names and files in a directory, comes true within `limit`.
///
/// It is looked at when the directory changes, and only then.
package func eventually(
    changing directory: String,
    within limit: Duration = .seconds(20),
    _ condition: () throws -> Bool
) throws -> Bool {
    let deadline = ContinuousClock.now + limit
    let watcher = try FileWatcher()
    _ = try watcher.watch(directory: directory)
    while ContinuousClock.now < deadline {
        _ = try watcher.drain()
        if try condition() { return true }
        _ = try Descriptor.waitUntilReadable(watcher.descriptor, timeout: ContinuousClock.now.duration(to: deadline))
    }
    return try condition()
}
