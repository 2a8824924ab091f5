/* What a person decided about a refused text, on its way through the writer's thread. */
#pragma once

#include <gtk/gtk.h>

#include "desk/hy-session.h"

G_BEGIN_DECLS

typedef struct
{
  GtkWidget *row; /* in which it was made; held */
  char *command, *kind, *why;
  char *signer; /* who sits here: it goes out in that name; NULL: nobody said */
  GVariant *body;
  char *ticket, *person, *draft; /* of what was typed over it */
  HyDiscard *discarded;          /* to be taken back for a moment */
  HyRefusal refusal;
  const char *words; /* of the toast */
} HyRefusedDecision;

/* Frees @decision, a #HyRefusedDecision. */
void hy_refused_decision_free (gpointer decision);

/* Each is run with a #HyRefusedDecision, in the writer's thread; what was typed over the text goes with it. */
gboolean hy_refused_amend (HyReplica *replica, gpointer decision, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_refused_keep (HyReplica *replica, gpointer decision, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_refused_discard (HyReplica *replica, gpointer decision, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
