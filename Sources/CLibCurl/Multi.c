#include "Functions.h"

/// `CURLMSG_DONE`.
static const int done = 1;

ccproxy_curl_multi *ccproxy_curl_multi_make(void) { return ccproxy_curl.multi_init(); }

int ccproxy_curl_multi_free(ccproxy_curl_multi *multi) { return ccproxy_curl.multi_cleanup(multi); }

int ccproxy_curl_multi_add(ccproxy_curl_multi *multi, ccproxy_curl_easy *easy) {
    return ccproxy_curl.multi_add_handle(multi, easy);
}

int ccproxy_curl_multi_remove(ccproxy_curl_multi *multi, ccproxy_curl_easy *easy) {
    return ccproxy_curl.multi_remove_handle(multi, easy);
}

const char *ccproxy_curl_multi_reason(int code) { return ccproxy_curl.multi_strerror(code); }

int ccproxy_curl_multi_set_callbacks(ccproxy_curl_multi *multi, ccproxy_curl_socket_function socket_function,
                                     ccproxy_curl_timer_function timer_function, void *context) {
    static const int socket_function_option = 20000 + 1;
    static const int socket_context_option = 10000 + 2;
    static const int timer_function_option = 20000 + 4;
    static const int timer_context_option = 10000 + 5;
    int code = ccproxy_curl.multi_setopt(multi, socket_function_option, socket_function);
    if (!code) code = ccproxy_curl.multi_setopt(multi, socket_context_option, context);
    if (!code) code = ccproxy_curl.multi_setopt(multi, timer_function_option, timer_function);
    if (!code) code = ccproxy_curl.multi_setopt(multi, timer_context_option, context);
    return code;
}

int ccproxy_curl_multi_set_number(ccproxy_curl_multi *multi, ccproxy_curl_multi_option option, long value) {
    return ccproxy_curl.multi_setopt(multi, option, value);
}

int ccproxy_curl_multi_act(ccproxy_curl_multi *multi, int descriptor, int events) {
    int running = 0;
    return ccproxy_curl.multi_socket_action(multi, descriptor, events, &running);
}

ccproxy_curl_easy *ccproxy_curl_multi_next_done(ccproxy_curl_multi *multi, int *code) {
    int left = 0;
    for (curl_message *message; (message = ccproxy_curl.multi_info_read(multi, &left));) {
        if (message->kind != done) continue;
        *code = message->data.result;
        return message->easy;
    }
    return NULL;
}
