/* Words for people in this layer: gettext of the program's own domain. Include last, in .c files
 * only. */
#pragma once

#include "hy-config.h"

#ifndef GETTEXT_PACKAGE
#define GETTEXT_PACKAGE HY_GETTEXT_DOMAIN
#endif
#include <glib/gi18n-lib.h>
