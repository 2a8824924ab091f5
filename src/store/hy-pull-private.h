/* The parts of a pull: what a run holds, and how each part of it is stored. */
#pragma once

#include "store/hy-pull.h"
#include "store/hy-tickets-private.h"
#include "wire/hy-feed-line.h"

G_BEGIN_DECLS

typedef enum
{
  HY_PULL_TICKET,
  HY_PULL_RECORD,
  HY_PULL_LEAVE,
  HY_PULL_DOCUMENT,
  HY_PULL_ASIDE
} HyPullItemType;

/* One line of the feed, understood (or found not to be). */
typedef struct
{
  HyPullItemType type;
  char *id;
  gint64 version;
  char *row;        /* as it is kept: of a ticket less its citizen; NULL of a removed document */
  HyTicket *ticket; /* of a ticket */
  char *citizen;
  guint64 share;      /* of the digest */
  GPtrArray *records; /* of HyPullItem*: those of this ticket that follow it in the run, in order of
                         arrival */
  HyRecord *record;   /* of a record */
  char *why, *to, *note; /* of a leave; why of a row kept aside */
  const char *kind;      /* of a document or a row kept aside: the word of the feed */
  char *ticket_id;       /* of a record kept aside */
  gboolean is_rule;      /* a policy or calendar */
} HyPullItem;

void hy_pull_item_free (HyPullItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyPullItem, hy_pull_item_free)

/* NULL for a line of no interest. @text is the whole line: what @line was parsed from. */
HyPullItem *hy_pull_item_new (const HyFeedLine *line, const char *text, gsize length);

struct _HyPullRun
{
  GPtrArray *items;    /* of HyPullItem* */
  GHashTable *tickets; /* id -> HyPullItem that takes the records that follow */
  GHashTable *records; /* id -> HyPullItem, of the records of those */
  guint rows;
  guint aside;
  gboolean complete; /* a mark or an end came */
  gboolean is_end;
  HyFeedLine last; /* that mark or end */
};

/* What the storing of one run keeps in mind. */
typedef struct
{
  HyReplica *replica;
  gint64 generation;
  GHashTable *overlaid;      /* ids of tickets with commands folded over them */
  GHashTable *aside;         /* "kind id" of the rows kept aside */
  GHashTable *aside_tickets; /* id -> gint64 version of tickets kept aside */
  GHashTable *waiting;       /* ids of tickets for which records are kept aside */
  GHashTable *given_up;      /* ids of commands that are refused or undeliverable */
  GHashTable *touched;       /* ids of tickets to be computed anew from the tables */
  gboolean rules_changed;
} HyPull;

gboolean hy_pull_init (HyPull *self, HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_pull_clear (HyPull *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyPull, hy_pull_clear)

/* All items of a run, and what follows from them. While sums are open. */
gboolean
hy_pull_store_items (HyPull *self, GPtrArray *items, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean
hy_pull_store_ticket (HyPull *self, HyPullItem *item, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* After all items, of one that is still here: whether its timeline is whole, and what is shown by its
 * row now. */
gboolean
hy_pull_close_ticket (HyPull *self, HyPullItem *item, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE in @known when the ticket is not here: nothing was stored. */
gboolean hy_pull_store_record (HyPull *self, HyPullItem *item, gboolean *known, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean
hy_pull_store_document (HyPull *self, HyPullItem *item, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Rows kept aside (hy-aside.c). */
gboolean
hy_aside_put (HyPull *self, const HyPullItem *item, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A good row of @kind and @id came, or its ticket left: what was kept aside goes. */
gboolean hy_aside_drop (HyPull *self, const char *kind, const char *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* The same for a ticket and all its records. */
gboolean
hy_aside_drop_ticket (HyPull *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Records that waited for the ticket @id, which came. */
gboolean hy_aside_admit (HyPull *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* At the first end with more:false of a bootstrap: what it did not bring has left (protocol.md, GET
 * /v1/changes). */
gboolean hy_bootstrap_finish (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
