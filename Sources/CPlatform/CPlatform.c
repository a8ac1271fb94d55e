#include "CPlatform.h"
typedef int ccproxy_platform_unit;
