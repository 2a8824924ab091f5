/* What can still be read of JSON text that is broken: a piece of it, or one in which bytes have turned. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words in @text, a line each: its strings, escapes resolved, without the names of members or the piece of one at the end, and what stands
 * outside of strings though no JSON does. So nothing that somebody wrote is hidden where a quote has turned, or is lost.
 * @text is valid UTF-8. Free it. */
char *hy_json_remains (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
