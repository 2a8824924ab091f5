#include "desk/hy-ticket-question.h"

#include "desk/hy-ticket-diff.h"
#include "store/hy-latest.h"
#include "store/hy-seen.h"

void
hy_ticket_question_copy (const HyListQuery *query, HyListQuery *out)
{
  HyListQuery copy = *query;

  copy.handler = g_strdup (query->handler);
  copy.channel = g_strdup (query->channel);
  copy.reader = g_strdup (query->reader);
  copy.search = g_strdup (query->search);
  g_free ((char *) out->handler);
  g_free ((char *) out->channel);
  g_free ((char *) out->reader);
  g_free ((char *) out->search);
  *out = copy;
}

HyTicketQuestion *
hy_ticket_question_new (const HyListQuery *query, guint generation)
{
  HyTicketQuestion *self = g_new0 (HyTicketQuestion, 1);

  self->generation = generation;
  hy_ticket_question_copy (query, &self->query);
  return self;
}

void
hy_ticket_question_free (gpointer question)
{
  HyTicketQuestion *self = question;

  hy_ticket_question_copy (&(HyListQuery){ 0 }, &self->query);
  g_clear_pointer (&self->before, g_array_unref);
  g_clear_pointer (&self->nos, g_array_unref);
  g_clear_pointer (&self->hunks, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

gboolean
hy_ticket_question_read_order (HyReplica *replica, gpointer question, GError **error)
{
  HyTicketQuestion *self = question;

  self->nos = hy_list_ids (replica, &self->query, error);
  if (self->nos == NULL)
    return FALSE;
  self->hunks = hy_ticket_diff (self->before, self->nos);
  return TRUE;
}

gboolean
hy_ticket_question_read_rows (HyReplica *replica, gpointer question, GError **error)
{
  HyTicketQuestion *self = question;
  const HyListQuery *query = &self->query;

  self->rows = hy_list_rows (replica, (const gint64 *) self->nos->data, self->nos->len, error);
  return self->rows != NULL
         && (query->reader == NULL || hy_seen_mark (replica, query->reader, self->rows, error))
         && (query->search == NULL || hy_latest_mark (replica, self->rows, error));
}
