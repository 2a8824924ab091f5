#include "store/hy-attachments.h"
#include "store/hy-drafts.h"
#include "store/hy-outbox-private.h"

#include "core/hy-id.h"
#include "core/hy-plant.h"
#include "wire/hy-json.h"
#include "wire/hy-record-json.h"

#include <string.h>

#include "store/hy-text.h"

static gboolean
refuse (HyRefusal *refusal, const char *code, GError **error, const char *why)
{
  refusal->code = code;
  g_set_error_literal (error, HY_STORE_ERROR, HY_STORE_ERROR_REFUSED, why);
  return FALSE;
}

static const HyKind *
find_kind (const HyWish *wish, HyRefusal *refusal, GError **error)
{
  const HyKind *kind = hy_kind_find (wish->kind);

  if (kind != NULL && !kind->of_district)
    return kind;
  refusal->code = "unknown_kind";
  g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_REFUSED, _ ("%s is no kind of command"),
               wish->kind);
  return NULL;
}

static GVariant *
body_of (const HyWish *wish)
{
  if (wish->body != NULL)
    return g_variant_ref_sink (wish->body);
  return g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0));
}

static void
copy_blobs (const GPtrArray *from, GPtrArray *to)
{
  for (guint i = 0; from != NULL && i < from->len; i++)
    g_ptr_array_add (to, hy_blob_ref_copy (g_ptr_array_index (from, i)));
}

/* Everything but id and seq, which are minted once it is known that the command may be. */
static HyCommand *
draft_command (HyReplica *replica, const HyWish *wish, const char *person)
{
  HyCommand *command = hy_command_new ();

  command->person = g_strdup (person);
  command->ticket = g_strdup (wish->ticket);
  command->kind = g_strdup (wish->kind);
  command->amends = g_strdup (wish->amends);
  command->v = HY_COMMAND_VERSION;
  /* The PC's own time: what its clock is wrong by goes up beside it. */
  command->made_at = replica->now (replica->now_data);
  command->clock_offset_ms = hy_replica_clock_offset (replica);
  command->base_version = wish->base_version;
  g_clear_pointer (&command->body, g_variant_unref);
  command->body = body_of (wish);
  copy_blobs (wish->blobs, command->blobs);
  command->id = hy_id_new (command->made_at);
  return command;
}

static gboolean
check_size (const HyCommand *command, HyRefusal *refusal, GError **error)
{
  g_autofree char *text = hy_json_body_to_text (command->body);

  if (strlen (text) <= HY_BODY_MAX)
    return TRUE;
  hy_set_string (&refusal->field, "body");
  return refuse (refusal, "bad_body", error,
                 _ ("the text is too long to be sent: 256 KiB are the most"));
}

/* A ticket that left: its history takes what happened with the citizen, and nothing else. */
static gboolean
check_stub (const HyKind *kind, const HyCommand *command, HyRefusal *refusal, GError **error)
{
  refusal->state = HY_STATE_LEFT;
  if (!hy_body_check (command->body, kind->fields, &refusal->field))
    return refuse (refusal, "bad_body", error, _ ("the form is not complete"));
  if (!kind->goes_up_late)
    return refuse (refusal, "wrong_state", error, _ ("the ticket has left this office"));
  return TRUE;
}

/* Whoever is given the ticket works here, as the district says too. */
static gboolean
check_colleague (
    HyReplica *replica, const HyKind *kind, const HyCommand *command, HyRefusal *refusal, GError **error)
{
  const char *field = NULL;
  const char *id = hy_body_person (command->body, kind->fields, &field);
  g_autoptr (HyPersonRow) person = id != NULL ? hy_people_resolve (replica, id, refusal, error) : NULL;

  if (id == NULL || person != NULL)
    return TRUE;
  hy_set_string (&refusal->field, field);
  return FALSE;
}

static gboolean
check_case (HyReplica *replica,
            const HyCase *c,
            const HyKind *kind,
            const HyWish *wish,
            const HyCommand *command,
            const HyPersonRow *person,
            HyRefusal *refusal,
            GError **error)
{
  g_autoptr (HyRecord) record = hy_record_from_command (command, person->office, person->name);
  HyStep step = {
    .kind = kind,
    .record = record,
    .base_version = command->base_version,
    .when = hy_replica_now (replica),
  };

  hy_set_string (&record->amends, wish->record);
  if (hy_case_check (c, &step, refusal))
    return check_colleague (replica, kind, command, refusal, error);
  g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_REFUSED, "%s: %s", command->kind,
               refusal->code);
  return FALSE;
}

/* The ticket that an intake begins, as the overlay makes it too. */
static HyCase *
new_case (HyReplica *replica, const char *id)
{
  HyTicket *ticket = hy_ticket_new ();

  ticket->id = g_strdup (id);
  ticket->office = hy_replica_get_meta (replica, "office");
  ticket->state = HY_STATE_PENDING_SIGN;
  return hy_case_new (ticket, NULL, hy_replica_policy (replica, NULL),
                      hy_replica_calendar (replica));
}

