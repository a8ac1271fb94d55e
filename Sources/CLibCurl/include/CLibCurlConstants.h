#pragma once

// Numbers of libcurl's public headers, `include/curl/curl.h` and `multi.h` of 7.88.1.
// An option's number is its type's base (0 for a long, 10000 for a pointer, 20000 for a function, 30000 for an offset)
// plus its own; an info's is its type's base (0x100000 text, 0x200000 long, 0x600000 offset) plus its own.
// The types of ours keep an option from being set with a value of another type, which C's variadic calls do not.

/// `CURLOPT_…` that take a long.
typedef enum __attribute__((enum_extensibility(closed))) ccproxy_curl_number_option : int {
    CCPROXY_CURLOPT_SSLVERSION = 32,
    CCPROXY_CURLOPT_NOBODY = 44,
    CCPROXY_CURLOPT_UPLOAD = 46,
    CCPROXY_CURLOPT_POST = 47,
    CCPROXY_CURLOPT_FRESH_CONNECT = 74,
    CCPROXY_CURLOPT_FORBID_REUSE = 75,
    CCPROXY_CURLOPT_HTTPGET = 80,
    CCPROXY_CURLOPT_HTTP_VERSION = 84,
    CCPROXY_CURLOPT_BUFFERSIZE = 98,
    CCPROXY_CURLOPT_NOSIGNAL = 99,
    CCPROXY_CURLOPT_CONNECTTIMEOUT_MS = 156,
    CCPROXY_CURLOPT_HTTP_CONTENT_DECODING = 158,
    CCPROXY_CURLOPT_PROTOCOLS = 181,
    CCPROXY_CURLOPT_TCP_KEEPALIVE = 213,
    CCPROXY_CURLOPT_HEADEROPT = 229,
    CCPROXY_CURLOPT_PATH_AS_IS = 234,
    CCPROXY_CURLOPT_SUPPRESS_CONNECT_HEADERS = 265,
} ccproxy_curl_number_option;

/// `CURLOPT_…` that take a `curl_off_t`.
typedef enum __attribute__((enum_extensibility(closed))) ccproxy_curl_size_option : int {
    CCPROXY_CURLOPT_INFILESIZE_LARGE = 30000 + 115,
    CCPROXY_CURLOPT_POSTFIELDSIZE_LARGE = 30000 + 120,
} ccproxy_curl_size_option;

/// `CURLOPT_…` that take a text, which the library copies.
typedef enum __attribute__((enum_extensibility(closed))) ccproxy_curl_text_option : int {
    CCPROXY_CURLOPT_URL = 10000 + 2,
    CCPROXY_CURLOPT_PROXY = 10000 + 4,
    CCPROXY_CURLOPT_CUSTOMREQUEST = 10000 + 36,
    CCPROXY_CURLOPT_CAINFO = 10000 + 65,
    CCPROXY_CURLOPT_CAPATH = 10000 + 97,
    CCPROXY_CURLOPT_NOPROXY = 10000 + 177,
    CCPROXY_CURLOPT_PROXY_CAINFO = 10000 + 246,
    CCPROXY_CURLOPT_PROXY_CAPATH = 10000 + 247,
} ccproxy_curl_text_option;

/// `CURLOPT_…` that take a pointer, which the library keeps.
typedef enum __attribute__((enum_extensibility(closed))) ccproxy_curl_pointer_option : int {
    CCPROXY_CURLOPT_WRITEDATA = 10000 + 1,
    CCPROXY_CURLOPT_READDATA = 10000 + 9,
    CCPROXY_CURLOPT_ERRORBUFFER = 10000 + 10,
    /// As many bytes as `CURLOPT_POSTFIELDSIZE_LARGE` says.
    CCPROXY_CURLOPT_POSTFIELDS = 10000 + 15,
    CCPROXY_CURLOPT_HTTPHEADER = 10000 + 23,
    CCPROXY_CURLOPT_HEADERDATA = 10000 + 29,
    CCPROXY_CURLOPT_SEEKDATA = 10000 + 168,
} ccproxy_curl_pointer_option;

/// `CURLOPT_…` that take a function which moves bytes.
typedef enum __attribute__((enum_extensibility(closed))) ccproxy_curl_data_option : int {
    CCPROXY_CURLOPT_WRITEFUNCTION = 20000 + 11,
    CCPROXY_CURLOPT_READFUNCTION = 20000 + 12,
    CCPROXY_CURLOPT_HEADERFUNCTION = 20000 + 79,
} ccproxy_curl_data_option;

/// `CURLINFO_…` that are a long.
typedef enum __attribute__((enum_extensibility(closed))) ccproxy_curl_number_info : int {
    /// The proxy's answer to `CONNECT`; 0 when none was asked.
    CCPROXY_CURLINFO_HTTP_CONNECTCODE = 0x200000 + 22,
    /// How many connections had to be made: 0 when one was reused.
    CCPROXY_CURLINFO_NUM_CONNECTS = 0x200000 + 26,
} ccproxy_curl_number_info;

/// `CURLINFO_…` that are a `curl_off_t`.
typedef enum __attribute__((enum_extensibility(closed))) ccproxy_curl_size_info : int {
    CCPROXY_CURLINFO_SIZE_UPLOAD_T = 0x600000 + 7,
} ccproxy_curl_size_info;

