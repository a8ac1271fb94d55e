#if os(Linux)

import Glibc

/// Waits until the file's contents are on the disk; false with the reason in `errno`.
func synchronize(_ descriptor: CInt) -> Bool { retryingInterrupts { fsync(descriptor) } == 0 }

#endif
