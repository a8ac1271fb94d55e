#define _GNU_SOURCE
#include "CPlatformSockets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#ifdef __APPLE__
#define NO_SIGNAL 0
#else
#define NO_SIGNAL MSG_NOSIGNAL
#endif

static int result(int value) { return value < 0 ? -errno : value; }

static int set_flag(int socket, int level, int option) {
    int on = 1;
    return result(setsockopt(socket, level, option, &on, sizeof on));
}

int ccproxy_address_ip(const char *host, uint16_t port, int is_ipv6, ccproxy_address *address) {
    memset(address, 0, sizeof *address);
    if (is_ipv6) {
        struct sockaddr_in6 *ip = (struct sockaddr_in6 *)address->bytes;
        ip->sin6_family = AF_INET6;
        ip->sin6_port = htons(port);
        address->length = sizeof *ip;
        return inet_pton(AF_INET6, host, &ip->sin6_addr) == 1 ? 0 : -EINVAL;
    }
    struct sockaddr_in *ip = (struct sockaddr_in *)address->bytes;
    ip->sin_family = AF_INET;
    ip->sin_port = htons(port);
    address->length = sizeof *ip;
    return inet_pton(AF_INET, host, &ip->sin_addr) == 1 ? 0 : -EINVAL;
}

int ccproxy_address_unix(const char *path, ccproxy_address *address) {
    struct sockaddr_un *local = (struct sockaddr_un *)address->bytes;
    memset(address, 0, sizeof *address);
    size_t size = strlen(path) + 1;
    if (size > sizeof local->sun_path) return -ENAMETOOLONG;
    local->sun_family = AF_UNIX;
    memcpy(local->sun_path, path, size);
    address->length = (uint32_t)(offsetof(struct sockaddr_un, sun_path) + size);
    return 0;
}

int ccproxy_open_anchor(const char *directory) {
#ifdef __APPLE__
    (void)directory;
    return -ENAMETOOLONG;
#else
    return result(open(directory, O_PATH | O_DIRECTORY | O_CLOEXEC));
#endif
}

int ccproxy_address_text(const ccproxy_address *address, char *text, size_t size, uint16_t *port) {
    *port = 0;
    switch (((const struct sockaddr *)address->bytes)->sa_family) {
    case AF_INET: {
        const struct sockaddr_in *ip = (const struct sockaddr_in *)address->bytes;
        *port = ntohs(ip->sin_port);
        return inet_ntop(AF_INET, &ip->sin_addr, text, (socklen_t)size) ? 4 : 0;
    }
    case AF_INET6: {
        const struct sockaddr_in6 *ip = (const struct sockaddr_in6 *)address->bytes;
        *port = ntohs(ip->sin6_port);
        return inet_ntop(AF_INET6, &ip->sin6_addr, text, (socklen_t)size) ? 6 : 0;
    }
    case AF_UNIX: {
        const struct sockaddr_un *local = (const struct sockaddr_un *)address->bytes;
        size_t offset = offsetof(struct sockaddr_un, sun_path);
        // The kernel's length says how much is there; it does not always count a terminating zero.
        size_t length = address->length > offset ? strnlen(local->sun_path, address->length - offset) : 0;
        if (length >= size) return 0;
        memcpy(text, local->sun_path, length);
        text[length] = 0;
        return 1;
    }
    default: return 0;
    }
}

#ifdef __APPLE__
static int prepared(int socket) {
    if (socket < 0) return -errno;
    int flags = fcntl(socket, F_GETFL);
    if (flags < 0 || fcntl(socket, F_SETFL, flags | O_NONBLOCK) < 0 || fcntl(socket, F_SETFD, FD_CLOEXEC) < 0 ||
        set_flag(socket, SOL_SOCKET, SO_NOSIGPIPE) < 0) {
        int error = errno;
        close(socket);
        return -error;
    }
    return socket;
}
#endif

