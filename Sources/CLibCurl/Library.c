#include "Functions.h"

#include <dlfcn.h>
#include <stdio.h>

curl_functions ccproxy_curl;

/// `CURL_GLOBAL_DEFAULT`.
static const long everything = 3;
/// `CURLVERSION_SIXTH`, the first that has `nghttp2_ver_num`.
static const int with_http2_number = 5;
/// `CURLVERSION_SEVENTH`, the first that has `cainfo` and `capath`.
static const int with_authorities = 6;
/// `CURLVERSION_NOW` of 7.88.1; a library answers with the age that it has itself.
static const int newest_known = 10;

static int look_up(void *library, curl_functions *found, char *message, size_t size) {
    struct {
        const char *name;
        void **place;
    } const wanted[] = {
        {"curl_global_init", (void **)&found->global_init},
        {"curl_version_info", (void **)&found->version_info},
        {"curl_easy_init", (void **)&found->easy_init},
        {"curl_easy_reset", (void **)&found->easy_reset},
        {"curl_easy_cleanup", (void **)&found->easy_cleanup},
        {"curl_easy_pause", (void **)&found->easy_pause},
        {"curl_easy_strerror", (void **)&found->easy_strerror},
        {"curl_easy_setopt", (void **)&found->easy_setopt},
        {"curl_easy_getinfo", (void **)&found->easy_getinfo},
        {"curl_multi_init", (void **)&found->multi_init},
        {"curl_multi_cleanup", (void **)&found->multi_cleanup},
        {"curl_multi_add_handle", (void **)&found->multi_add_handle},
        {"curl_multi_remove_handle", (void **)&found->multi_remove_handle},
        {"curl_multi_strerror", (void **)&found->multi_strerror},
        {"curl_multi_setopt", (void **)&found->multi_setopt},
        {"curl_multi_socket_action", (void **)&found->multi_socket_action},
        {"curl_multi_info_read", (void **)&found->multi_info_read},
    };
    for (size_t index = 0; index < sizeof wanted / sizeof *wanted; index++) {
        *wanted[index].place = dlsym(library, wanted[index].name);
        if (!*wanted[index].place) {
            snprintf(message, size, "%s", wanted[index].name);
            return CCPROXY_CURL_INCOMPLETE;
        }
    }
    return CCPROXY_CURL_OPENED;
}

int ccproxy_curl_open(const char *name, char *message, size_t size) {
    // Lazily: the libraries behind it bring thousands of functions, of which few are ever called.
    void *library = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
    if (!library) {
        const char *reason = dlerror();
        snprintf(message, size, "%s", reason ? reason : name);
        return CCPROXY_CURL_ABSENT;
    }
    curl_functions found;
    int status = look_up(library, &found, message, size);
    if (status == CCPROXY_CURL_OPENED) {
        int code = found.global_init(everything);
        if (code != CCPROXY_CURLE_OK) {
            snprintf(message, size, "%s", found.easy_strerror(code));
            status = CCPROXY_CURL_UNUSABLE;
        }
    }
    if (status == CCPROXY_CURL_OPENED) {
        ccproxy_curl = found;
    } else {
        dlclose(library);
    }
    return status;
}

ccproxy_curl_version ccproxy_curl_describe(void) {
    const curl_description *description = ccproxy_curl.version_info(newest_known);
    int has_authorities = description->age >= with_authorities;
    return (ccproxy_curl_version){
        .number = description->version_num,
        .features = description->features,
        .version = description->version,
        .tls = description->ssl_version,
        .http2_number = description->age >= with_http2_number ? description->nghttp2_ver_num : 0,
        .authority_file = has_authorities ? description->cainfo : NULL,
        .authority_directory = has_authorities ? description->capath : NULL,
    };
}
