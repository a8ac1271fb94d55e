#pragma once

// Stream sockets, the poller's calls and the clock, as PlatformSupport's Sockets/ and Polling/ use them.
// Every function that can fail returns the negative error number: these run for each request, and a result in one
// register is cheaper and safer than errno.

#include <stddef.h>
#include <stdint.h>

#ifdef __linux__
#include <sys/epoll.h>
#endif

/// A socket address of any family, as the kernel has it.
typedef struct {
    _Alignas(8) unsigned char bytes[128];
    uint32_t length;
} ccproxy_address;

/// Fills in a numeric IPv4 or IPv6 address; -EINVAL when `host` is none.
int ccproxy_address_ip(const char *_Nonnull host, uint16_t port, int is_ipv6, ccproxy_address *_Nonnull address);

/// Fills in the path of a Unix socket; -ENAMETOOLONG when it does not fit.
int ccproxy_address_unix(const char *_Nonnull path, ccproxy_address *_Nonnull address);

/// Opens a directory as an anchor for paths below `/proc/self/fd`; -ENAMETOOLONG where there is no such thing.
int ccproxy_open_anchor(const char *_Nonnull directory);

/// 4 or 6 for an IP address, whose text and port are written out; 1 for a Unix socket, whose path is; else 0.
int ccproxy_address_text(const ccproxy_address *_Nonnull address, char *_Nonnull text, size_t size,
                         uint16_t *_Nonnull port);

/// A stream socket of the address's family: non-blocking, close-on-exec, and no SIGPIPE.
int ccproxy_stream_socket(const ccproxy_address *_Nonnull address);

int ccproxy_bind(int socket, const ccproxy_address *_Nonnull address);
int ccproxy_listen(int socket, int backlog);
int ccproxy_connect(int socket, const ccproxy_address *_Nonnull address);
int ccproxy_local_address(int socket, ccproxy_address *_Nonnull address);
int ccproxy_peer_address(int socket, ccproxy_address *_Nonnull address);

/// The next connection: non-blocking, close-on-exec, and no SIGPIPE.
int ccproxy_accept(int socket);

/// What IP sockets are set to: no Nagle delay, keep-alive probes; and for listeners, reuse of the port.
int ccproxy_set_no_delay(int socket);
int ccproxy_set_keep_alive(int socket);
int ccproxy_set_listener_options(int socket, int is_ipv6);

/// The permission bits that the file of a Unix socket will get, to be called before bind.
int ccproxy_set_socket_mode(int socket, unsigned mode);

/// The error of a finished non-blocking connect as a negative number; 0 when it succeeded.
int ccproxy_socket_error(int socket);

/// Who was at the other end of a Unix socket when it connected.
int ccproxy_peer_credentials(int socket, uint32_t *_Nonnull user, int32_t *_Nonnull process);

/// Transfers; EINTR is handled. 0 from receive is the end of the stream.
int64_t ccproxy_receive(int socket, void *_Nonnull buffer, size_t size);
int64_t ccproxy_send(int socket, const void *_Nonnull bytes, size_t size);
int64_t ccproxy_send_two(int socket, const void *_Nonnull first, size_t first_size, const void *_Nonnull second,
                         size_t second_size);

/// Says that no more will be sent.
int ccproxy_shutdown_send(int socket);

/// Makes close reset a TCP connection instead of finishing it.
int ccproxy_set_reset_on_close(int socket);

/// Waits for one descriptor at most so many nanoseconds (negative: for ever); 0 when the time has passed.
int ccproxy_wait_for(int descriptor, int for_writing, int64_t nanoseconds);

/// Nanoseconds of the clock that the poller's timeouts run on; it does not go back.
int64_t ccproxy_monotonic_nanoseconds(void);

/// Seconds since 1970-01-01T00:00:00Z.
int64_t ccproxy_wall_nanoseconds(void);

/// One pointer for each thread: which event loop it runs.
void *_Nullable ccproxy_thread_loop(void);
void ccproxy_set_thread_loop(void *_Nullable loop);

#ifdef __linux__
/// epoll_pwait2(2), or epoll_wait(2) on kernels before 5.11; negative nanoseconds wait for ever.
int ccproxy_epoll_wait(int epoll, struct epoll_event *_Nonnull events, int capacity, int64_t nanoseconds);

/// eventfd(2), non-blocking and close-on-exec.
int ccproxy_event_descriptor(void);
#endif
