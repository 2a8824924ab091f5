/* The columns of a ticket that lists use, computed from its row and the commands folded over it. */
#pragma once

#include "store/hy-sums.h"

G_BEGIN_DECLS

/* What the table has of a ticket before a change. */
typedef struct
{
  gint64 no; /* 0: there is none */
  char scope[8];
  gint64 version;
  gint64 generation;
  gboolean indexed;
  HyTallyFacts facts; /* its strings are owned here */
} HyStored;

void hy_stored_clear (HyStored *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyStored, hy_stored_clear)

/* no is 0 when the ticket is unknown. */
gboolean hy_stored_read (HyReplica *replica, const char *id, HyStored *out, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* The columns that are the district's; for hy_effective_put(). Borrowed. */
typedef struct
{
  const char *scope;
  gint64 version;
  gint64 generation;
  const char *row; /* less its citizen; NULL of a local one */
} HyRowColumns;

/* How many commands wait, and whether one of them may be refused. */
typedef struct
{
  gint64 unsent;
  gboolean may_refuse;
} HyWaiting;

/**
 * hy_effective_put:
 * @stored: as it was; its no is set when the ticket is new
 * @row: (nullable): NULL leaves the district's columns (and the index) as they are
 *
 * Writes the columns of the case and moves the tallies. While sums are open; what is in the index must
 * have been taken out before when @row is given.
 */
gboolean hy_effective_put (HyReplica *replica,
                           HyStored *stored,
                           const HyCase *c,
                           const HyRowColumns *row,
                           const HyWaiting *waiting,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
