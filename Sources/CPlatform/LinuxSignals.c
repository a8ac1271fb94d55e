#define _GNU_SOURCE
#include "CPlatformLinux.h"

#ifdef __linux__

#include <errno.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

int ccproxy_signal_descriptor(const int *signals, int count) {
    sigset_t set;
    sigemptyset(&set);
    for (int index = 0; index < count; index += 1) {
        sigaddset(&set, signals[index]);
    }
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int ccproxy_next_signal(int descriptor) {
    struct signalfd_siginfo info;
    ssize_t count;
    do {
        count = read(descriptor, &info, sizeof info);
    } while (count < 0 && errno == EINTR);
    return count == sizeof info ? (int)info.ssi_signo : -1;
}

#endif
