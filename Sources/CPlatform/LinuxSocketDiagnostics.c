#define _GNU_SOURCE
#include "CPlatformSocketDiagnostics.h"

#ifdef __linux__

#include <arpa/inet.h>
#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// From linux/tcp.h, which cannot be included beside netinet/in.h's relatives: the part of struct tcp_info that is needed.
// The kernel only ever appends to the structure. https://docs.kernel.org/userspace-api/netlink/intro.html
enum {
    TCP_STATE_ESTABLISHED = 1,
    TCP_STATE_LISTEN = 10,
    TCP_INFO_BYTES_ACKED = 120,
};

typedef void (*socket_visitor)(const struct inet_diag_msg *socket, const struct rtattr *parts, int length, void *context);

static int send_request(int netlink, int family, int state, int extension) {
    struct {
        struct nlmsghdr header;
        struct inet_diag_req_v2 request;
    } message;
    memset(&message, 0, sizeof message);
    message.header.nlmsg_len = sizeof message;
    message.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    message.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    message.request.sdiag_family = (uint8_t)family;
    message.request.sdiag_protocol = IPPROTO_TCP;
    message.request.idiag_states = 1u << state;
    message.request.idiag_ext = extension == INET_DIAG_NONE ? 0 : (uint8_t)(1u << (extension - 1));
    return send(netlink, &message, sizeof message, 0) == sizeof message ? 0 : -1;
}

/// Returns 1 when the dump is over, 0 when more follows, -1 on failure.
static int take_answer(int netlink, socket_visitor visit, void *context) {
    char buffer[32768] __attribute__((aligned(8)));
    ssize_t count;
    do {
        count = recv(netlink, buffer, sizeof buffer, 0);
    } while (count < 0 && errno == EINTR);
    if (count <= 0) {
        if (count == 0) errno = EIO;
        return -1;
    }
    unsigned int length = (unsigned int)count;
    for (const struct nlmsghdr *header = (const void *)buffer; NLMSG_OK(header, length);
         header = NLMSG_NEXT(header, length)) {
        if (header->nlmsg_type == NLMSG_DONE) {
            // A list that could not be made, as without the kernel's tcp_diag, is over as well, with an error number.
            int code = 0;
            if (header->nlmsg_len >= NLMSG_LENGTH(sizeof code)) {
                memcpy(&code, NLMSG_DATA(header), sizeof code);
            }
            if (code >= 0) {
                return 1;
            }
            errno = -code;
            return -1;
        }
        if (header->nlmsg_type == NLMSG_ERROR) {
            const struct nlmsgerr *refusal = NLMSG_DATA(header);
            int is_whole = header->nlmsg_len >= NLMSG_LENGTH(sizeof *refusal);
            errno = is_whole && refusal->error < 0 ? -refusal->error : EIO;
            return -1;
        }
        const struct inet_diag_msg *socket = NLMSG_DATA(header);
        if (header->nlmsg_len >= NLMSG_LENGTH(sizeof *socket)) {
            visit(socket, (const void *)(socket + 1), (int)(header->nlmsg_len - NLMSG_LENGTH(sizeof *socket)), context);
        }
    }
    return 0;
}

/// Calls `visit` with every TCP socket of a family that is in that state.
static int visit_sockets(int family, int state, int extension, socket_visitor visit, void *context) {
    int netlink = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (netlink < 0) {
        return -1;
    }
    // The kernel answers within the call; a sandbox that swallows the question must not hang us.
    struct timeval patience = {.tv_sec = 1};
    setsockopt(netlink, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    int result = send_request(netlink, family, state, extension);
    while (result == 0) {
        result = take_answer(netlink, visit, context);
    }
    int error = errno;
    close(netlink);
    errno = error;
    return result == 1 ? 0 : -1;
}

struct listener_list {
    struct ccproxy_listener *listeners;
    int capacity;
    int count;
};

static void add_listener(const struct inet_diag_msg *socket, const struct rtattr *parts, int length, void *context) {
    struct listener_list *list = context;
    list->count += 1;
    if (list->count > list->capacity) {
        return;
    }
    struct ccproxy_listener *listener = &list->listeners[list->count - 1];
    memset(listener, 0, sizeof *listener);
    listener->is_ipv6 = socket->idiag_family == AF_INET6;
    memcpy(listener->address, socket->id.idiag_src, listener->is_ipv6 ? 16 : 4);
    listener->port = ntohs(socket->id.idiag_sport);
    listener->user = socket->idiag_uid;
    listener->socket = socket->idiag_inode;
    for (const struct rtattr *part = parts; RTA_OK(part, length); part = RTA_NEXT(part, length)) {
        if (part->rta_type == INET_DIAG_SKV6ONLY && RTA_PAYLOAD(part) >= 1) {
            listener->is_ipv6_only = *(const uint8_t *)RTA_DATA(part) != 0;
        }
    }
}

int ccproxy_listeners(struct ccproxy_listener *listeners, int capacity) {
    struct listener_list list = {.listeners = listeners, .capacity = capacity, .count = 0};
    if (visit_sockets(AF_INET, TCP_STATE_LISTEN, INET_DIAG_NONE, add_listener, &list) != 0) {
        return -1;
    }
    // Without IPv6 in the kernel there is nothing to add; whatever else goes wrong may hide somebody who listens.
    if (visit_sockets(AF_INET6, TCP_STATE_LISTEN, INET_DIAG_NONE, add_listener, &list) != 0 && errno != ENOENT &&
        errno != EAFNOSUPPORT && errno != EOPNOTSUPP) {
        return -1;
    }
    return list.count;
}

struct port_activity {
    uint16_t port;
    struct ccproxy_stream_activity *activity;
};

static void add_connection(const struct inet_diag_msg *socket, const struct rtattr *parts, int length, void *context) {
    const struct port_activity *wanted = context;
    if (ntohs(socket->id.idiag_sport) != wanted->port) {
        return;
    }
    wanted->activity->connections += 1;
    for (const struct rtattr *part = parts; RTA_OK(part, length); part = RTA_NEXT(part, length)) {
        if (part->rta_type != INET_DIAG_INFO || RTA_PAYLOAD(part) < TCP_INFO_BYTES_ACKED + sizeof(uint64_t)) {
            continue;
        }
        uint64_t acknowledged;
        memcpy(&acknowledged, (const char *)RTA_DATA(part) + TCP_INFO_BYTES_ACKED, sizeof acknowledged);
        wanted->activity->bytes += acknowledged;
    }
}

int ccproxy_stream_activity(int family, uint16_t local_port, struct ccproxy_stream_activity *activity) {
    struct port_activity wanted = {.port = local_port, .activity = activity};
    return visit_sockets(family, TCP_STATE_ESTABLISHED, INET_DIAG_INFO, add_connection, &wanted);
}

#endif
