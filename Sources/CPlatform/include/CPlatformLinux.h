#pragma once

#ifdef __linux__

/// pipe2(2): both ends close-on-exec from the start, so that no child started meanwhile can inherit them.
int ccproxy_pipe_cloexec(int descriptors[_Nonnull 2]);

/// close_range(2): closes every descriptor from `first` upwards. ENOSYS before Linux 5.9.
int ccproxy_close_from(int first);

/// prctl(PR_SET_CHILD_SUBREAPER): orphaned descendants become children of this process.
int ccproxy_become_subreaper(void);

#endif
