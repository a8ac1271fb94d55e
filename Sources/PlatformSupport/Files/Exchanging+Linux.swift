#if os(Linux)

import CPlatform

/// Gives each of two files the other's name at once; false where that cannot be done.
func exchange(_ path: String, _ otherPath: String) -> Bool { ccproxy_exchange(path, otherPath) == 0 }

#endif
