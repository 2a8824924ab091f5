/* From one order of a list to another in the fewest, smallest steps. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* At @position of the new order, as far as it has been put in place, @removed rows of the old one
 * make room for @added new ones. */
typedef struct
{
  guint position;
  guint removed;
  guint added;
} HyTicketHunk;

/* A change of more hunks than this is told as one, from the first to the last difference. */
#define HY_TICKET_HUNKS_MAX 64

/**
 * hy_ticket_diff:
 * @before, @after: (element-type gint64): each without repetitions
 *
 * Returns: (element-type HyTicketHunk): in order, to be told from first to last
 */
GArray *hy_ticket_diff (const GArray *before, const GArray *after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
