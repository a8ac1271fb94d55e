#if os(Linux)

import CPlatform
import Glibc

extension StreamActivity {
    /// Reads the counters of the connections whose local port is `port`.
    ///
    /// - Returns: nil where the system does not tell, as in some sandboxes.
    package static func reading(localPort port: UInt16) -> StreamActivity? {
        var activity = ccproxy_stream_activity()
        guard ccproxy_stream_activity(AF_INET, port, &activity) == 0 else { return nil }
        // Without IPv6 in the kernel there is nothing to add.
        _ = ccproxy_stream_activity(AF_INET6, port, &activity)
        return StreamActivity(connections: Int(activity.connections), bytes: activity.bytes)
    }
}

#endif
