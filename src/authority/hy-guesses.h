/* Slowing down who guesses enrolment codes. Inside a write transaction; kept in the database, so that starting
 * the server again does not help the guesser. */
#pragma once

#include "authority/hy-authority-private.h"

G_BEGIN_DECLS

/* HY_AUTHORITY_ERROR_SLOW_DOWN, and @retry_after in seconds, while @peer has to wait. */
gboolean hy_guesses_allow (HyAuthority *self, const char *peer, int *retry_after, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A wrong code from @peer. */
gboolean hy_guesses_count (HyAuthority *self, const char *peer, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A right one. */
gboolean hy_guesses_forget (HyAuthority *self, const char *peer, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
