#define _GNU_SOURCE
#include "CPlatformLinux.h"

#ifdef __linux__

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// System calls since 5.1 have the same numbers on every architecture; older headers lack them.
#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

// Of <linux/pidfd.h>, which older headers lack.
#define SIGNAL_PROCESS_GROUP (1u << 2)

// The kernel's P_PIDFD, which older glibc does not name.
#define WAIT_FOR_PIDFD ((idtype_t)3)

int ccproxy_pidfd_open(int pid) { return (int)syscall(SYS_pidfd_open, pid, 0u); }

int ccproxy_pidfd_send_signal(int pidfd, int signal) {
    return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0u);
}

int ccproxy_pidfd_send_group_signal(int pidfd, int signal) {
    return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, SIGNAL_PROCESS_GROUP);
}

int ccproxy_pidfd_child_end(int pidfd, int reap, struct ccproxy_child_end *end) {
    siginfo_t info;
    memset(&info, 0, sizeof info);
    memset(end, 0, sizeof *end);
    if (waitid(WAIT_FOR_PIDFD, (id_t)pidfd, &info, WEXITED | WNOHANG | (reap ? 0 : WNOWAIT)) != 0) {
        return -1;
    }
    end->has_ended = info.si_pid != 0;
    end->was_signalled = info.si_code != CLD_EXITED;
    end->status = info.si_status;
    return 0;
}

#endif
