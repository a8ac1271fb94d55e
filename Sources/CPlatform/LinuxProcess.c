#define _GNU_SOURCE
#include "CPlatformLinux.h"

#ifdef __linux__

#include <fcntl.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// Since Linux 5.9; the number is the same on every architecture, and older headers lack it.
#ifndef SYS_close_range
#define SYS_close_range 436
#endif

int ccproxy_pipe_cloexec(int descriptors[2]) { return pipe2(descriptors, O_CLOEXEC); }

int ccproxy_close_from(int first) {
    return (int)syscall(SYS_close_range, (unsigned)first, ~0u, 0u);
}

int ccproxy_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

#endif
