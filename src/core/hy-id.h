/* Ids that a program mints. */
#pragma once

#include "core/hy-time.h"

G_BEGIN_DECLS

/* Ids on the wire are strings of 1 to this many bytes (protocol.md, "Transport"). */
#define HY_ID_MAX 64

/* A fresh UUID version 7 (RFC 9562) of the instant @now, lower case. Free it. */
char *hy_id_new (HyTime now) G_GNUC_WARN_UNUSED_RESULT;

/* 1..64 bytes of valid UTF-8 without control characters. */
gboolean hy_id_is_valid (const char *id);

G_END_DECLS
