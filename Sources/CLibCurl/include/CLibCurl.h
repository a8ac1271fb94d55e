#pragma once

// libcurl's entry points, found at run time with dlopen(3): building needs no headers of it, and a program that never
// calls it neither maps nor starts it.
//
// What is declared here is libcurl's public interface, whose numbers and structs have been the same in every version
// that carries the library name libcurl.so.4 (https://curl.se/libcurl/abi.html), that is since 2006.

#include "CLibCurlConstants.h"
#include <stddef.h>
#include <stdint.h>

/// One transfer: `CURL`.
typedef struct ccproxy_curl_easy ccproxy_curl_easy;

/// Many transfers on one thread: `CURLM`.
typedef struct ccproxy_curl_multi ccproxy_curl_multi;

/// A list of texts: `struct curl_slist`, which is public so that programs may make their own.
typedef struct ccproxy_curl_list {
    char *_Nonnull text;
    struct ccproxy_curl_list *_Nullable next;
} ccproxy_curl_list;

/// What the library says about itself: the fields of `curl_version_info_data` that are of use.
typedef struct {
    /// As `0x075801` for 7.88.1.
    unsigned number;
    /// Bits of `CCPROXY_CURL_HAS_…`.
    int features;
    const char *_Nonnull version;
    const char *_Nullable tls;
    /// Of the library that does HTTP/2, as `0x012900` for 1.41.0; 0 when it is not known.
    unsigned http2_number;
    /// Where the library looks for certificate authorities unless it is told otherwise; null when it is older than 7.70
    /// or has been built without.
    const char *_Nullable authority_file;
    const char *_Nullable authority_directory;
} ccproxy_curl_version;

/// How opening the library has ended.
enum {
    CCPROXY_CURL_OPENED = 0,
    /// There is no such file, or it cannot be loaded.
    CCPROXY_CURL_ABSENT = 1,
    /// It lacks a function; the message is its name.
    CCPROXY_CURL_INCOMPLETE = 2,
    /// `curl_global_init` failed; the message is its reason.
    CCPROXY_CURL_UNUSABLE = 3,
};

/// Opens the library of that name and starts it; to be called until it has succeeded once, on one thread.
///
/// Nothing else in this header may be called before. On failure a message is left in `message`, always terminated.
int ccproxy_curl_open(const char *_Nonnull name, char *_Nonnull message, size_t size);

ccproxy_curl_version ccproxy_curl_describe(void);

// Transfers. Functions that return an int return the library's `CURLcode`.

ccproxy_curl_easy *_Nullable ccproxy_curl_easy_make(void);
void ccproxy_curl_easy_reset(ccproxy_curl_easy *_Nonnull easy);
void ccproxy_curl_easy_free(ccproxy_curl_easy *_Nonnull easy);
int ccproxy_curl_easy_pause(ccproxy_curl_easy *_Nonnull easy, int directions);
const char *_Nonnull ccproxy_curl_easy_reason(int code);

/// `CURLOPT_WRITEFUNCTION`, `…HEADERFUNCTION` and `…READFUNCTION` have one type.
typedef size_t (*ccproxy_curl_data_function)(char *_Nullable bytes, size_t size, size_t count,
                                             void *_Nullable context);
typedef int (*ccproxy_curl_seek_function)(void *_Nullable context, int64_t offset, int origin);

int ccproxy_curl_set_number(ccproxy_curl_easy *_Nonnull easy, ccproxy_curl_number_option option, long value);
int ccproxy_curl_set_size(ccproxy_curl_easy *_Nonnull easy, ccproxy_curl_size_option option, int64_t value);
int ccproxy_curl_set_text(ccproxy_curl_easy *_Nonnull easy, ccproxy_curl_text_option option,
                          const char *_Nullable value);
int ccproxy_curl_set_pointer(ccproxy_curl_easy *_Nonnull easy, ccproxy_curl_pointer_option option,
                             const void *_Nullable value);
int ccproxy_curl_set_data_function(ccproxy_curl_easy *_Nonnull easy, ccproxy_curl_data_option option,
                                   ccproxy_curl_data_function _Nonnull function);
/// `CURLOPT_SOCKOPTFUNCTION`: called for each socket that the library has made for a connection.
typedef int (*ccproxy_curl_open_function)(void *_Nullable context, int descriptor, int purpose);
/// `CURLOPT_CLOSESOCKETFUNCTION`: called instead of close(2) for each of them.
typedef int (*ccproxy_curl_close_function)(void *_Nullable context, int descriptor);

int ccproxy_curl_set_seek_function(ccproxy_curl_easy *_Nonnull easy, ccproxy_curl_seek_function _Nonnull function);
/// Sets both functions, for the connections that this transfer makes: they keep them to their own ends.
int ccproxy_curl_set_socket_functions(ccproxy_curl_easy *_Nonnull easy,
                                      ccproxy_curl_open_function _Nonnull open_function,
                                      ccproxy_curl_close_function _Nonnull close_function, void *_Nullable context);

/// What is known about a transfer; 0 when the library is too old to know.
long ccproxy_curl_number(ccproxy_curl_easy *_Nonnull easy, ccproxy_curl_number_info info);
int64_t ccproxy_curl_size(ccproxy_curl_easy *_Nonnull easy, ccproxy_curl_size_info info);

// The multi-socket interface. Functions that return an int return the library's `CURLMcode`.

ccproxy_curl_multi *_Nullable ccproxy_curl_multi_make(void);
int ccproxy_curl_multi_free(ccproxy_curl_multi *_Nonnull multi);
int ccproxy_curl_multi_add(ccproxy_curl_multi *_Nonnull multi, ccproxy_curl_easy *_Nonnull easy);
int ccproxy_curl_multi_remove(ccproxy_curl_multi *_Nonnull multi, ccproxy_curl_easy *_Nonnull easy);
const char *_Nonnull ccproxy_curl_multi_reason(int code);

typedef int (*ccproxy_curl_socket_function)(ccproxy_curl_easy *_Nullable easy, int descriptor, int what,
                                            void *_Nullable context, void *_Nullable socket_context);
typedef int (*ccproxy_curl_timer_function)(ccproxy_curl_multi *_Nullable multi, long milliseconds,
                                           void *_Nullable context);

/// Sets both functions, or neither of them any more.
int ccproxy_curl_multi_set_callbacks(ccproxy_curl_multi *_Nonnull multi,
                                     ccproxy_curl_socket_function _Nullable socket_function,
                                     ccproxy_curl_timer_function _Nullable timer_function, void *_Nullable context);
int ccproxy_curl_multi_set_number(ccproxy_curl_multi *_Nonnull multi, ccproxy_curl_multi_option option, long value);

/// Says what has happened to a descriptor (bits of `CCPROXY_CURL_READY_…`), or that the time is up
/// (`CCPROXY_CURL_TIMEOUT` as the descriptor).
int ccproxy_curl_multi_act(ccproxy_curl_multi *_Nonnull multi, int descriptor, int events);

/// The next transfer that has ended, with its `CURLcode`; null when there is none.
ccproxy_curl_easy *_Nullable ccproxy_curl_multi_next_done(ccproxy_curl_multi *_Nonnull multi, int *_Nonnull code);
