#include "CPlatformSocketDiagnostics.h"

#ifdef __APPLE__

#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/socket.h>
#include <sys/socketvar.h>
#include <sys/sysctl.h>
#include <netinet/in.h>
#include <netinet/in_systm.h>
#include <netinet/ip.h>
#include <netinet/in_pcb.h>
#include <netinet/tcp.h>
#include <netinet/tcp_fsm.h>
#include <netinet/tcp_timer.h>
#include <netinet/tcp_var.h>

static const char table[] = "net.inet.tcp.pcblist64";

/// The table of all TCP sockets, to be freed, and its length; NULL where it may not be read.
static char *read_table(size_t *length) {
    for (int attempt = 0; attempt < 8; attempt += 1) {
        size_t size = 0;
        if (sysctlbyname(table, NULL, &size, NULL, 0) != 0) {
            return NULL;
        }
        // With room for those that come meanwhile.
        size += size / 4 + 4096;
        char *bytes = malloc(size);
        if (!bytes) {
            return NULL;
        }
        if (sysctlbyname(table, bytes, &size, NULL, 0) == 0) {
            *length = size;
            return bytes;
        }
        free(bytes);
    }
    return NULL;
}

static void fill(struct ccproxy_listener *listener, const struct xinpcb64 *socket) {
    memset(listener, 0, sizeof *listener);
    listener->is_ipv6 = (socket->inp_vflag & INP_IPV6) != 0;
    listener->is_ipv6_only = listener->is_ipv6 && (socket->inp_vflag & INP_IPV4) == 0;
    if (listener->is_ipv6) {
        memcpy(listener->address, &socket->inp_dependladdr.inp6_local, 16);
    } else {
        memcpy(listener->address, &socket->inp_dependladdr.inp46_local.ia46_addr4, 4);
    }
    listener->port = ntohs(socket->inp_lport);
    listener->user = socket->xi_socket.so_uid;
    listener->socket = (uint64_t)socket->xi_socket.xso_so;
}

// The table begins with a struct xinpgen and ends with one; between them each record begins with its own length.
int ccproxy_listeners(struct ccproxy_listener *listeners, int capacity) {
    size_t length = 0;
    char *bytes = read_table(&length);
    if (!bytes) {
        return -1;
    }
    int count = 0;
    size_t offset = sizeof(struct xinpgen);
    while (offset + sizeof(uint32_t) <= length) {
        uint32_t size = 0;
        memcpy(&size, bytes + offset, sizeof size);
        if (size <= sizeof(struct xinpgen) || offset + size > length) {
            break;
        }
        struct xtcpcb64 record;
        if (size >= sizeof record) {
            memcpy(&record, bytes + offset, sizeof record);
            if (record.t_state == TCPS_LISTEN && (record.xt_inpcb.inp_vflag & (INP_IPV4 | INP_IPV6)) != 0) {
                if (count < capacity) {
                    fill(&listeners[count], &record.xt_inpcb);
                }
                count += 1;
            }
        }
        offset += size;
    }
    free(bytes);
    return count;
}

#endif
