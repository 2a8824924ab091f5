#include "authority/hy-accept-private.h"

#include "core/hy-plant.h"
#include "authority/hy-receipt.h"

#include <string.h>

void
hy_judged_clear (HyJudged *self)
{
  g_clear_pointer (&self->hash, g_free);
  g_clear_pointer (&self->by_name, g_free);
}

static HyResult *
duplicate (HyJudged *self, HyResult *first)
{
  HyResult *result = hy_judged_result (self, HY_RESULT_DUPLICATE);

  result->version = first->version;
  result->at = first->at;
  result->first = first;
  return result;
}

/* A command that was answered before, or an id that means something else: NULL without an error when it is new. */
static HyResult *
judge_known (HyJudged *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean same = FALSE;
  g_autoptr (HyResult) first = NULL;

  if (self->command == NULL && self->item->id == NULL)
    return NULL;
  first = hy_judged_recall (self, &same, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (first != NULL && same)
    return duplicate (self, g_steal_pointer (&first));
  if (self->command == NULL)
    return NULL;
  if (first == NULL && !hy_judged_knows (self, self->command->id))
    return NULL;
  return hy_judged_keep (self, "id_reused", error) ? hy_judged_refuse_code (self, "id_reused", NULL)
                                                   : NULL;
}

static HyResult *
held (HyJudged *self, const char *missing)
{
  const char *ids[] = { missing, NULL };
  HyResult *result = hy_judged_result (self, HY_RESULT_HELD);

  result->missing = g_strdupv ((char **) ids);
  result->at = self->at;
  return result;
}

/* Who acted. */
static gboolean
find_person (HyJudged *self)
{
  self->by_name = hy_judged_person_name (self, self->command->person);
  return self->by_name != NULL;
}

/* Unknown kind, then envelope, then person. NULL when there is nothing against it. */
static HyResult *
judge_envelope (HyJudged *self)
{
  const HyCommand *command = self->command;
  const char *kind = command != NULL ? command->kind : self->item->kind;

  self->kind = hy_kind_find (kind);
  if (kind != NULL && (self->kind == NULL || self->kind->of_district))
    return hy_judged_refuse_code (self, "unknown_kind", NULL);
  if (command == NULL)
    return hy_judged_refuse_code (self, "bad_body", self->item->field);
  if (command->v < 1 || command->v > HY_COMMAND_VERSION)
    return hy_judged_refuse_code (self, "bad_body", "v");
  if (!find_person (self))
    return hy_judged_refuse_code (self, "unknown_person", NULL);
  return NULL;
}

/* The ticket by its id alone: a number is for people. NULL without an error when this office never had it. */
static HyRow *
load_ticket (HyJudged *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (HyRow) row = hy_rows_load (self->authority, self->command->ticket, &local);

  if (row != NULL && strcmp (row->c->ticket->id, self->command->ticket) == 0)
    return g_steal_pointer (&row);
  if (local != NULL && !g_error_matches (local, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static HyResult *
judge_new (HyJudged *self, GError **error)
{
  HyResult *result = judge_envelope (self);
  g_autoptr (GError) local = NULL;
  g_autoptr (HyRow) row = NULL;

  if (result != NULL)
    return result;
  if (self->command->after != NULL && !HY_PLANT ("after-ignored")
      && !hy_judged_knows (self, self->command->after))
    return held (self, self->command->after);
  row = load_ticket (self, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (row == NULL || !hy_judged_had (self, row))
    return hy_judged_refuse_code (self, "not_yours", NULL);
  return hy_judged_fold (self, row, error);
}

/* What the district answered once and no longer has: it counts as of then. */
static HyResult *
judge_reoffered (HyJudged *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (HyRow) row = load_ticket (self, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (row == NULL)
    return held (self, self->command->ticket);
  find_person (self);
  return hy_judged_fold (self, row, error);
}

static gboolean
is_reoffered (HyJudged *self)
{
  const HyCommand *command = self->command;

  if (command == NULL || command->receipt == NULL
      || !hy_receipt_check (self->authority, command->receipt, command->id, self->hash, &self->at))
    return FALSE;
  self->kind = hy_kind_find (command->kind);
  return self->kind != NULL && !self->kind->of_district;
}

HyResult *
hy_judge (HyJudged *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (HyResult) result = NULL;

  self->at = self->authority->moment;
  hy_judged_hash (self);
  if (!HY_PLANT ("no-idempotency"))
    result = judge_known (self, &local);
  if (result != NULL || local != NULL)
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      return g_steal_pointer (&result);
    }
  /* Not remembered as its result: under another device the same words may still be sent. */
  if (self->device->revoked)
    return hy_judged_keep (self, "device_revoked", error)
               ? hy_judged_refuse_code (self, "device_revoked", NULL)
               : NULL;
  self->reoffered = is_reoffered (self);
  hy_judged_check_seq (self);
  result = self->reoffered ? judge_reoffered (self, error) : judge_new (self, error);
  if (result == NULL)
    return NULL;
  if (result->result != HY_RESULT_HELD && !hy_judged_remember (self, result, error))
    return NULL;
  return g_steal_pointer (&result);
}

static gboolean
judge_all (HyAuthority *self,
           const HyDevice *device,
           const HyBatch *batch,
           HyAnswer *answer,
           GError **error)
{
  for (guint i = 0; i < batch->items->len; i++)
    {
      const HyBatchItem *item = g_ptr_array_index (batch->items, i);
      g_auto (HyJudged) judged
          = { .authority = self, .device = device, .item = item, .command = item->command };
      HyResult *result = hy_judge (&judged, error);

      if (result == NULL)
        return FALSE;
      g_ptr_array_add (answer->results, result);
      if (judged.copied && answer->warning == NULL)
        answer->warning = g_strdup ("replica_copied");
    }
  return TRUE;
}

char *
hy_authority_post (HyAuthority *self,
                   const HyDevice *device,
                   const char *body,
                   gsize length,
                   GError **error)
{
  g_autoptr (HyBatch) batch = hy_batch_parse (body, length, error);
  g_autoptr (HyAnswer) answer = NULL;

  if (batch == NULL)
    return NULL;
  if (strcmp (batch->device, device->id) != 0)
    {
      g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                   "the token is not that of device %s", batch->device);
      return NULL;
    }
  if (strcmp (batch->epoch, self->epoch) != 0)
    {
      g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_EPOCH,
                   "the district was restored; its epoch is %s now", self->epoch);
      return NULL;
    }
  if (!hy_authority_begin (self, error))
    return NULL;
  answer = hy_answer_new ();
  answer->time = self->moment;
  if (!hy_authority_end (self, judge_all (self, device, batch, answer, error), error)
      && !HY_PLANT ("answer-before-commit"))
    return NULL;
  return hy_answer_to_json (answer);
}
