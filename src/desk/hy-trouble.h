/* What stands in the way of keeping or sending, the worst first, in plain words with a way out
 * (screens.md, 2.2 and 2.7). Being offline is none: that is a calm state. */
#pragma once

#include "store/hy-status.h"

G_BEGIN_DECLS

typedef enum
{
  HY_TROUBLE_NONE,
  HY_TROUBLE_FULL,      /* the disk is full */
  HY_TROUBLE_READ_ONLY, /* it does not take what is written */
  HY_TROUBLE_BROKEN,    /* the replica cannot be used otherwise */
  HY_TROUBLE_RESCUED,   /* it was damaged; what was done */
  HY_TROUBLE_COPIED,    /* another PC has the same replica */
  HY_TROUBLE_DISABLED,  /* the district takes nothing from this PC any more */
  HY_TROUBLE_UNKNOWN,   /* it has no such PC */
  HY_TROUBLE_CERTIFICATE,
  HY_TROUBLE_TOO_OLD,
  HY_TROUBLE_CLOCK, /* so wrong that nothing is sent */
  HY_TROUBLE_PORTAL,
  HY_TROUBLE_CLOCK_OFF /* more than ten minutes */
} HyTrouble;

/* @broken: (nullable): why the replica cannot be read or written. Pure. */
HyTrouble hy_trouble_find (const GError *broken, const HyStatus *status);

/* Of these, what the last round met: why nothing is sent, though the line is up. */
HyTrouble hy_trouble_of_round (const HyStatus *status);

/* It answers, only not now: no trouble, and nobody need look for a fault of the line. */
gboolean hy_trouble_is_busy (const HyStatus *status);

/* Whether nothing new can be kept meanwhile, rather than only not sent. */
gboolean hy_trouble_is_severe (HyTrouble trouble);

/* What it is; free it. */
char *hy_trouble_words (HyTrouble trouble, const GError *broken, const HyStatus *status);
/* Why something was not kept or read, to show where it was asked for: the same words where there are some, else the
 * error's own. Belongs to @error. */
const char *hy_trouble_error_words (const GError *error);
/* What to do, where that takes more than a button; free it. NULL: hy_trouble_action() does it.
 * @dir: the replica's folder. */
char *hy_trouble_advice (HyTrouble trouble, const char *dir);
/* The window's action that is the way out, and its button; NULL. Static. */
const char *hy_trouble_action (HyTrouble trouble, const char **label);

G_END_DECLS
