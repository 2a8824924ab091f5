#include "desk/hy-refused-decision.h"

#include "store/hy-drafts.h"
#include "store/hy-outbox.h"

void
hy_refused_decision_free (gpointer data)
{
  HyRefusedDecision *self = data;

  g_object_unref (self->row);
  g_free (self->command);
  g_free (self->kind);
  g_free (self->why);
  g_free (self->signer);
  g_clear_pointer (&self->body, g_variant_unref);
  g_free (self->ticket);
  g_free (self->person);
  g_free (self->draft);
  hy_discard_free (self->discarded);
  hy_refusal_clear (&self->refusal);
  g_free (self);
}

/* What is decided holds what was typed over it. */
static gboolean
forget (HyReplica *replica, const HyRefusedDecision *self, GError **error)
{
  return hy_drafts_delete (replica, self->ticket, self->person, self->draft, error);
}

gboolean
hy_refused_amend (HyReplica *replica, gpointer data, GError **error)
{
  HyRefusedDecision *self = data;
  g_autofree char *id = NULL;

  return forget (replica, self, error)
         && hy_outbox_amend (replica, self->command, self->signer, self->body, &id, &self->refusal, error);
}

gboolean
hy_refused_keep (HyReplica *replica, gpointer data, GError **error)
{
  HyRefusedDecision *self = data;
  g_autofree char *id = NULL;

  return forget (replica, self, error)
         && hy_outbox_keep_as_note (replica, self->command, self->signer, self->body, &id, &self->refusal,
                                    error);
}

gboolean
hy_refused_discard (HyReplica *replica, gpointer data, GError **error)
{
  HyRefusedDecision *self = data;

  self->discarded = hy_discard_make (replica, self->command, self->why, self->ticket,
                                     self->person, self->draft, error);
  return self->discarded != NULL;
}
