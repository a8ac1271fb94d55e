#if canImport(Darwin)

import Darwin

/// Waits until the file's contents are on the disk; false with the reason in `errno`.
///
/// fsync(2) of Darwin only hands the contents to the drive; `F_FULLFSYNC` makes the drive write them. File systems that
/// do not know it (network, FAT) still have fsync.
func synchronize(_ descriptor: CInt) -> Bool {
    retryingInterrupts { fcntl(descriptor, F_FULLFSYNC) } != -1 || retryingInterrupts { fsync(descriptor) } == 0
}

#endif
