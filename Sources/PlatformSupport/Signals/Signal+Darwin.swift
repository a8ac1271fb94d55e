#if canImport(Darwin)

import Darwin

extension Signal {
    static func isIgnoring(_ action: sigaction) -> Bool {
        unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}

#endif
