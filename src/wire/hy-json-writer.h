/* Writing JSON text into a GString, one member or element after the other; commas come by
 * themselves.
 *
 * @name is the member's name, NULL inside an array or for a value on its own. Names are the
 * program's own words and are written as they are. Strings are raw UTF-8 with the fewest escapes; a
 * byte that is no UTF-8 becomes U+FFFD. For lines of NDJSON end each with g_string_append_c (out,
 * '\n'). */
#pragma once

#include "core/hy-time.h"

G_BEGIN_DECLS

void hy_json_begin_object (GString *out, const char *name);
void hy_json_end_object (GString *out);
void hy_json_begin_array (GString *out, const char *name);
void hy_json_end_array (GString *out);

/* NULL is null. */
void hy_json_put_string (GString *out, const char *name, const char *value);
void hy_json_put_int (GString *out, const char *name, gint64 value);
/* The shortest text that reads back as the same number; null when it is not finite. */
void hy_json_put_double (GString *out, const char *name, double value);
void hy_json_put_bool (GString *out, const char *name, gboolean value);
void hy_json_put_null (GString *out, const char *name);
/* RFC 3339 at +08:00; null for none. */
void hy_json_put_time (GString *out, const char *name, HyTime value);
/* NULL is an empty array. */
void hy_json_put_strv (GString *out, const char *name, const char *const *value);
/* JSON text as it is, @len -1 when it ends in NUL; NULL is null. */
void hy_json_put_raw (GString *out, const char *name, const char *text, gssize len);
/* Members as they stand, without braces (HyTicket.extra); NULL writes nothing. */
void hy_json_put_members (GString *out, const char *members);

/* @text in quotes, escaped; no comma, no name. */
void hy_json_append_quoted (GString *out, const char *text, gsize len);

G_END_DECLS
