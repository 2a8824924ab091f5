/* The opaque text of feed cursors. Signed for one epoch and office, so that a cursor that was never issued, or belongs
 * to another epoch, is known for what it is. */
#pragma once

#include "authority/hy-authority-private.h"

G_BEGIN_DECLS

typedef enum
{
  HY_CURSOR_DOCUMENTS, /* bootstrap: documents beyond (a, b) = (place, n) */
  HY_CURSOR_OPEN,      /* bootstrap: open tickets beyond (pressing, n) */
  HY_CURSOR_REST,      /* bootstrap: the others, likewise */
  HY_CURSOR_FEED,      /* changes beyond seq, with their records beyond a: the last head that was reached */
  HY_N_CURSORS
} HyCursorPhase;

typedef struct
{
  HyCursorPhase phase;
  gint64 seq; /* of a bootstrap: where the feed goes on after it */
  /* After a bootstrap until the first head: tickets come with their whole timeline, for one that changed its place in
   * the order while the bootstrap ran may not have been in it. */
  gboolean whole;
  gint64 a;
  gint64 b;
} HyCursor;

/* Free it. */
char *hy_cursor_format (HyAuthority *self, const char *office, const HyCursor *cursor) G_GNUC_WARN_UNUSED_RESULT;
/* HY_AUTHORITY_ERROR_CURSOR for text that this epoch did not issue to @office. */
gboolean hy_cursor_parse (HyAuthority *self, const char *office, const char *text, HyCursor *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
