#pragma once

// What `import Glibc` and `import Darwin` hide from Swift: functions behind feature macros, variadic calls, kernel
// headers. Nothing here decides anything; the decisions are PlatformSupport's.
// Functions that can fail return -1 and leave the reason in errno, as system calls do, unless they say otherwise.

#include "CPlatformCommon.h"
#include "CPlatformDarwin.h"
#include "CPlatformLinux.h"
#include "CPlatformSpawn.h"
#include "CPlatformSockets.h"
#include "CPlatformSocketDiagnostics.h"