/// `CURLMOPT_…` that take a long.
typedef enum __attribute__((enum_extensibility(closed))) ccproxy_curl_multi_option : int {
    CCPROXY_CURLMOPT_PIPELINING = 3,
    CCPROXY_CURLMOPT_MAXCONNECTS = 6,
} ccproxy_curl_multi_option;

enum {
    /// `CURLOPT_HTTP_VERSION`: HTTP/2 where TLS negotiates it, else HTTP/1.1.
    CCPROXY_CURL_HTTP_VERSION_2TLS = 4,
    CCPROXY_CURL_HTTP_VERSION_1_1 = 2,
    CCPROXY_CURL_SSLVERSION_TLSv1_2 = 6,
    /// `CURLOPT_PROTOCOLS`: http and https.
    CCPROXY_CURL_PROTOCOLS_HTTP_HTTPS = 3,
    /// `CURLOPT_HEADEROPT`: our fields are not for proxies.
    CCPROXY_CURL_HEADER_SEPARATE = 1,
    /// `CURLMOPT_PIPELINING`: one transfer at a time on a connection.
    CCPROXY_CURL_PIPE_NOTHING = 0,

    /// What the function that is asked for bytes returns when it has none yet, or will never have any.
    CCPROXY_CURL_READ_PAUSE = 0x10000001,
    CCPROXY_CURL_READ_ABORT = 0x10000000,
    CCPROXY_CURL_SEEK_OK = 0,
    CCPROXY_CURL_SEEK_FAIL = 1,
    /// What the function that is given bytes returns when it has no room for them.
    CCPROXY_CURL_WRITE_PAUSE = 0x10000001,
    /// `curl_easy_pause`: the directions that are to wait; all others go on.
    CCPROXY_CURL_PAUSE_RECEIVING = 1 << 0,
    CCPROXY_CURL_PAUSE_SENDING = 1 << 2,

    /// What a socket is to be watched for.
    CCPROXY_CURL_POLL_IN = 1,
    CCPROXY_CURL_POLL_OUT = 2,
    CCPROXY_CURL_POLL_REMOVE = 4,
    /// What has happened to it.
    CCPROXY_CURL_READY_IN = 1,
    CCPROXY_CURL_READY_OUT = 2,
    CCPROXY_CURL_TIMEOUT = -1,

    /// Bits of `features`.
    CCPROXY_CURL_HAS_TLS = 1 << 2,
    CCPROXY_CURL_HAS_ASYNCHRONOUS_DNS = 1 << 7,
    CCPROXY_CURL_HAS_HTTP2 = 1 << 16,
    CCPROXY_CURL_HAS_HTTPS_PROXY = 1 << 21,

    /// How much room `CURLOPT_ERRORBUFFER` must have.
    CCPROXY_CURL_ERROR_SIZE = 256,
};

/// `CURLcode`: how a transfer has ended, as far as we tell the reasons apart.
enum {
    CCPROXY_CURLE_OK = 0,
    CCPROXY_CURLE_UNSUPPORTED_PROTOCOL = 1,
    CCPROXY_CURLE_URL_MALFORMAT = 3,
    CCPROXY_CURLE_NOT_BUILT_IN = 4,
    CCPROXY_CURLE_COULDNT_RESOLVE_PROXY = 5,
    CCPROXY_CURLE_COULDNT_RESOLVE_HOST = 6,
    CCPROXY_CURLE_COULDNT_CONNECT = 7,
    CCPROXY_CURLE_WEIRD_SERVER_REPLY = 8,
    CCPROXY_CURLE_HTTP2 = 16,
    CCPROXY_CURLE_PARTIAL_FILE = 18,
    CCPROXY_CURLE_WRITE_ERROR = 23,
    CCPROXY_CURLE_READ_ERROR = 26,
    CCPROXY_CURLE_OUT_OF_MEMORY = 27,
    CCPROXY_CURLE_OPERATION_TIMEDOUT = 28,
    CCPROXY_CURLE_SSL_CONNECT_ERROR = 35,
    CCPROXY_CURLE_ABORTED_BY_CALLBACK = 42,
    CCPROXY_CURLE_BAD_FUNCTION_ARGUMENT = 43,
    CCPROXY_CURLE_UNKNOWN_OPTION = 48,
    CCPROXY_CURLE_GOT_NOTHING = 52,
    CCPROXY_CURLE_SSL_ENGINE_NOTFOUND = 53,
    CCPROXY_CURLE_SSL_ENGINE_SETFAILED = 54,
    /// What 60 was before 7.62.
    CCPROXY_CURLE_SSL_PEER_CERTIFICATE = 51,
    CCPROXY_CURLE_SEND_ERROR = 55,
    CCPROXY_CURLE_RECV_ERROR = 56,
    CCPROXY_CURLE_SSL_CERTPROBLEM = 58,
    CCPROXY_CURLE_SSL_CIPHER = 59,
    CCPROXY_CURLE_PEER_FAILED_VERIFICATION = 60,
    CCPROXY_CURLE_SEND_FAIL_REWIND = 65,
    CCPROXY_CURLE_SSL_CACERT_BADFILE = 77,
    CCPROXY_CURLE_SSL_ISSUER_ERROR = 83,
    CCPROXY_CURLE_SSL_INVALIDCERTSTATUS = 91,
    CCPROXY_CURLE_HTTP2_STREAM = 92,
    CCPROXY_CURLE_PROXY = 97,
    /// Since 8.6, also for a head that is too large.
    CCPROXY_CURLE_TOO_LARGE = 100,
};
