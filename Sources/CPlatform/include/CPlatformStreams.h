#pragma once

#ifdef __linux__

#include <stdint.h>

/// What has been sent over the established connections of one local port.
struct ccproxy_stream_activity {
    uint32_t connections;

    /// Sent and acknowledged, added up.
    uint64_t bytes;
};

/// Asks the kernel (sock_diag(7)) about the connections of one family, AF_INET or AF_INET6, and adds them up.
int ccproxy_stream_activity(int family, uint16_t local_port, struct ccproxy_stream_activity *_Nonnull activity);

#endif
