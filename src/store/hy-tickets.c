#include "store/hy-tickets-private.h"

#include "store/hy-search.h"
#include "store/hy-text.h"
#include "wire/hy-record-json.h"
#include "wire/hy-ticket-json.h"

#include <string.h>

static gboolean
set_not_found (const char *what, GError **error)
{
  g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_FOUND, _ ("there is no ticket %s here"),
               what);
  return FALSE;
}

char *
hy_tickets_find (HyReplica *replica, const char *id_or_number, GError **error)
{
  g_autoptr (GError) fault = NULL;
  char *id = NULL;
  gint64 same = 0;

  if (hy_sql_get_text (replica->sql, &id, &fault, "SELECT id FROM tickets WHERE id = ?1", "s",
                       id_or_number))
    return id;
  if (fault == NULL)
    hy_sql_get_text (
        replica->sql, &id, &fault,
        "SELECT id FROM tickets WHERE number = ?1 AND number <> '' ORDER BY scope = 'stub'", "s",
        id_or_number);
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  if (id == NULL)
    set_not_found (id_or_number, error);
  else if (hy_sql_get_int (replica->sql, &same, NULL,
                           "SELECT count(*) FROM tickets WHERE number = ?1 AND scope <> 'stub'",
                           "s", id_or_number)
           && same > 1)
    {
      g_clear_pointer (&id, g_free);
      g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_AMBIGUOUS,
                   _ ("several tickets have the number %s"), id_or_number);
    }
  return id;
}

GPtrArray *
hy_records_load (HyReplica *replica, gint64 no, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_record_free);
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql,
                        "SELECT row FROM records WHERE ticket = ?1 ORDER BY version, id", error);
  gboolean row = TRUE;

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "i", no);
  while (row)
    {
      HyRecord *record;

      if (!hy_sql_step (stmt, &row, error))
        return NULL;
      if (!row)
        break;
      record = hy_record_from_json (hy_sql_text (stmt, 0), -1, error);
      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }
  return g_steal_pointer (&records);
}

static HyTicket *
load_ticket (HyReplica *replica, const HyStored *stored, GError **error)
{
  g_autofree char *row = NULL;
  g_autofree char *citizen = NULL;
  g_autoptr (HyTicket) ticket = NULL;
  g_autoptr (GError) fault = NULL;

  hy_sql_get_text (replica->sql, &row, &fault, "SELECT row FROM tickets WHERE no = ?1", "i",
                   stored->no);
  if (fault == NULL)
    citizen = hy_identity_get (replica, stored->no, &fault);
  if (fault == NULL && row != NULL)
    ticket = hy_ticket_from_json (row, -1, &fault);
  if (ticket != NULL && citizen != NULL)
    {
      hy_citizen_clear (&ticket->citizen);
      if (!hy_citizen_from_json (citizen, -1, &ticket->citizen, &fault))
        g_clear_pointer (&ticket, hy_ticket_free);
    }
  /* The line's version is the one that counts; the row's own is only its word for it. */
  if (ticket != NULL)
    ticket->version = stored->version;
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));
  return g_steal_pointer (&ticket);
}

HyCase *
hy_tickets_base (
    HyReplica *replica, const char *id, const HyStored *stored, GPtrArray *overlay, GError **error)
{
  g_autoptr (GError) fault = NULL;
  gboolean local = stored->no == 0 || strcmp (stored->scope, "local") == 0;
  g_autoptr (HyTicket) ticket
      = local ? hy_overlay_new_ticket (overlay) : load_ticket (replica, stored, &fault);
  GPtrArray *records = NULL;
  const HyPolicy *policy;

  if (ticket != NULL && !local)
    records = hy_records_load (replica, stored->no, &fault);
  if (fault != NULL)
    {
      g_clear_pointer (&records, g_ptr_array_unref);
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  if (ticket == NULL)
    return NULL;
  policy = hy_replica_policy (replica, ticket->policy);
  if (local)
    {
      ticket->office = hy_replica_get_meta (replica, "office");
      ticket->state = HY_STATE_PENDING_SIGN;
    }
  return hy_case_new (g_steal_pointer (&ticket), records, policy, hy_replica_calendar (replica));
}

gboolean
hy_tickets_count_unsent (HyReplica *replica, const char *id, gint64 *unsent, GError **error)
{
  return hy_sql_get_int (replica->sql, unsent, error,
                         "SELECT count(*) FROM commands WHERE ticket = ?1 AND "
                         "state IN ('queued', 'sending', 'held')",
                         "s", id);
}

/* The citizen of a ticket registered here, as the district will send it back. */
static gboolean
put_local_identity (HyReplica *replica, gint64 no, const HyTicket *ticket, GError **error)
{
  g_autoptr (GString) citizen = g_string_new (NULL);

  hy_citizen_write (citizen, NULL, &ticket->citizen);
  return hy_identity_put (replica, no, citizen->str, ticket->citizen.phone, ticket->citizen.phone2,
                          error);
}

/* Nothing speaks for the ticket any more: its intake was refused and is decided in the outbox. */
static gboolean
forget_local (HyReplica *replica, HyStored *stored, GError **error)
{
  if (stored->no == 0)
    return TRUE;
  hy_sums_tally (replica, &stored->facts, -1);
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_TICKETS);
  return hy_search_forget (replica, stored->no, error)
         && hy_sql_run (replica->sql, NULL, error, "DELETE FROM tickets WHERE no = ?1", "i",
                        stored->no);
}

