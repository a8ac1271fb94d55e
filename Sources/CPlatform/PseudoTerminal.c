#define _GNU_SOURCE
#define _DARWIN_C_SOURCE
#include "CPlatformCommon.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int ccproxy_open_pseudo_terminal(int *controller, int *terminal) {
    int descriptor = posix_openpt(O_RDWR | O_NOCTTY);
    if (descriptor < 0) {
        return -1;
    }
    const char *name = NULL;
    if (fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 && grantpt(descriptor) == 0 && unlockpt(descriptor) == 0) {
        name = ptsname(descriptor);
    }
    int other = name ? open(name, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;
    if (other < 0) {
        int code = errno;
        close(descriptor);
        errno = code;
        return -1;
    }
    *controller = descriptor;
    *terminal = other;
    return 0;
}
