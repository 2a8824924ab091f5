/* What of a ticket is searchable. Within the store only. */
#pragma once

#include "store/hy-replica.h"

G_BEGIN_DECLS

/**
 * hy_search_text_load:
 * @out: emptied, then the folded texts, each ended by '\n' (hy-bigram.h)
 *
 * Number, title, content, place and what people wrote in the timeline; of a stub number and title.
 * Beside title and place stand their initials (hy-initials.h).
 * Never a member of the citizen's, nor a number that was called. A ticket that is not there has no
 * text.
 */
gboolean hy_search_text_load (HyReplica *replica, gint64 no, GString *out, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
