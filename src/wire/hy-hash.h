/* SHA-256 in the forms that the protocol uses. Hex is lower case. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 64 hex digits. Free it. */
char *hy_sha256_hex (gconstpointer data, gsize len) G_GNUC_WARN_UNUSED_RESULT;
/* 64 lower-case hex digits. */
gboolean hy_sha256_is_valid (const char *hex);

/* One ticket's part of the scope digest: the first 8 bytes, big-endian, of SHA-256("id:version").
 * The digest is their sum modulo 2^64 (protocol.md, "digest"), which an unsigned addition is. */
guint64 hy_digest_of (const char *id, gint64 version);

#define HY_DIGEST_HEX_LEN 16
/* 16 hex digits into @out, which has room for 17 bytes. */
void hy_digest_format (guint64 sum, char *out);
gboolean hy_digest_parse (const char *text, guint64 *out) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
