#include "core/hy-plant.h"
#include "store/hy-outbox.h"
#include "store/hy-search.h"
#include "store/hy-tickets-private.h"
#include "wire/hy-json-fields.h"
#include "wire/hy-json-writer.h"

#include <string.h>

/* The words of a stub as kept in its row: no member says who the citizen is. */
typedef struct
{
  char *number, *title, *kind, *channel;
  HyJsonValue acts; /* [{"id","kind","at","person","name","version"}] */
  char *why, *to, *note;
} Stub;

static const HyJsonField stub_fields[] = {
  { "number", G_STRUCT_OFFSET (Stub, number), hy_json_read_string, FALSE },
  { "title", G_STRUCT_OFFSET (Stub, title), hy_json_read_string, FALSE },
  { "kind", G_STRUCT_OFFSET (Stub, kind), hy_json_read_string, FALSE },
  { "channel", G_STRUCT_OFFSET (Stub, channel), hy_json_read_string, FALSE },
  { "acts", G_STRUCT_OFFSET (Stub, acts), hy_json_read_array, FALSE },
  { "why", G_STRUCT_OFFSET (Stub, why), hy_json_read_string, FALSE },
  { "to", G_STRUCT_OFFSET (Stub, to), hy_json_read_string, FALSE },
  { "note", G_STRUCT_OFFSET (Stub, note), hy_json_read_string, FALSE },
};

static void
stub_clear (Stub *self)
{
  g_free (self->number);
  g_free (self->title);
  g_free (self->kind);
  g_free (self->channel);
  g_free (self->why);
  g_free (self->to);
  g_free (self->note);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stub, stub_clear)

static gboolean
stub_read (const char *row, const char *id, Stub *out, GError **error)
{
  HyJsonFault fault;

  if (hy_json_read_fields (hy_json_value (row, strlen (row)), stub_fields,
                           G_N_ELEMENTS (stub_fields), out, NULL, &fault))
    return TRUE;
  return hy_json_set_fault (error, "stub", id, &fault);
}

static void
write_act (GString *out, const HyRecord *record)
{
  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "id", record->id);
  hy_json_put_string (out, "kind", record->kind);
  hy_json_put_time (out, "at", record->made_at);
  hy_json_put_string (out, "person", record->by_person);
  hy_json_put_string (out, "name", record->by_name);
  hy_json_put_int (out, "version", record->version);
  hy_json_end_object (out);
}

/* What this office did, without what it wrote. */
static char *
acts_of (HyReplica *replica, gint64 no, GError **error)
{
  g_autoptr (GPtrArray) records = hy_records_load (replica, no, error);
  g_autofree char *office = NULL;
  GString *out;

  if (records == NULL)
    return NULL;
  office = hy_replica_get_meta (replica, "office");
  out = g_string_new (NULL);
  hy_json_begin_array (out, NULL);
  for (guint i = 0; i < records->len; i++)
    {
      const HyRecord *record = g_ptr_array_index (records, i);

      if (record->by_office != NULL && (office == NULL || strcmp (record->by_office, office) == 0))
        write_act (out, record);
    }
  hy_json_end_array (out);
  return g_string_free (out, FALSE);
}

static char *
stub_write (const Stub *stub, const char *why, const char *to, const char *note)
{
  GString *out = g_string_new (NULL);

  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "number", stub->number);
  hy_json_put_string (out, "title", stub->title);
  hy_json_put_string (out, "kind", stub->kind);
  hy_json_put_string (out, "channel", stub->channel);
  hy_json_put_raw (out, "acts", stub->acts.text, (gssize) stub->acts.len);
  hy_json_put_string (out, "why", why);
  hy_json_put_string (out, "to", to);
  hy_json_put_string (out, "note", note);
  hy_json_end_object (out);
  return g_string_free (out, FALSE);
}

static gboolean
read_columns (HyReplica *replica, gint64 no, Stub *out, GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql,
                        "SELECT number, title, kind, channel FROM tickets WHERE no = ?1", error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "i", no);
  if (!hy_sql_step (stmt, &row, error))
    return FALSE;
  if (row)
    {
      out->number = g_strdup (hy_sql_text (stmt, 0));
      out->title = g_strdup (hy_sql_text (stmt, 1));
      out->kind = g_strdup (hy_sql_text (stmt, 2));
      out->channel = g_strdup (hy_sql_text (stmt, 3));
    }
  return TRUE;
}

/* A leave that tells more about a ticket that is a stub already. */
static gboolean
restate (HyReplica *replica,
         const char *id,
         const HyStored *stored,
         const char *why,
         const char *to,
         const char *note,
         GError **error)
{
  g_autofree char *row = NULL;
  g_autofree char *words = NULL;
  g_auto (Stub) stub = { 0 };

  if (!hy_sql_get_text (replica->sql, &row, error, "SELECT row FROM tickets WHERE no = ?1", "i",
                        stored->no)
      || !stub_read (row, id, &stub, error))
    return FALSE;
  words = stub_write (&stub, why, to, note);
  return hy_sql_run (replica->sql, NULL, error, "UPDATE tickets SET row = ?2 WHERE no = ?1", "is",
                     stored->no, words);
}

static gboolean
forget_person (HyReplica *replica, gint64 no, GError **error)
{
  replica->forgot = TRUE;
  return hy_search_forget (replica, no, error)
         && (HY_PLANT ("citizen-kept")
             || hy_identity_put (replica, no, NULL, NULL, NULL, error))
         && hy_sql_run (replica->sql, NULL, error, "DELETE FROM records WHERE ticket = ?1", "i",
                        no);
}