int ccproxy_stream_socket(const ccproxy_address *address) {
    int family = ((const struct sockaddr *)address->bytes)->sa_family;
#ifdef __APPLE__
    return prepared(socket(family, SOCK_STREAM, 0));
#else
    return result(socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
#endif
}

int ccproxy_accept(int socket) {
    int accepted;
    do {
#ifdef __APPLE__
        accepted = accept(socket, NULL, NULL);
#else
        accepted = accept4(socket, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
#endif
    } while (accepted < 0 && errno == EINTR);
#ifdef __APPLE__
    if (accepted < 0) return -errno;
    // A socket whose peer has gone takes no options there (EINVAL): that is the connection's end, not the listener's.
    int socket_ready = prepared(accepted);
    return socket_ready < 0 ? -ECONNABORTED : socket_ready;
#else
    return result(accepted);
#endif
}

int ccproxy_bind(int socket, const ccproxy_address *address) {
    return result(bind(socket, (const struct sockaddr *)address->bytes, address->length));
}

int ccproxy_listen(int socket, int backlog) { return result(listen(socket, backlog)); }

int ccproxy_connect(int socket, const ccproxy_address *address) {
    return result(connect(socket, (const struct sockaddr *)address->bytes, address->length));
}

int ccproxy_local_address(int socket, ccproxy_address *address) {
    socklen_t length = sizeof address->bytes;
    int status = result(getsockname(socket, (struct sockaddr *)address->bytes, &length));
    address->length = length;
    return status;
}

int ccproxy_peer_address(int socket, ccproxy_address *address) {
    socklen_t length = sizeof address->bytes;
    int status = result(getpeername(socket, (struct sockaddr *)address->bytes, &length));
    address->length = length;
    return status;
}

int ccproxy_set_no_delay(int socket) { return set_flag(socket, IPPROTO_TCP, TCP_NODELAY); }

int ccproxy_set_keep_alive(int socket) { return set_flag(socket, SOL_SOCKET, SO_KEEPALIVE); }

int ccproxy_set_listener_options(int socket, int is_ipv6) {
    int status = set_flag(socket, SOL_SOCKET, SO_REUSEADDR);
    return status < 0 || !is_ipv6 ? status : set_flag(socket, IPPROTO_IPV6, IPV6_V6ONLY);
}

int ccproxy_set_socket_mode(int socket, unsigned mode) {
#ifdef __APPLE__
    // Not possible there: the file's mode comes from the umask until it is changed.
    (void)socket;
    (void)mode;
    return 0;
#else
    return result(fchmod(socket, (mode_t)mode));
#endif
}

int ccproxy_socket_error(int socket) {
    int error = 0;
    socklen_t length = sizeof error;
    if (getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &length) < 0) return -errno;
    return -error;
}

int ccproxy_peer_credentials(int socket, uint32_t *user, int32_t *process) {
#ifdef __APPLE__
    uid_t effective_user;
    gid_t group;
    if (getpeereid(socket, &effective_user, &group) < 0) return -errno;
    pid_t pid = 0;
    socklen_t length = sizeof pid;
    if (getsockopt(socket, SOL_LOCAL, LOCAL_PEERPID, &pid, &length) < 0) return -errno;
    *user = effective_user;
    *process = pid;
#else
    struct ucred credentials;
    socklen_t length = sizeof credentials;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &length) < 0) return -errno;
    *user = credentials.uid;
    *process = credentials.pid;
#endif
    return 0;
}

int64_t ccproxy_receive(int socket, void *buffer, size_t size) {
    ssize_t count;
    do {
        count = recv(socket, buffer, size, 0);
    } while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : count;
}

int64_t ccproxy_send(int socket, const void *bytes, size_t size) {
    ssize_t count;
    do {
        count = send(socket, bytes, size, NO_SIGNAL);
    } while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : count;
}

int64_t ccproxy_send_two(int socket, const void *first, size_t first_size, const void *second, size_t second_size) {
    struct iovec parts[2] = {{(void *)first, first_size}, {(void *)second, second_size}};
    struct msghdr message;
    memset(&message, 0, sizeof message);
    message.msg_iov = parts;
    message.msg_iovlen = 2;
    ssize_t count;
    do {
        count = sendmsg(socket, &message, NO_SIGNAL);
    } while (count < 0 && errno == EINTR);
    return count < 0 ? -errno : count;
}

int ccproxy_shutdown_send(int socket) { return result(shutdown(socket, SHUT_WR)); }

int ccproxy_set_reset_on_close(int socket) {
    struct linger linger = {1, 0};
    return result(setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, sizeof linger));
}

int ccproxy_wait_for(int descriptor, int for_writing, int64_t nanoseconds) {
    struct pollfd entry = {descriptor, for_writing ? POLLOUT : POLLIN, 0};
#ifdef __APPLE__
    // Rounded up: a wait that ends early would spin until its deadline.
    int64_t milliseconds = nanoseconds < 0 ? -1 : nanoseconds / 1000000 + (nanoseconds % 1000000 != 0);
    return result(poll(&entry, 1, milliseconds > INT32_MAX ? INT32_MAX : (int)milliseconds));
#else
    struct timespec time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    return result(ppoll(&entry, 1, nanoseconds < 0 ? NULL : &time, NULL));
#endif
}

int64_t ccproxy_monotonic_nanoseconds(void) {
#ifdef __APPLE__
    return (int64_t)clock_gettime_nsec_np(CLOCK_UPTIME_RAW);
#else
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
#endif
}

int64_t ccproxy_wall_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static _Thread_local void *thread_loop;

void *ccproxy_thread_loop(void) { return thread_loop; }

void ccproxy_set_thread_loop(void *loop) { thread_loop = loop; }

#ifdef __linux__
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>

int ccproxy_event_descriptor(void) { return result(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)); }

#ifndef SYS_epoll_pwait2
#define SYS_epoll_pwait2 441
#endif

static atomic_int lacks_pwait2;

int ccproxy_epoll_wait(int epoll, struct epoll_event *events, int capacity, int64_t nanoseconds) {
    if (nanoseconds > 0 && !atomic_load_explicit(&lacks_pwait2, memory_order_relaxed)) {
        // By number, because glibc has the function only since 2.35. The kernel wants 64-bit times here.
        struct { int64_t seconds, nanoseconds; } time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
        int count = (int)syscall(SYS_epoll_pwait2, epoll, events, capacity, &time, NULL, 0);
        if (count >= 0 || errno != ENOSYS) return result(count);
        atomic_store_explicit(&lacks_pwait2, 1, memory_order_relaxed);
    }
    // Rounded up: a wait that ends early would spin until its deadline.
    int64_t milliseconds = nanoseconds < 0 ? -1 : nanoseconds / 1000000 + (nanoseconds % 1000000 != 0);
    return result(epoll_wait(epoll, events, capacity, milliseconds > INT32_MAX ? INT32_MAX : (int)milliseconds));
}
#endif
