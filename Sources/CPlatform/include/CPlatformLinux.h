#pragma once

#ifdef __linux__

#include <stdint.h>

/// pipe2(2): both ends close-on-exec from the start, so that no child started meanwhile can inherit them.
int ccproxy_pipe_cloexec(int descriptors[_Nonnull 2]);

/// close_range(2): closes every descriptor from `first` upwards. ENOSYS before Linux 5.9.
int ccproxy_close_from(int first);

/// prctl(PR_SET_CHILD_SUBREAPER): orphaned descendants become children of this process.
int ccproxy_become_subreaper(void);

/// pidfd_open(2): a close-on-exec descriptor of a process, readable once the process has ended.
int ccproxy_pidfd_open(int pid);

/// pidfd_send_signal(2): to the very process that the descriptor was opened for, or to nobody.
int ccproxy_pidfd_send_signal(int pidfd, int signal);

/// The same for the process group that this process leads, also after the leader has ended. EINVAL before Linux 6.9.
int ccproxy_pidfd_send_group_signal(int pidfd, int signal);

/// How a child has ended, as far as waitid(2) tells.
struct ccproxy_child_end {
    /// Whether it has ended at all.
    int has_ended;

    /// Whether a signal killed it; then `status` is the signal, otherwise the exit status.
    int was_signalled;
    int status;
};

/// Asks, without waiting, how the child behind a pidfd has ended. ECHILD: it is no child of this process.
///
/// With `reap`, the zombie of an ended child goes, and its PID is free to be used again.
int ccproxy_pidfd_child_end(int pidfd, int reap, struct ccproxy_child_end *_Nonnull end);

/// signalfd(2) for `count` signals, close-on-exec and non-blocking.
int ccproxy_signal_descriptor(const int *_Nonnull signals, int count);

/// The next signal that a signal descriptor has received; -1 with EAGAIN when there is none.
int ccproxy_next_signal(int descriptor);

/// Removes the first `length` bytes of a file and moves the rest to its beginning; whole blocks only.
int ccproxy_collapse_range(int descriptor, int64_t length);

/// What a file is, as st_ino and st_dev of stat(2) say.
struct ccproxy_file_id {
    uint64_t inode;
    uint64_t device;
};

/// Identifies the file that a name in a directory leads to, without asking a file server that may not answer.
int ccproxy_file_id_at(int directory, const char *_Nonnull name, struct ccproxy_file_id *_Nonnull id);

/// renameat2(2) with RENAME_EXCHANGE: each of two files that exist gets the other's name, at once.
int ccproxy_exchange(const char *_Nonnull path, const char *_Nonnull other_path);

#endif