static gboolean
shrink (HyReplica *replica, HyStored *stored, const char *words, gint64 unsent, GError **error)
{
  hy_sums_tally (replica, &stored->facts, -1);
  return hy_sql_run (
      replica->sql, NULL, error,
      "UPDATE tickets SET scope = 'stub', row = ?2, policy = NULL, category = NULL, place = NULL, "
      "state = 'left', handler = NULL, flags = '', to_contact = 0, rework = 0, clock = NULL, "
      "due = NULL, yellow_at = NULL, red_at = NULL, framed_at = NULL, rest = 'none', "
      "due_sign = NULL, due_contact = NULL, due_result = NULL, waiting_for = NULL, "
      "waiting_by = NULL, promise = NULL, promise_at = NULL, unsent = ?3, may_refuse = 0, "
      "sort_due = ?4 - coalesce (received_at, 0), indexed = 0 WHERE no = ?1",
      "isii", stored->no, words, unsent, G_MAXINT64);
}

static gboolean
make_stub (HyReplica *replica,
           const char *id,
           HyStored *stored,
           const char *why,
           const char *to,
           const char *note,
           GError **error)
{
  g_autofree char *acts = acts_of (replica, stored->no, error);
  g_autofree char *words = NULL;
  g_auto (Stub) stub = { 0 };
  gint64 unsent = 0;

  if (acts == NULL || !read_columns (replica, stored->no, &stub, error))
    return FALSE;
  stub.acts = hy_json_value (acts, strlen (acts));
  words = stub_write (&stub, why, to, note);
  return forget_person (replica, stored->no, error) && hy_outbox_ticket_left (replica, id, error)
         && hy_overlay_confirm (replica, id, -1, error)
         && hy_tickets_count_unsent (replica, id, &unsent, error)
         && shrink (replica, stored, words, unsent, error);
}

static gboolean
leave (HyReplica *replica,
       const char *id,
       const char *why,
       const char *to,
       const char *note,
       GError **error)
{
  g_auto (HyStored) stored = { 0 };

  if (!hy_stored_read (replica, id, &stored, error))
    return FALSE;
  if (stored.no == 0)
    return TRUE;
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_TICKETS | HY_STORE_CHANGE_OUTBOX);
  if (strcmp (stored.scope, "stub") == 0)
    return restate (replica, id, &stored, why, to, note, error);
  if (strcmp (stored.scope, "here") == 0)
    hy_sums_digest (replica, hy_digest_share (id, stored.version), -1);
  return make_stub (replica, id, &stored, why, to, note, error);
}

gboolean
hy_tickets_make_stub (HyReplica *replica,
                      const char *id,
                      const char *why,
                      const char *to,
                      const char *note,
                      GError **error)
{
  hy_sums_begin (replica);
  return leave (replica, id, why, to, note, error) && hy_sums_end (replica, error);
}

static HyTicket *
stub_ticket (const char *id, const Stub *stub)
{
  HyTicket *ticket = hy_ticket_new ();

  ticket->id = g_strdup (id);
  ticket->number = g_strdup (stub->number);
  ticket->title = g_strdup (stub->title);
  ticket->state = HY_STATE_LEFT;
  if (!hy_demand_kind_parse (stub->kind, &ticket->kind))
    ticket->kind = HY_DEMAND_OTHER;
  if (!hy_channel_parse (stub->channel, &ticket->channel))
    ticket->channel = HY_CHANNEL_OTHER;
  return ticket;
}

static const HyJsonField act_fields[] = {
  { "id", G_STRUCT_OFFSET (HyRecord, id), hy_json_read_id, TRUE },
  { "kind", G_STRUCT_OFFSET (HyRecord, kind), hy_json_read_string, TRUE },
  { "at", G_STRUCT_OFFSET (HyRecord, made_at), hy_json_read_time, FALSE },
  { "person", G_STRUCT_OFFSET (HyRecord, by_person), hy_json_read_string, FALSE },
  { "name", G_STRUCT_OFFSET (HyRecord, by_name), hy_json_read_string, FALSE },
  { "version", G_STRUCT_OFFSET (HyRecord, version), hy_json_read_int, FALSE },
};

static GPtrArray *
stub_timeline (HyReplica *replica, const char *id, const Stub *stub)
{
  GPtrArray *timeline = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_record_free);
  g_autofree char *office = hy_replica_get_meta (replica, "office");
  HyJsonIter iter;
  HyJsonMember act;

  if (!hy_json_iter_init (&iter, stub->acts))
    return timeline;
  while (hy_json_iter_next (&iter, &act))
    {
      g_autoptr (HyRecord) record = hy_record_new ();
      HyJsonFault fault;

      if (!hy_json_read_fields (act.value, act_fields, G_N_ELEMENTS (act_fields), record, NULL,
                                &fault))
        continue;
      record->ticket = g_strdup (id);
      record->by_office = g_strdup (office);
      g_ptr_array_add (timeline, g_steal_pointer (&record));
    }
  return timeline;
}

HyCase *
hy_stub_load (HyReplica *replica, const char *id, HyTicketView *view, GError **error)
{
  g_autofree char *row = NULL;
  g_auto (Stub) stub = { 0 };

  if (!hy_sql_get_text (replica->sql, &row, error, "SELECT row FROM tickets WHERE id = ?1", "s", id)
      || !stub_read (row, id, &stub, error))
    return NULL;
  view->leave_why = g_strdup (stub.why);
  view->leave_to = g_strdup (stub.to);
  view->leave_note = g_strdup (stub.note);
  return hy_case_new (stub_ticket (id, &stub), stub_timeline (replica, id, &stub),
                      hy_replica_policy (replica, NULL), hy_replica_calendar (replica));
}
