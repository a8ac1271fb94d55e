#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension SystemError {
    /// There is no such file, or one of the directories above it is missing or is not a directory.
    package var isNotFound: Bool { code == ENOENT || code == ENOTDIR }

    /// The user may not do that.
    package var isPermissionDenied: Bool { code == EACCES || code == EPERM }

    /// The file system may not be written to.
    package var isReadOnly: Bool { code == EROFS }

    /// Something of that name exists already.
    package var isAlreadyExisting: Bool { code == EEXIST || code == ENOTEMPTY }

    /// Nothing to do right now: a non-blocking call on something that is not ready, or a lock that is held.
    package var wouldBlock: Bool { code == EAGAIN || code == EWOULDBLOCK }

    /// A non-blocking connect that has been started and not yet decided.
    package var isInProgress: Bool { code == EINPROGRESS }

    /// A signal arrived before the call could do anything.
    package var isInterrupted: Bool { code == EINTR }

    /// No space is left: the disk, the user's quota or the process's file size limit is exhausted.
    package var isOutOfSpace: Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }

    /// The process or the system has no descriptor or no memory left; the same call may succeed later.
    package var isOutOfResources: Bool { code == EMFILE || code == ENFILE || code == ENOMEM || code == ENOBUFS }

    /// What the same call may get over without anybody's doing anything: the system is short of something right now, or
    /// a program's file is still being written.
    package var isPassing: Bool { isOutOfResources || isOutOfSpace || wouldBlock || code == ETXTBSY }

    /// There is no such process (any more).
    package var isNoSuchProcess: Bool { code == ESRCH }

    /// The file is no program: wrong format, wrong architecture, or its interpreter is missing.
    package var isNotExecutableFormat: Bool { code == ENOEXEC }

    /// Somebody listens there already.
    package var isAddressInUse: Bool { code == EADDRINUSE }

    /// Nobody listens there: refused, or a socket file whose listener is gone.
    package var isConnectionRefused: Bool { code == ECONNREFUSED }

    /// The other side has closed the connection.
    package var isDisconnected: Bool { code == EPIPE || code == ECONNRESET || code == ENOTCONN || code == ECONNABORTED }

    /// A deadline set on the descriptor, or the kernel's own, has passed.
    package var isTimedOut: Bool { code == ETIMEDOUT }

    /// This kernel or this file system cannot do that at all.
    package var isUnsupported: Bool { code == ENOSYS || code == EOPNOTSUPP || code == ENOTSUP }
}
