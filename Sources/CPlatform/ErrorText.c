// The XSI strerror_r, whose result is in the caller's buffer, is the one without _GNU_SOURCE.
#undef _GNU_SOURCE
#define _POSIX_C_SOURCE 200809L
#include "CPlatformCommon.h"

#include <stdio.h>
#include <string.h>

void ccproxy_error_text(int code, char *buffer, size_t size) {
    if (strerror_r(code, buffer, size) != 0) {
        snprintf(buffer, size, "error %d", code);
    }
}
