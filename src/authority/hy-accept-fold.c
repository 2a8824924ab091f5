#include "authority/hy-accept-private.h"

#include "authority/hy-files.h"
#include "authority/hy-receipt.h"
#include "wire/hy-line-reader.h"
#include "wire/hy-record-json.h"
#include "wire/hy-ticket-json.h"

#include <string.h>

/* Where one of these stands against a command that was accepted before the restore, its effect no longer fits; other
 * guards were asked when it was accepted. */
static const char *const no_longer_fits[] = {
  "bad_body",          "wrong_state",      "already_replied", "decision_pending", "already_decided",
  "already_reviewed",  "extension_used",   "no_return",       "not_suitable",     NULL,
};

static void
flag_for_review (HyRecord *record)
{
  char *more = record->extra != NULL ? g_strconcat (record->extra, ",\"review\":true", NULL)
                                     : g_strdup ("\"review\":true");

  g_free (record->extra);
  record->extra = more;
}

static HyRecord *
make_record (HyJudged *self)
{
  HyRecord *record
      = hy_record_from_command (self->command, self->device->office, self->by_name);

  record->received_at = self->at;
  return record;
}

/* The record says which of its files are still to come, and the ticket that some are. */
static gboolean
note_blobs (HyJudged *self, HyRow *row, GError **error)
{
  const GPtrArray *timeline = row->c->timeline;
  HyRecord *record = g_ptr_array_index (timeline, timeline->len - 1);

  for (guint i = 0; i < record->blobs->len; i++)
    {
      HyBlobRef *blob = g_ptr_array_index (record->blobs, i);

      if (!hy_files_note_use (self->authority, self->device->office, blob->sha256, record->id,
                              &blob->missing, error))
        return FALSE;
      if (blob->missing)
        hy_ticket_set_flag (row->c->ticket, HY_FILES_FLAG, NULL);
    }
  return TRUE;
}

/* The answer to what is in the timeline now, or changed nothing there. */
static HyResult *
accepted (HyJudged *self, const HyRow *row, gboolean late)
{
  HyResult *result = hy_judged_result (self, late ? HY_RESULT_LATE_NOTE : HY_RESULT_APPLIED);

  result->version = row->version;
  result->at = self->at;
  result->receipt = hy_receipt_make (self->authority, self->command->id, self->hash, row->version,
                                     self->at);
  return result;
}

/* What takes little room needs no measuring. */
#define SMALL_BODY (16 * 1024)
#define SHORT_TIMELINE 40
/* Beside the row there is little in a line; a ticket with all its records is one run. */
#define ROW_ROOM (HY_LINE_MAX - 64 * 1024)
#define TIMELINE_ROOM (HY_RUN_MAX - 2 * 1024 * 1024)

static gboolean
is_within (char *json, gsize room, gsize *total)
{
  gsize length = strlen (json);

  g_free (json);
  *total += length;
  return length <= room;
}

/* Whether the feed could still carry the ticket with what was added: a line that no office may take would stop it for
 * good. The office keeps the text that is refused for that. */
static gboolean
can_travel (HyJudged *self, const HyRow *row)
{
  const GPtrArray *timeline = row->c->timeline;
  const HyCommand *command = self->command;
  gint64 there = 0;
  gsize total = 0;

  if (self->reoffered
      || (timeline->len <= SHORT_TIMELINE && command->blobs->len == 0
          && (command->body_json == NULL || strlen (command->body_json) <= SMALL_BODY)))
    return TRUE;
  hy_sql_get_int (self->authority->sql, &there, NULL,
                  "SELECT sum(length(CAST(row AS BLOB))) FROM records WHERE ticket = ?1", "i",
                  row->n);
  return is_within (hy_record_to_json (g_ptr_array_index (timeline, timeline->len - 1)), ROW_ROOM,
                    &total)
         && is_within (hy_ticket_to_json (row->c->ticket), ROW_ROOM, &total)
         && (gsize) there + total <= TIMELINE_ROOM;
}

