#define _GNU_SOURCE
#include "CPlatformLinux.h"

#ifdef __linux__

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

int ccproxy_collapse_range(int descriptor, int64_t length) {
    return fallocate(descriptor, FALLOC_FL_COLLAPSE_RANGE, 0, length);
}

int ccproxy_file_id_at(int directory, const char *name, struct ccproxy_file_id *id) {
    struct statx status;
    if (statx(directory, name, AT_STATX_DONT_SYNC, STATX_INO, &status) != 0) {
        return -1;
    }
    id->inode = status.stx_ino;
    id->device = makedev(status.stx_dev_major, status.stx_dev_minor);
    return 0;
}

int ccproxy_exchange(const char *path, const char *other_path) {
    return renameat2(AT_FDCWD, path, AT_FDCWD, other_path, RENAME_EXCHANGE);
}

#endif
