#if canImport(Darwin)

import Darwin

extension FileInfo {
    static func modified(_ status: stat) -> Int64 {
        Int64(status.st_mtimespec.tv_sec) * 1_000_000_000 + Int64(status.st_mtimespec.tv_nsec)
    }
}

#endif
