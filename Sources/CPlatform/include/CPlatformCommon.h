#pragma once

#include <stddef.h>

/// Writes the text of an error number into `buffer`, always terminated; safe in any thread, unlike strerror(3).
void ccproxy_error_text(int code, char *_Nonnull buffer, size_t size);

/// The process's environment, a NULL-terminated array of "NAME=value".
char *_Nullable *_Nullable ccproxy_environment(void);