/* Writes what was folded in. */
static HyResult *
save (HyJudged *self, HyRow *row, gboolean late, GError **error)
{
  if (!can_travel (self, row))
    return hy_judged_refuse_code (self, "bad_body", "body");
  if (!note_blobs (self, row, error)
      || !hy_rows_save (self->authority, row, NULL, error))
    return NULL;
  return accepted (self, row, late);
}

/* Into the timeline, without an effect: a late note, or what is to be looked at by a person. */
static HyResult *
add_record (HyJudged *self, HyRow *row, HyRecord *record, GError **error)
{
  gboolean late = record->late;

  g_ptr_array_add (row->c->timeline, record);
  return save (self, row, late, error);
}

static HyResult *
apply (HyJudged *self, HyRow *row, const HyStep *step, GError **error)
{
  /* Signed already: the second of two PCs is answered, and nothing changes. */
  if (strcmp (step->kind->kind, "sign") == 0 && row->c->ticket->state != HY_STATE_PENDING_SIGN)
    return accepted (self, row, FALSE);
  hy_case_apply (row->c, step);
  return save (self, row, FALSE, error);
}

/* Nobody of another office is given the ticket: there nobody would see it as theirs. */
static HyResult *
judge_colleague (HyJudged *self, const HyRecord *record)
{
  const char *field = NULL;
  const char *person = hy_body_person (record->body, self->kind->fields, &field);
  g_autofree char *name = person != NULL ? hy_judged_person_name (self, person) : NULL;

  return person == NULL || name != NULL ? NULL : hy_judged_refuse_code (self, "unknown_person", field);
}

/* The office has it no longer. */
static HyResult *
fold_elsewhere (HyJudged *self, HyRow *row, HyRecord *record, GError **error)
{
  g_autoptr (HyRecord) owned = record;
  g_autofree char *field = NULL;
  HyRefusal refusal = { .code = "wrong_state", .state = HY_STATE_LEFT };

  if (self->kind->goes_up_late
      && (self->reoffered || hy_body_check (record->body, self->kind->fields, &field)))
    {
      record->late = TRUE;
      return add_record (self, row, g_steal_pointer (&owned), error);
    }
  if (self->reoffered)
    {
      flag_for_review (record);
      return add_record (self, row, g_steal_pointer (&owned), error);
    }
  if (field != NULL || !hy_body_check (record->body, self->kind->fields, &field))
    return hy_judged_refuse_code (self, "bad_body", field);
  return hy_judged_refuse (self, &refusal);
}

static HyResult *
fold_here (HyJudged *self, HyRow *row, HyRecord *record, GError **error)
{
  g_autoptr (HyRecord) owned = record;
  g_auto (HyRefusal) refusal = { 0 };
  HyResult *stranger;
  HyStep step = { .kind = self->kind,
                  .record = record,
                  .base_version = self->reoffered ? -1 : self->command->base_version,
                  .when = hy_effective_time (self->command->made_at, self->command->clock_offset_ms,
                                             self->at, row->c->policy->offline_grace_hours) };

  if (hy_case_check (row->c, &step, &refusal))
    {
      stranger = self->reoffered ? NULL : judge_colleague (self, record);
      return stranger != NULL ? stranger : apply (self, row, &step, error);
    }
  if (!self->reoffered)
    return hy_judged_refuse (self, &refusal);
  if (!g_strv_contains (no_longer_fits, refusal.code))
    return apply (self, row, &step, error);
  flag_for_review (record);
  return add_record (self, row, g_steal_pointer (&owned), error);
}

HyResult *
hy_judged_fold (HyJudged *self, HyRow *row, GError **error)
{
  HyRecord *record = make_record (self);

  if (strcmp (row->office, self->device->office) != 0)
    return fold_elsewhere (self, row, record, error);
  return fold_here (self, row, record, error);
}
