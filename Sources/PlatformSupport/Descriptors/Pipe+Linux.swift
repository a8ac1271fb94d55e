#if os(Linux)

import CPlatform

extension Pipe {
    static func makeCloseOnExec(_ descriptors: inout [CInt]) -> CInt { ccproxy_pipe_cloexec(&descriptors) }
}

#endif
