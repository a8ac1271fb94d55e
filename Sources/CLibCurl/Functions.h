#pragma once

// The library's functions with the types that its headers give them. A function that is variadic there is variadic
// here: on Apple's arm64, variable arguments travel on the stack where fixed ones travel in registers, so a call
// through any other type would pass nothing.

#include "CLibCurl.h"

/// `curl_version_info_data` up to the last field that is read; `age` tells how much of it is there.
typedef struct {
    int age;
    const char *version;
    unsigned version_num;
    const char *host;
    int features;
    const char *ssl_version;
    long ssl_version_num;
    const char *libz_version;
    const char *const *protocols;
    const char *ares;
    int ares_num;
    const char *libidn;
    int iconv_ver_num;
    const char *libssh_version;
    unsigned brotli_ver_num;
    const char *brotli_version;
    unsigned nghttp2_ver_num;
    const char *nghttp2_version;
    const char *quic_version;
    const char *cainfo;
    const char *capath;
} curl_description;

/// `CURLMsg`.
typedef struct {
    int kind;
    ccproxy_curl_easy *easy;
    union {
        void *whatever;
        int result;
    } data;
} curl_message;

typedef struct {
    int (*global_init)(long flags);
    const curl_description *(*version_info)(int age);
    ccproxy_curl_easy *(*easy_init)(void);
    void (*easy_reset)(ccproxy_curl_easy *);
    void (*easy_cleanup)(ccproxy_curl_easy *);
    int (*easy_pause)(ccproxy_curl_easy *, int);
    const char *(*easy_strerror)(int);
    int (*easy_setopt)(ccproxy_curl_easy *, int, ...);
    int (*easy_getinfo)(ccproxy_curl_easy *, int, ...);
    ccproxy_curl_multi *(*multi_init)(void);
    int (*multi_cleanup)(ccproxy_curl_multi *);
    int (*multi_add_handle)(ccproxy_curl_multi *, ccproxy_curl_easy *);
    int (*multi_remove_handle)(ccproxy_curl_multi *, ccproxy_curl_easy *);
    const char *(*multi_strerror)(int);
    int (*multi_setopt)(ccproxy_curl_multi *, int, ...);
    int (*multi_socket_action)(ccproxy_curl_multi *, int, int, int *);
    curl_message *(*multi_info_read)(ccproxy_curl_multi *, int *);
} curl_functions;

/// Filled in by `ccproxy_curl_open`.
extern curl_functions ccproxy_curl;
