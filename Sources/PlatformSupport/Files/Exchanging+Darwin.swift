#if canImport(Darwin)

import Darwin

/// Gives each of two files the other's name at once; false where that cannot be done.
func exchange(_ path: String, _ otherPath: String) -> Bool { renamex_np(path, otherPath, UInt32(RENAME_SWAP)) == 0 }

#endif
