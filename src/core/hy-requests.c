#include "core/hy-rules.h"

#include <string.h>

/* What an office asks of the district, and what ends the asking. */
typedef struct
{
  const char *kind;
  const char *mark;     /* the flag that says "pending", or NULL */
  gboolean until_reply; /* a reply withdraws it */
  const char *decisions[4];
} Request;

static const Request requests[] = {
  { "extension_request", "extension", TRUE, { "extension_granted", "extension_refused" } },
  { "return_request", NULL, FALSE, { "return_granted", "return_refused" } },
  { "coordination_request", NULL, FALSE, { "coordinated" } },
  { "suspend_request", "suspension", TRUE, { "suspension_granted", "suspension_refused" } },
  { "appeal", NULL, FALSE, { "appeal_decided" } },
};

static const Request *
find_request (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    if (strcmp (requests[i].kind, kind) == 0)
      return &requests[i];
  return NULL;
}

gboolean
hy_kind_is_request (const char *kind)
{
  return find_request (kind) != NULL;
}

static gboolean
ends (const HyRecord *later, const Request *request, const char *id)
{
  static const char *const takes_away[] = { "recalled", "merged", NULL };

  if (later->late)
    return FALSE;
  if (strcmp (later->kind, "request_withdraw") == 0)
    return g_strcmp0 (hy_body_string (later->body, "record"), id) == 0;
  return g_strv_contains (request->decisions, later->kind) || hy_record_is_dispatch (later)
         || g_strv_contains (takes_away, later->kind)
         || (request->until_reply && strcmp (later->kind, "reply") == 0);
}

gboolean
hy_request_is_decided (const HyCase *c, guint index)
{
  const HyRecord *record = g_ptr_array_index (c->timeline, index);
  const Request *request = find_request (record->kind);

  g_return_val_if_fail (request != NULL, TRUE);

  for (guint i = index + 1; i < c->timeline->len; i++)
    if (ends (g_ptr_array_index (c->timeline, i), request, record->id))
      return TRUE;
  return FALSE;
}

const HyRecord *
hy_case_pending (const HyCase *self, const char *kind)
{
  for (guint i = self->timeline->len; i > 0; i--)
    {
      const HyRecord *record = g_ptr_array_index (self->timeline, i - 1);

      if (strcmp (record->kind, kind) == 0 && !hy_request_is_decided (self, i - 1))
        return record;
    }
  return NULL;
}

GPtrArray *
hy_case_all_pending (const HyCase *self)
{
  GPtrArray *pending = g_ptr_array_new ();

  for (guint i = 0; i < self->timeline->len; i++)
    {
      HyRecord *record = g_ptr_array_index (self->timeline, i);

      if (hy_kind_is_request (record->kind) && !hy_request_is_decided (self, i))
        g_ptr_array_add (pending, record);
    }
  return pending;
}

void
hy_request_clear_mark (HyTicket *ticket, const char *request)
{
  const Request *found = find_request (request);

  if (found == NULL || found->mark == NULL)
    return;
  if (strcmp (found->mark, "extension") == 0 && ticket->extensions > 0)
    hy_ticket_set_flag (ticket, "extension", "granted");
  else
    hy_ticket_clear_flag (ticket, found->mark);
}
