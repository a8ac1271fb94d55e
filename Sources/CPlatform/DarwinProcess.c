#include "CPlatformDarwin.h"

#ifdef __APPLE__

#include <errno.h>
#include <fcntl.h>
#include <libproc.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/proc.h>
#include <sys/proc_info.h>
#include <sys/sysctl.h>
#include <sys/wait.h>
#include <unistd.h>

int ccproxy_process(int pid, struct ccproxy_process *process) {
    int name[] = {CTL_KERN, KERN_PROC, KERN_PROC_PID, pid};
    struct kinfo_proc info;
    size_t size = sizeof info;
    if (sysctl(name, 4, &info, &size, NULL, 0) != 0) {
        return -1;
    }
    if (size < sizeof info || info.kp_proc.p_pid != pid) {
        errno = ESRCH;
        return -1;
    }
    memset(process, 0, sizeof *process);
    process->parent = info.kp_eproc.e_ppid;
    process->group = info.kp_eproc.e_pgid;
    process->session = getsid(pid);
    process->user = info.kp_eproc.e_ucred.cr_uid;
    process->start = (uint64_t)info.kp_proc.p_starttime.tv_sec * 1000000u + (uint64_t)info.kp_proc.p_starttime.tv_usec;
    process->is_zombie = info.kp_proc.p_stat == SZOMB;
    process->is_stopped = info.kp_proc.p_stat == SSTOP;
    strlcpy(process->name, info.kp_proc.p_comm, sizeof process->name);
    return 0;
}

int ccproxy_process_path(int pid, char *path, size_t size) {
    return proc_pidpath(pid, path, (uint32_t)size) > 0 ? 0 : -1;
}

// The kernel gives the number of arguments, the path of the program, zeros up to a boundary, and then the arguments.
long ccproxy_process_arguments(int pid, char *arguments, size_t size) {
    int name[] = {CTL_KERN, KERN_PROCARGS2, pid};
    size_t length = 0;
    if (sysctl(name, 3, NULL, &length, NULL, 0) != 0 || length <= sizeof(int)) {
        return -1;
    }
    char *whole = malloc(length);
    if (!whole || sysctl(name, 3, whole, &length, NULL, 0) != 0 || length <= sizeof(int)) {
        free(whole);
        return -1;
    }
    int count = 0;
    memcpy(&count, whole, sizeof count);
    size_t start = sizeof count;
    while (start < length && whole[start] != 0) start += 1;
    while (start < length && whole[start] == 0) start += 1;
    size_t end = start;
    for (int argument = 0; argument < count && end < length; argument += 1) {
        while (end < length && whole[end] != 0) end += 1;
        end += 1;
    }
    if (end > length) end = length;
    size_t taken = end - start < size ? end - start : size;
    memcpy(arguments, whole + start, taken);
    free(whole);
    return (long)taken;
}

int ccproxy_processes(int *pids, int capacity) {
    int count = proc_listallpids(pids, capacity * (int)sizeof *pids);
    return count < 0 ? 0 : count;
}

/// The descriptors of a process, to be freed, and how many; NULL when it may not be looked into.
static struct proc_fdinfo *open_descriptors(int pid, int *count) {
    int size = proc_pidinfo(pid, PROC_PIDLISTFDS, 0, NULL, 0);
    if (size <= 0) {
        return NULL;
    }
    // With room for those that it opens meanwhile.
    size += 16 * (int)sizeof(struct proc_fdinfo);
    struct proc_fdinfo *descriptors = malloc((size_t)size);
    if (!descriptors) {
        return NULL;
    }
    size = proc_pidinfo(pid, PROC_PIDLISTFDS, 0, descriptors, size);
    *count = size <= 0 ? 0 : size / (int)sizeof *descriptors;
    return descriptors;
}

int ccproxy_process_has_file(int pid, uint32_t device, uint64_t inode) {
    int count = 0;
    int found = 0;
    struct proc_fdinfo *descriptors = open_descriptors(pid, &count);
    for (int index = 0; descriptors && index < count && !found; index += 1) {
        struct vnode_fdinfo info;
        if (descriptors[index].proc_fdtype != PROX_FDTYPE_VNODE ||
            proc_pidfdinfo(pid, descriptors[index].proc_fd, PROC_PIDFDVNODEINFO, &info, sizeof info) !=
                (int)sizeof info) {
            continue;
        }
        // Whoever merely reads it, as a backup does, has it open without FWRITE.
        found = (info.pfi.fi_openflags & FWRITE) != 0 && info.pvi.vi_stat.vst_ino == inode &&
            info.pvi.vi_stat.vst_dev == device;
    }
    free(descriptors);
    return found;
}

static int listens(const struct socket_info *socket, uint16_t port, const uint8_t *address, size_t address_size) {
    if (socket->soi_kind != SOCKINFO_TCP || socket->soi_proto.pri_tcp.tcpsi_state != TSI_S_LISTEN) {
        return 0;
    }
    const struct in_sockinfo *local = &socket->soi_proto.pri_tcp.tcpsi_ini;
    if (ntohs((uint16_t)local->insi_lport) != port) {
        return 0;
    }
    // A socket for both families has both flags, and its address where one for IPv6 has it.
    if (local->insi_vflag & INI_IPV6) {
        return address_size == 16 && memcmp(&local->insi_laddr.ina_6, address, 16) == 0;
    }
    return address_size == 4 && memcmp(&local->insi_laddr.ina_46.i46a_addr4, address, 4) == 0;
}

int ccproxy_process_listens(int pid, uint16_t port, const uint8_t *address, size_t address_size) {
    int count = 0;
    int found = 0;
    struct proc_fdinfo *descriptors = open_descriptors(pid, &count);
    for (int index = 0; descriptors && index < count && !found; index += 1) {
        struct socket_fdinfo info;
        if (descriptors[index].proc_fdtype != PROX_FDTYPE_SOCKET ||
            proc_pidfdinfo(pid, descriptors[index].proc_fd, PROC_PIDFDSOCKETINFO, &info, sizeof info) !=
                (int)sizeof info) {
            continue;
        }
        found = listens(&info.psi, port, address, address_size);
    }
    free(descriptors);
    return found;
}

int ccproxy_child_end(int pid, int reap, struct ccproxy_child_end *end) {
    siginfo_t info;
    memset(&info, 0, sizeof info);
    memset(end, 0, sizeof *end);
    if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | (reap ? 0 : WNOWAIT)) != 0) {
        return -1;
    }
    end->has_ended = info.si_pid != 0;
    end->was_signalled = info.si_code != CLD_EXITED;
    end->status = info.si_status;
    return 0;
}

#endif
