/* The feed of an office: what GET /v1/changes, /v1/scope and /v1/tickets/ID stream, as NDJSON in runs. */
#pragma once

#include "authority/hy-devices.h"

G_BEGIN_DECLS

/* One page of changes, read run by run; holds no transaction between runs. */
typedef struct _HyFeed HyFeed;

/**
 * hy_feed_open:
 * @since: the cursor; "" is a bootstrap
 * @limit: lines after which the page ends with more:true
 *
 * HY_AUTHORITY_ERROR_CURSOR for one that this epoch never issued.
 */
HyFeed *hy_feed_open (HyAuthority *authority, const char *office, const char *since, guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The next lines, ending in a mark or in the end. @done is TRUE with the one that holds the end. */
GBytes *hy_feed_next (HyFeed *self, gboolean *done, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Nothing but an end would come: what a long poll waits upon. */
gboolean hy_feed_is_empty (HyFeed *self, GError **error);
/* Whether anything of @office's feed came after @head (hy_authority_head()); also when that cannot be known. */
gboolean hy_feed_has_news (HyAuthority *authority, const char *office, gint64 head);
void hy_feed_free (HyFeed *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyFeed, hy_feed_free)

/* {"id","version"} a line for every ticket in scope, then an end. */
GBytes *hy_feed_scope (HyAuthority *authority, const char *office, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One ticket, its records, an end. HY_AUTHORITY_ERROR_NOT_FOUND when it is not the office's. */
GBytes *hy_feed_ticket (HyAuthority *authority, const char *office, const char *ticket, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
