/* What people do at a PC without a line, and how it goes up. */
#include "load.h"

#include "core/hy-id.h"
#include "wire/hy-envelope.h"
#include "wire/hy-json.h"
#include "wire/hy-system-clock.h"

#include <string.h>

static const char *const kinds[] = { "sign", "contact", "progress", "progress" };

static GVariant *
body_new (const char *kind, HyTime now, guint device, guint64 seq)
{
  g_autofree char *at = hy_time_format (now);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GVariant *body;

  if (g_str_equal (kind, "sign"))
    text = g_strdup ("{}");
  else if (g_str_equal (kind, "contact"))
    text = g_strdup_printf ("{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"no_answer\",\"at\":\"%s\","
                            "\"purpose\":[\"confirm\"],\"gist\":\"%u 号机第 %" G_GUINT64_FORMAT
                            " 条：无人接听，下午再打。\"}",
                            at, device, seq);
  else
    text = g_strdup_printf ("{\"text\":\"%u 号机第 %" G_GUINT64_FORMAT " 条：已到现场看过，明天派人来修。\"}", device,
                            seq);
  body = hy_json_body_from_text (text, -1, &error);
  if (body == NULL)
    g_error ("%s", error->message);
  return body;
}

HyCommand *
load_command_new (LoadDevice *device, guint step, const char *ticket, const char *after)
{
  HyCommand *command = hy_command_new ();
  HyTime now = hy_system_clock_now ();

  command->id = hy_id_new (now);
  command->seq = (gint64) ++device->seq;
  command->after = g_strdup (after);
  command->person = g_strdup_printf ("load-p%u", device->office);
  command->ticket = g_strdup (ticket);
  command->kind = g_strdup (kinds[step % G_N_ELEMENTS (kinds)]);
  command->v = 1;
  command->made_at = now;
  command->base_version
      = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (device->versions, ticket));
  command->body = body_new (command->kind, now, device->index, device->seq);
  g_hash_table_insert (device->load->saved, g_strdup (command->id),
                       GUINT_TO_POINTER (device->office + 1));
  g_ptr_array_add (device->outbox, command);
  return command;
}

void
load_work_offline (LoadDevice *device)
{
  const char *after = NULL;

  for (guint i = 0; i < device->load->plan.commands; i++)
    {
      g_autofree char *number
          = g_strdup_printf ("L%u-%u", device->index, i / (guint) G_N_ELEMENTS (kinds));
      const char *ticket = g_hash_table_lookup (device->numbers, number);

      g_assert_nonnull (ticket);
      if (i % G_N_ELEMENTS (kinds) == 0)
        after = NULL;
      after = load_command_new (device, i, ticket, after)->id;
    }
}

/* Whether it is done at the district, as far as this answer says. */
static gboolean
is_done (const HyResult *result)
{
  if (result->result == HY_RESULT_DUPLICATE)
    return result->first != NULL && result->first->result == HY_RESULT_APPLIED;
  return result->result == HY_RESULT_APPLIED;
}

static gboolean
settle (LoadDevice *self, GPtrArray *commands, const HyReply *reply)
{
  Load *load = self->load;
  gsize length;
  const char *text = hy_reply_text (reply, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (HyAnswer) answer = hy_answer_parse (text, length, &error);

  if (answer == NULL || answer->results->len != commands->len || answer->warning != NULL)
    {
      load_meter_fault (&load->meter, "an answer to commands: %s",
                        error != NULL ? error->message : "not that of the batch");
      return FALSE;
    }
  for (guint i = 0; i < commands->len; i++)
    {
      const HyResult *result = answer->results->pdata[i];

      if (g_strcmp0 (result->id, ((HyCommand *) commands->pdata[i])->id) != 0 || !is_done (result))
        load_meter_fault (&load->meter, "a command was answered %s %s",
                          hy_result_kind_code (result->result), result->code);
      if (result->result == HY_RESULT_DUPLICATE)
        load_meter_count (&load->meter, &load->meter.duplicates);
    }
  g_mutex_lock (&load->mutex);
  g_ptr_array_remove_range (self->outbox, 0, commands->len);
  load->last_result = g_get_monotonic_time ();
  g_mutex_unlock (&load->mutex);
  return TRUE;
}

/* What is in the outbox now; it only grows meanwhile. */
static GPtrArray *
take (LoadDevice *self)
{
  GPtrArray *commands = g_ptr_array_new ();

  g_mutex_lock (&self->load->mutex);
  for (guint i = 0; i < MIN (self->outbox->len, self->load->batch_max); i++)
    g_ptr_array_add (commands, self->outbox->pdata[i]);
  g_mutex_unlock (&self->load->mutex);
  return commands;
}

static gboolean
push_batch (LoadDevice *self, GPtrArray *commands)
{
  g_autofree char *json = hy_batch_to_json (self->id, self->epoch, commands);
  g_autoptr (GBytes) body = g_bytes_new_static (json, strlen (json));
  HyRequest request
      = { .method = "POST", .path = "/v1/commands", .token = self->token, .body = body };
  LoadKind kind = self->load->burst == self->office + 1 ? LOAD_BURST : LOAD_PUSH;
  g_auto (HyReply) reply = { 0 };

  if (!load_ask (self, kind, &request, 200, NULL, NULL, &reply, NULL))
    return FALSE;
  if (!self->lose)
    return settle (self, commands, &reply);
  self->lose = FALSE;
  load_meter_count (&self->load->meter, &self->load->meter.lost);
  /* Somebody says "try now". */
  hy_schedule_hurry (&self->schedule, hy_system_clock_boottime ());
  return FALSE;
}

gboolean
load_push (LoadDevice *self)
{
  for (;;)
    {
      g_autoptr (GPtrArray) commands = take (self);

      if (commands->len == 0)
        return TRUE;
      if (!push_batch (self, commands))
        return FALSE;
    }
}
