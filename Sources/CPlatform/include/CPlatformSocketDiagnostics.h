#pragma once

// What the kernel knows about the TCP sockets of this machine: sock_diag(7) of Linux, net.inet.tcp.pcblist64 of Darwin.

#include <stdint.h>

/// A socket that listens.
struct ccproxy_listener {
    /// In network order; of IPv4 the first four bytes.
    uint8_t address[16];
    uint8_t is_ipv6;

    /// Whether it takes no IPv4 connections.
    uint8_t is_ipv6_only;
    uint16_t port;
    uint32_t user;

    /// The number that tells it from every other socket: the inode, or on Darwin the kernel's address.
    uint64_t socket;
};

/// Finds the listeners of both families and writes up to `capacity` of them out.
///
/// Returns how many there are, which may be more than `capacity`; -1 where the kernel does not tell.
int ccproxy_listeners(struct ccproxy_listener *_Nonnull listeners, int capacity);

#ifdef __linux__
/// What has been sent over the established connections of one local port.
struct ccproxy_stream_activity {
    uint32_t connections;

    /// Sent and acknowledged, added up.
    uint64_t bytes;
};

/// Asks about the connections of one family, AF_INET or AF_INET6, and adds them up.
int ccproxy_stream_activity(int family, uint16_t local_port, struct ccproxy_stream_activity *_Nonnull activity);

#endif
