/* Full text in two-character pieces, built behind the list; phones by keyed hash. What a search finds:
 * hy-search-set.h. */
#pragma once

#include "store/hy-replica.h"

G_BEGIN_DECLS

/* Indexes up to @max tickets that wait for it; @left (out): how many still do. In the caller's
 * write transaction. */
gboolean hy_search_index_some (HyReplica *replica, guint max, guint *left, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* For the pull: the citizen's JSON into the identity table with its phone hashes, or out of it
 * (NULL). */
gboolean hy_identity_put (HyReplica *replica,
                          gint64 ticket,
                          const char *citizen,
                          const char *phone,
                          const char *phone2,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *hy_identity_get (HyReplica *replica, gint64 ticket, GError **error);
/* Appends the nos (gint64) of the tickets with the phone @text, or whose phone ends in it when it
 * is four digits; highest first. Nothing for other text. */
gboolean hy_identity_find (HyReplica *replica, const char *text, GArray *nos, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Out of the index: before a ticket's text changes or goes. */
gboolean
hy_search_forget (HyReplica *replica, gint64 ticket, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
