#pragma once

#include <stddef.h>

/// Writes the text of an error number into `buffer`, always terminated; safe in any thread, unlike strerror(3).
void ccproxy_error_text(int code, char *_Nonnull buffer, size_t size);

/// The process's environment, a NULL-terminated array of "NAME=value".
char *_Nullable *_Nullable ccproxy_environment(void);

/// Opens both ends of a new pseudo terminal, close-on-exec, as nobody's controlling terminal; -1 with the reason in errno.
int ccproxy_open_pseudo_terminal(int *_Nonnull controller, int *_Nonnull terminal);
