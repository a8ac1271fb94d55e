#define _GNU_SOURCE
#include "CPlatformSpawn.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/types.h>

#ifdef __linux__
// Glibc has it since 2.34. Without it only what is close-on-exec is closed, which all of our descriptors are.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int) __attribute__((weak));

static int close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np ? posix_spawn_file_actions_addclosefrom_np(actions, first) : 0;
}

static const short close_by_default = 0;
#else
// Darwin closes in the child whatever no file action mentions.
static int close_from(posix_spawn_file_actions_t *actions, int first) {
    (void)actions;
    (void)first;
    return 0;
}

static const short close_by_default = POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif

static int set_actions(posix_spawn_file_actions_t *actions, const struct ccproxy_spawn_request *request) {
    int code = request->standard_input < 0
        ? posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0)
        : posix_spawn_file_actions_adddup2(actions, request->standard_input, 0);
    if (code == 0) code = posix_spawn_file_actions_adddup2(actions, request->standard_output, 1);
    if (code == 0) code = posix_spawn_file_actions_adddup2(actions, request->standard_error, 2);
    if (code == 0 && request->kept_descriptor >= 0) {
        code = posix_spawn_file_actions_adddup2(actions, request->kept_descriptor, 3);
    }
    if (code == 0) code = posix_spawn_file_actions_addchdir_np(actions, request->working_directory);
    if (code == 0) code = close_from(actions, request->kept_descriptor >= 0 ? 4 : 3);
    return code;
}

static int set_attributes(posix_spawnattr_t *attributes, const struct ccproxy_spawn_request *request) {
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | close_by_default;
    if (request->new_session) flags |= POSIX_SPAWN_SETSID;
    int code = posix_spawnattr_setsigdefault(attributes, &all);
    if (code == 0) code = posix_spawnattr_setsigmask(attributes, &none);
    if (code == 0) code = posix_spawnattr_setflags(attributes, flags);
    return code;
}

int ccproxy_spawn(const struct ccproxy_spawn_request *request, int *pid) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int code = posix_spawn_file_actions_init(&actions);
    if (code != 0) return code;
    code = posix_spawnattr_init(&attributes);
    if (code == 0) {
        code = set_actions(&actions, request);
        if (code == 0) code = set_attributes(&attributes, request);
        if (code == 0) {
            pid_t child = 0;
            code = posix_spawn(&child, request->executable, &actions, &attributes, request->arguments,
                               request->environment);
            *pid = child;
        }
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return code;
}
