#pragma once

#include <stdbool.h>

/// What a new process is to be given; every descriptor that is named must be above 3.
struct ccproxy_spawn_request {
    const char *_Nonnull executable;
    char *_Nullable const *_Nonnull arguments;
    char *_Nullable const *_Nonnull environment;
    const char *_Nonnull working_directory;

    /// Becomes descriptor 0; -1: the null device, for reading.
    int standard_input;

    /// Become descriptors 1 and 2.
    int standard_output;
    int standard_error;

    /// Becomes descriptor 3; -1: nothing does.
    int kept_descriptor;

    /// Whether it leads a session, and so a process group, of its own.
    bool new_session;
};

/// Starts a process with posix_spawn: default signal dispositions, empty signal mask, no other descriptors.
///
/// Returns 0, or the error number of what failed, including the child's chdir and exec.
int ccproxy_spawn(const struct ccproxy_spawn_request *_Nonnull request, int *_Nonnull pid);
