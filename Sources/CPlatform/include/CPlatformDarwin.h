#pragma once

#ifdef __APPLE__

#include <stddef.h>
#include <stdint.h>

/// What the kernel says about a process of whatever user.
struct ccproxy_process {
    int parent;
    int group;
    int session;
    uint32_t user;

    /// Microseconds since 1970.
    uint64_t start;
    int is_zombie;
    int is_stopped;

    /// The beginning of the program's name, terminated.
    char name[32];
};

/// Describes a process, zombies included; ESRCH when there is none.
int ccproxy_process(int pid, struct ccproxy_process *_Nonnull process);

/// The path of the file that a process executes, terminated; -1 when it may not be known.
int ccproxy_process_path(int pid, char *_Nonnull path, size_t size);

/// The beginning of a process's arguments, each terminated, and its length; -1 when they may not be known.
long ccproxy_process_arguments(int pid, char *_Nonnull arguments, size_t size);

/// Writes up to `capacity` PIDs out and returns how many were written.
int ccproxy_processes(int *_Nonnull pids, int capacity);

/// 1 when a process has that file open, 0 when it has not or may not be looked into.
int ccproxy_process_has_file(int pid, uint32_t device, uint64_t inode);

/// 1 when a process has a socket that listens there, 0 when it has not or may not be looked into. `address` has four
/// bytes, or sixteen of IPv6.
int ccproxy_process_listens(int pid, uint16_t port, const uint8_t *_Nonnull address, size_t address_size);

/// How a child has ended, as far as waitid(2) tells.
struct ccproxy_child_end {
    int has_ended;

    /// Whether a signal killed it; then `status` is the signal, otherwise the exit status.
    int was_signalled;
    int status;
};

/// Asks, without waiting, how a child has ended. ECHILD: it is no child of this process.
///
/// With `reap`, the zombie of an ended child goes, and its PID is free to be used again.
int ccproxy_child_end(int pid, int reap, struct ccproxy_child_end *_Nonnull end);

#endif