static gboolean
put_case (HyReplica *replica, HyStored *stored, HyCase *c, GPtrArray *overlay, GError **error)
{
  HyRowColumns local
      = { .scope = "local", .generation = hy_replica_get_meta_int (replica, "generation") };
  gboolean is_local = stored->no == 0 || strcmp (stored->scope, "local") == 0;
  HyWaiting waiting = { .may_refuse = hy_overlay_fold (replica, overlay, c) };

  if (!hy_tickets_count_unsent (replica, c->ticket->id, &waiting.unsent, error))
    return FALSE;
  if (is_local && stored->no != 0 && !hy_search_forget (replica, stored->no, error))
    return FALSE;
  if (!hy_effective_put (replica, stored, c, is_local ? &local : NULL, &waiting, error))
    return FALSE;
  if (is_local && !put_local_identity (replica, stored->no, c->ticket, error))
    return FALSE;
  return hy_overlay_note (replica, overlay, error);
}

static gboolean
refresh_stub (HyReplica *replica, const char *id, const HyStored *stored, GError **error)
{
  gint64 unsent = 0;

  return hy_tickets_count_unsent (replica, id, &unsent, error)
         && hy_sql_run (replica->sql, NULL, error, "UPDATE tickets SET unsent = ?2 WHERE no = ?1",
                        "ii", stored->no, unsent);
}

static gboolean
refresh (HyReplica *replica, const char *id, GError **error)
{
  g_auto (HyStored) stored = { 0 };
  g_autoptr (GPtrArray) overlay = NULL;
  g_autoptr (HyCase) c = NULL;
  g_autoptr (GError) fault = NULL;

  if (!hy_stored_read (replica, id, &stored, error))
    return FALSE;
  if (strcmp (stored.scope, "stub") == 0)
    return refresh_stub (replica, id, &stored, error);
  overlay = hy_overlay_load (replica, id, error);
  if (overlay == NULL)
    return FALSE;
  c = hy_tickets_base (replica, id, &stored, overlay, &fault);
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (c == NULL)
    return forget_local (replica, &stored, error);
  return put_case (replica, &stored, c, overlay, error);
}

gboolean
hy_tickets_refresh (HyReplica *replica, const char *id, GError **error)
{
  gboolean ok;

  hy_sums_begin (replica);
  ok = refresh (replica, id, error);
  return ok ? hy_sums_end (replica, error) : FALSE;
}

static GPtrArray *
running_ids (HyReplica *replica, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (replica->sql,
                                               "SELECT id FROM tickets WHERE scope <> 'stub' AND "
                                               "state NOT IN ('closed', 'archived', 'left')",
                                               error);
  gboolean row = TRUE;

  if (stmt == NULL)
    return NULL;
  while (row)
    {
      if (!hy_sql_step (stmt, &row, error))
        return NULL;
      if (row)
        g_ptr_array_add (ids, g_strdup (hy_sql_text (stmt, 0)));
    }
  return g_steal_pointer (&ids);
}

gboolean
hy_tickets_refresh_all (HyReplica *replica, GError **error)
{
  g_autoptr (GPtrArray) ids = running_ids (replica, error);

  if (ids == NULL)
    return FALSE;
  hy_sums_begin (replica);
  for (guint i = 0; i < ids->len; i++)
    if (!refresh (replica, g_ptr_array_index (ids, i), error))
      return FALSE;
  return hy_sums_end (replica, error);
}

void
hy_ticket_view_free (HyTicketView *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->view, hy_case_free);
  g_clear_pointer (&self->unsent_ids, g_ptr_array_unref);
  g_free (self->scope);
  g_free (self->leave_why);
  g_free (self->leave_to);
  g_free (self->leave_note);
  g_free (self);
}

static gboolean
view_fold (
    HyReplica *replica, const char *id, const HyStored *stored, HyTicketView *view, GError **error)
{
  g_autoptr (GPtrArray) overlay = hy_overlay_load (replica, id, error);
  g_autoptr (GError) fault = NULL;

  if (overlay == NULL)
    return FALSE;
  view->view = hy_tickets_base (replica, id, stored, overlay, &fault);
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (view->view == NULL)
    return set_not_found (id, error);
  view->may_refuse = hy_overlay_fold (replica, overlay, view->view);
  for (guint i = 0; i < overlay->len; i++)
    {
      const HyOverlaid *one = g_ptr_array_index (overlay, i);

      if (!one->folded)
        continue;
      view->unsent++;
      g_ptr_array_add (view->unsent_ids, g_strdup (one->command->id));
    }
  return TRUE;
}

HyTicketView *
hy_tickets_load (HyReplica *replica, const char *id, GError **error)
{
  g_auto (HyStored) stored = { 0 };
  g_autoptr (HyTicketView) view = g_new0 (HyTicketView, 1);

  view->unsent_ids = g_ptr_array_new_with_free_func (g_free);
  if (!hy_stored_read (replica, id, &stored, error))
    return NULL;
  if (stored.no == 0)
    {
      set_not_found (id, error);
      return NULL;
    }
  view->scope = g_strdup (stored.scope);
  if (strcmp (stored.scope, "stub") == 0)
    view->view = hy_stub_load (replica, id, view, error);
  else if (!view_fold (replica, id, &stored, view, error))
    return NULL;
  return view->view != NULL ? g_steal_pointer (&view) : NULL;
}
