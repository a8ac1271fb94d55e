#define _GNU_SOURCE
#include "CPlatformStreams.h"

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
    TCP_INFO_BYTES_ACKED = 120,
};

static int send_request(int netlink, int family) {
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
    message.request.idiag_states = 1u << TCP_STATE_ESTABLISHED;
    message.request.idiag_ext = 1u << (INET_DIAG_INFO - 1);
    return send(netlink, &message, sizeof message, 0) == sizeof message ? 0 : -1;
}

static void add_connection(const struct nlmsghdr *header, uint16_t port, struct ccproxy_stream_activity *activity) {
    const struct inet_diag_msg *socket = NLMSG_DATA(header);
    if (ntohs(socket->id.idiag_sport) != port) {
        return;
    }
    activity->connections += 1;
    int length = (int)(header->nlmsg_len - NLMSG_LENGTH(sizeof *socket));
    for (const struct rtattr *part = (const void *)(socket + 1); RTA_OK(part, length); part = RTA_NEXT(part, length)) {
        if (part->rta_type != INET_DIAG_INFO || RTA_PAYLOAD(part) < TCP_INFO_BYTES_ACKED + sizeof(uint64_t)) {
            continue;
        }
        uint64_t acknowledged;
        memcpy(&acknowledged, (const char *)RTA_DATA(part) + TCP_INFO_BYTES_ACKED, sizeof acknowledged);
        activity->bytes += acknowledged;
    }
}

/// Returns 1 when the dump is over, 0 when more follows, -1 on failure.
static int take_answer(int netlink, uint16_t port, struct ccproxy_stream_activity *activity) {
    char buffer[32768] __attribute__((aligned(8)));
    ssize_t count;
    do {
        count = recv(netlink, buffer, sizeof buffer, 0);
    } while (count < 0 && errno == EINTR);
    if (count <= 0) {
        return -1;
    }
    unsigned int length = (unsigned int)count;
    for (const struct nlmsghdr *header = (const void *)buffer; NLMSG_OK(header, length);
         header = NLMSG_NEXT(header, length)) {
        if (header->nlmsg_type == NLMSG_DONE) {
            return 1;
        }
        if (header->nlmsg_type == NLMSG_ERROR) {
            errno = EOPNOTSUPP;
            return -1;
        }
        add_connection(header, port, activity);
    }
    return 0;
}

int ccproxy_stream_activity(int family, uint16_t local_port, struct ccproxy_stream_activity *activity) {
    int netlink = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (netlink < 0) {
        return -1;
    }
    // The kernel answers within the call; a sandbox that swallows the question must not hang us.
    struct timeval patience = {.tv_sec = 1};
    setsockopt(netlink, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    int result = send_request(netlink, family);
    while (result == 0) {
        result = take_answer(netlink, local_port, activity);
    }
    close(netlink);
    return result == 1 ? 0 : -1;
}

#endif
