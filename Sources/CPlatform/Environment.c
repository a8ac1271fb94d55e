#include "CPlatformCommon.h"

#ifdef __APPLE__
#include <crt_externs.h>

// Programs reach `environ` through this function, since a dynamic library may not name the symbol.
char **ccproxy_environment(void) { return *_NSGetEnviron(); }
#else
extern char **environ;

char **ccproxy_environment(void) { return environ; }
#endif
