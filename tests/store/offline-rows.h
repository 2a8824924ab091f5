/* The table of test-offline.c: what stood here, what the district did meanwhile, and what must be
 * so after the pull. Its rows carry the names that evolution-data-server and gom gave to the same
 * situations; here rows only come down and commands only go up, so each name stands for what that
 * situation is with us. What they have no name for (held, refused, restored …) is named in their
 * manner. A ticket that begins here is no row: no kind of command makes one yet. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the office's own work on the ticket stands when the pull comes. */
typedef enum
{
  UNTOUCHED,
  DRAFT,         /* a form that was begun and not saved */
  TAKEN_BACK,    /* saved, and taken back into its draft at once */
  QUEUED,        /* saved without a line, never on the wire */
  SENDING,       /* on the wire; no round of ours pulls then, but the store holds for any order */
  CUT,           /* was on the wire; no answer came, and it waits again */
  APPLIED,       /* answered with version 4, which no pull has brought yet */
  REFUSED,       /* refused by the district, undecided */
  HELD,          /* held for want of another command */
  UNDELIVERABLE, /* answered 400 alone, undecided */
  N_LOCALS
} OfflineLocal;

/* What the district meanwhile did; the office had pulled version 3. */
typedef enum
{
  NOTHING,       /* the line is still down: no pull */
  RESYNC,        /* the pull brings what was sent, and nothing else */
  NEW_TICKET,    /* dispatched another one */
  CHANGED,       /* urged it */
  CHANGED_TWICE, /* urged it, then the citizen added something: it comes once */
  CLOSED,        /* another PC of the office replied */
  AWAY,          /* gave it to another office */
  AWAY_AND_BACK, /* and took it back: two pulls */
  AWAY_UNSEEN,   /* the same between two pulls: no leave is sent any more */
  EXPIRED,       /* the cursor had expired; the bootstrap does not bring the ticket */
  LOST,          /* restored to before the ticket: the new epoch's bootstrap does not bring it */
  RESTORED,      /* restored to version 3, before anything sent since */
  RESTORED_FAR,  /* restored to version 2, before the contact with the citizen */
  N_MEANWHILES
} OfflineMeanwhile;

typedef struct
{
  OfflineLocal local;
  OfflineMeanwhile meanwhile;
  const char *kind; /* of the office's work: reply, or progress, which goes up late */
  const char *name; /* as theirs */
  /* After the pull, NULL: cannot be. "scope state unsent N[ doubt] found|title | state code
   * overlay|- | draft|-": the ticket and whether a search finds it by all there was or by its title
   * alone, the command, and the draft. */
  const char *expected;
  const char *why;
  /* What then comes of what was on the wire or goes up again, NULL: nothing yet. "applied VERSION",
   * "late_note VERSION", "refused CODE", "held", or "409": not applied, the epoch is new. */
  const char *answer;
  const char *settled;
} OfflineRow;

extern const OfflineRow offline_replies[]; /* ends with a row without a name */
extern const OfflineRow offline_notes[];

G_END_DECLS
