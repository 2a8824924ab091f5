/* The tickets that hold a text, as a set that lists walk against. Within the store only. */
#pragma once

#include "store/hy-replica.h"

G_BEGIN_DECLS

typedef struct
{
  char *folded;      /* what is looked for; "": nothing holds it */
  GArray *sure;      /* of gint64, descending: hold it, or have that phone */
  GArray *maybe;     /* of gint64, descending: hold its pieces */
  gboolean complete; /* no other ticket holds it */
  GString *scratch;
} HySearchSet;

/**
 * hy_search_set_init:
 * @self: zeroed
 * @text: as a person typed it
 * @cap: stop asking the index after so many when all of them are sure to hold it (one or two
 * characters); 0: never
 *
 * A word of one or two characters may be in most tickets; what is left out then is found by looking
 * at the text.
 */
gboolean hy_search_set_init (HySearchSet *self,
                             HyReplica *replica,
                             const char *text,
                             guint cap,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_search_set_clear (HySearchSet *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HySearchSet, hy_search_set_clear)

/* How many may hold it, as far as the set knows. */
guint hy_search_set_size (const HySearchSet *self);
/* Whether ticket @no holds the text. Looks at the text only where the set does not know. */
gboolean hy_search_set_has (HySearchSet *self,
                            HyReplica *replica,
                            gint64 no,
                            gboolean *has,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
