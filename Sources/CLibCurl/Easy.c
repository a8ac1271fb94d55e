#include "Functions.h"

ccproxy_curl_easy *ccproxy_curl_easy_make(void) { return ccproxy_curl.easy_init(); }

void ccproxy_curl_easy_reset(ccproxy_curl_easy *easy) { ccproxy_curl.easy_reset(easy); }

void ccproxy_curl_easy_free(ccproxy_curl_easy *easy) { ccproxy_curl.easy_cleanup(easy); }

int ccproxy_curl_easy_pause(ccproxy_curl_easy *easy, int directions) { return ccproxy_curl.easy_pause(easy, directions); }

const char *ccproxy_curl_easy_reason(int code) { return ccproxy_curl.easy_strerror(code); }

int ccproxy_curl_set_number(ccproxy_curl_easy *easy, ccproxy_curl_number_option option, long value) {
    return ccproxy_curl.easy_setopt(easy, option, value);
}

int ccproxy_curl_set_size(ccproxy_curl_easy *easy, ccproxy_curl_size_option option, int64_t value) {
    return ccproxy_curl.easy_setopt(easy, option, value);
}

int ccproxy_curl_set_text(ccproxy_curl_easy *easy, ccproxy_curl_text_option option, const char *value) {
    return ccproxy_curl.easy_setopt(easy, option, value);
}

int ccproxy_curl_set_pointer(ccproxy_curl_easy *easy, ccproxy_curl_pointer_option option, const void *value) {
    return ccproxy_curl.easy_setopt(easy, option, value);
}

int ccproxy_curl_set_data_function(ccproxy_curl_easy *easy, ccproxy_curl_data_option option,
                                   ccproxy_curl_data_function function) {
    return ccproxy_curl.easy_setopt(easy, option, function);
}

int ccproxy_curl_set_seek_function(ccproxy_curl_easy *easy, ccproxy_curl_seek_function function) {
    static const int seek_function = 20000 + 167;
    return ccproxy_curl.easy_setopt(easy, seek_function, function);
}

int ccproxy_curl_set_socket_functions(ccproxy_curl_easy *easy, ccproxy_curl_open_function open_function,
                                      ccproxy_curl_close_function close_function, void *context) {
    static const int open_function_option = 20000 + 148;
    static const int open_context_option = 10000 + 149;
    static const int close_function_option = 20000 + 208;
    static const int close_context_option = 10000 + 209;
    int code = ccproxy_curl.easy_setopt(easy, open_function_option, open_function);
    if (!code) code = ccproxy_curl.easy_setopt(easy, open_context_option, context);
    if (!code) code = ccproxy_curl.easy_setopt(easy, close_function_option, close_function);
    if (!code) code = ccproxy_curl.easy_setopt(easy, close_context_option, context);
    return code;
}

long ccproxy_curl_number(ccproxy_curl_easy *easy, ccproxy_curl_number_info info) {
    long value = 0;
    return ccproxy_curl.easy_getinfo(easy, info, &value) == CCPROXY_CURLE_OK ? value : 0;
}

int64_t ccproxy_curl_size(ccproxy_curl_easy *easy, ccproxy_curl_size_info info) {
    int64_t value = 0;
    return ccproxy_curl.easy_getinfo(easy, info, &value) == CCPROXY_CURLE_OK ? value : 0;
}