static gboolean
check (HyReplica *replica,
       const HyWish *wish,
       HyCommand *command,
       const HyPersonRow *person,
       gboolean *gone,
       HyRefusal *refusal,
       GError **error)
{
  const HyKind *kind = find_kind (wish, refusal, error);
  g_autoptr (HyTicketView) view = NULL;

  if (kind == NULL || !check_size (command, refusal, error))
    return FALSE;
  if (wish->is_new)
    {
      g_autoptr (HyCase) c = new_case (replica, command->ticket);

      command->base_version = 0;
      return check_case (replica, c, kind, wish, command, person, refusal, error);
    }
  view = hy_tickets_load (replica, command->ticket, error);
  if (view == NULL)
    return FALSE;
  if (command->base_version < 0)
    command->base_version = view->view->ticket->version;
  *gone = g_str_equal (view->scope, "stub");
  return *gone ? check_stub (kind, command, refusal, error)
               : check_case (replica, view->view, kind, wish, command, person, refusal, error);
}

static gboolean
put_command (HyReplica *replica, HyCommand *command, gboolean overlay, GError **error)
{
  g_autofree char *text = NULL;

  command->seq = hy_replica_get_meta_int (replica, "seq") + !HY_PLANT ("seq-not-counted");
  text = hy_command_to_json (command);
  return hy_replica_set_meta_int (replica, "seq", command->seq, error)
         && hy_sql_run (replica->sql, NULL, error,
                        "INSERT INTO commands (id, seq, ticket, kind, person, state, sent, "
                        "command, made_at, overlay, "
                        "may_refuse) VALUES (?1, ?2, ?3, ?4, ?5, 'queued', 0, ?6, ?7, ?8, 0)",
                        "sissssii", command->id, command->seq, command->ticket, command->kind,
                        command->person, text, command->made_at, (gint64) overlay)
         && hy_blobs_use (replica, command->id, command->blobs, error);
}

char *
hy_outbox_make (HyReplica *replica, const HyWish *wish, HyRefusal *refusal, GError **error)
{
  g_autoptr (HyPersonRow) person = hy_people_resolve (replica, wish->person, refusal, error);
  g_autoptr (HyCommand) command = NULL;
  gboolean gone = FALSE;

  if (person == NULL)
    return NULL;
  command = draft_command (replica, wish, person->id);
  if (!check (replica, wish, command, person, &gone, refusal, error)
      || !put_command (replica, command, !gone, error)
      || !hy_tickets_refresh (replica, command->ticket, error))
    return NULL;
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_OUTBOX | HY_STORE_CHANGE_STATUS);
  return g_steal_pointer (&command->id);
}

/* Of whoever did it. */
static gboolean
forget_draft (
    HyReplica *replica, const char *ticket, const char *kind, const char *command, GError **error)
{
  g_autofree char *person = NULL;

  return hy_sql_get_text (replica->sql, &person, error,
                          "SELECT person FROM commands WHERE id = ?1", "s", command)
         && hy_drafts_delete (replica, ticket, person, kind, error)
         && hy_attachments_clear (replica, ticket, person, kind, error);
}

char *
hy_outbox_queue (HyReplica *replica,
                 const char *ticket,
                 const char *person,
                 const char *kind,
                 GVariant *body,
                 const char *amends,
                 GPtrArray *blobs,
                 gint64 base_version,
                 HyRefusal *refusal,
                 GError **error)
{
  gboolean is_new = strcmp (ticket, "new") == 0;
  g_autofree char *id = NULL;
  g_autofree char *minted = is_new ? hy_id_new (replica->now (replica->now_data)) : NULL;
  g_auto (HyRefusal) unwanted = { 0 };
  g_autoptr (GVariant) held = body != NULL ? g_variant_ref_sink (body) : NULL;
  HyWish wish = {
    .ticket = is_new ? minted : ticket,
    .is_new = is_new,
    .person = person,
    .kind = kind,
    .body = held,
    .amends = amends,
    .record = amends,
    .blobs = blobs,
    .base_version = base_version,
  };

  if (HY_PLANT ("draft-deleted-early")
      && (!hy_sql_run (replica->sql, NULL, error, "DELETE FROM drafts WHERE ticket = ?1 AND kind = ?2",
                       "ss", ticket, kind)
          || !hy_sql_commit (replica->sql, error) || !hy_sql_begin (replica->sql, error)))
    return NULL;
  id = hy_outbox_make (replica, &wish, refusal != NULL ? refusal : &unwanted, error);
  if (id == NULL || !forget_draft (replica, ticket, kind, id, error))
    return NULL;
  return g_steal_pointer (&id);
}
