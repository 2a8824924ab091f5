/* Whether a PIN is the one that a person's row has the hash of (protocol.md, "Rows"). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes tenths of a second and tens of megabytes, which is the point of it: not on the main thread.
 * @hash is of the form that hy_person_read_pin() takes. */
gboolean hy_pin_fits (const char *hash, const char *pin) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
