/* What each office is to be told, and the digest of what it has. Writing functions only inside a write
 * transaction of hy_authority_begin(). */
#pragma once

#include "authority/hy-authority-private.h"

G_BEGIN_DECLS

typedef enum
{
  HY_SCOPE_DOCUMENT = 0,
  HY_SCOPE_TICKET = 1
} HyScopeKind; /* feed.of */

/* The object @ref changed: it takes the next place in the office's feed. */
gboolean hy_scope_tell (HyAuthority *self,
                        const char *office,
                        HyScopeKind of,
                        gint64 ref,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The ticket @ref is new to the office: it is sent with its whole timeline. */
gboolean hy_scope_enter (HyAuthority *self, const char *office, gint64 ref, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* It went; @line is the leave line of the feed, without its end of line. */
gboolean hy_scope_leave (HyAuthority *self, const char *office, gint64 ref, const char *line, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the office has or once had the ticket @ref. */
gboolean hy_scope_knows (HyAuthority *self, const char *office, gint64 ref);

/* Adds @tickets and @sum (modulo 2^64) to the office's digest. */
gboolean hy_scope_count (HyAuthority *self, const char *office, int tickets, guint64 sum, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The digest; zeros for an office without tickets. */
gboolean hy_scope_digest (HyAuthority *self, const char *office, gint64 *tickets, guint64 *sum, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
