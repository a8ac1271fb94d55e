#pragma once

// What `import Glibc` and `import Darwin` hide from Swift: functions behind feature macros, variadic calls, kernel
// headers. Nothing here decides anything; the decisions are PlatformSupport's.

#include <stddef.h>
#include <stdint.h>

/// Writes the text of an error number into `buffer`, always terminated; safe in any thread, unlike strerror(3).
void ccproxy_error_text(int code, char *buffer, size_t size);
