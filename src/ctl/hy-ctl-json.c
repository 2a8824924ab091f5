#include "ctl/hy-ctl-json.h"

#include "core/hy-words.h"
#include "wire/hy-json-writer.h"
#include "wire/hy-json.h"
#include "wire/hy-record-json.h"
#include "wire/hy-ticket-json.h"

void
hy_ctl_json_print (const GString *out, FILE *file)
{
  fwrite (out->str, 1, out->len, file);
  fputc ('\n', file);
}

void
hy_ctl_json_refusal (GString *out, const char *code, const char *detail, const char *field)
{
  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "code", code);
  hy_json_put_string (out, "detail", detail);
  if (field != NULL)
    hy_json_put_string (out, "field", field);
  hy_json_end_object (out);
}

void
hy_ctl_json_command (GString *out, const char *id)
{
  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "command", id);
  hy_json_end_object (out);
}

static void
put_round (GString *out, const HyStatus *status, gint64 sent, gint64 received)
{
  hy_json_put_string (out, "state", status->state);
  hy_json_put_int (out, "sent", sent);
  hy_json_put_int (out, "refused", status->refused);
  hy_json_put_int (out, "received", received);
  hy_json_put_int (out, "waiting", status->waiting);
  hy_json_put_string (out, "head", status->head);
  hy_json_put_time (out, "at", status->at);
  hy_json_put_string (out, "fault", status->fault);
  hy_json_put_string (out, "fault_detail", status->fault_detail);
}

void
hy_ctl_json_round (GString *out, const HyStatus *status, gint64 sent, gint64 received)
{
  hy_json_begin_object (out, NULL);
  put_round (out, status, sent, received);
  hy_json_end_object (out);
}

void
hy_ctl_json_blobs (GString *out, const HyBlobFigures *blobs)
{
  hy_json_begin_object (out, "blobs");
  hy_json_put_int (out, "waiting", blobs->waiting);
  hy_json_put_int (out, "waiting_bytes", blobs->waiting_bytes);
  hy_json_put_int (out, "no_room", blobs->no_room);
  hy_json_put_int (out, "failed", blobs->failed);
  hy_json_put_int (out, "kept", blobs->kept);
  hy_json_put_int (out, "kept_bytes", blobs->kept_bytes);
  hy_json_end_object (out);
}

void
hy_ctl_json_status (GString *out,
                    const HyStatus *status,
                    const HyEnrolment *enrolment,
                    gint64 sent,
                    gint64 received)
{
  hy_json_begin_object (out, NULL);
  put_round (out, status, sent, received);
  hy_json_put_int (out, "clock_offset_ms", status->clock_offset_ms);
  hy_json_put_bool (out, "clock_warning", status->clock_warning);
  hy_json_put_int (out, "aside", status->aside);
  hy_json_put_int (out, "to_index", status->to_index);
  hy_json_put_int (out, "orphans", status->orphans);
  hy_json_put_bool (out, "at_head", status->at_head);
  hy_json_put_bool (out, "digest_ok", status->digest_ok);
  hy_json_put_bool (out, "replica_copied", status->replica_copied);
  hy_ctl_json_blobs (out, &status->blobs);
  hy_json_put_string (out, "url", enrolment->url);
  hy_json_put_string (out, "district", enrolment->district);
  hy_json_put_string (out, "office", enrolment->office);
  hy_json_put_string (out, "office_name", enrolment->office_name);
  hy_json_put_string (out, "device", enrolment->device);
  hy_json_end_object (out);
}

static void
put_words (GString *out, const char *name, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words != NULL ? words : "", " ", -1);

  hy_json_begin_array (out, name);
  for (char **word = list; *word != NULL; word++)
    if (**word != '\0')
      hy_json_put_string (out, NULL, *word);
  hy_json_end_array (out);
}

void
hy_ctl_json_row (GString *out, const HyListRow *row)
{
  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "id", row->id);
  hy_json_put_string (out, "number", row->number);
  hy_json_put_string (out, "title", row->title);
  hy_json_put_string (out, "state", row->state);
  hy_json_put_string (out, "light", hy_light_code (row->light));
  hy_json_put_time (out, "due", row->due);
  hy_json_put_int (out, "unsent", row->unsent);
  hy_json_put_string (out, "clock", row->running ? hy_clock_code (row->clock) : NULL);
  hy_json_put_time (out, "yellow_at", row->yellow_at);
  hy_json_put_time (out, "red_at", row->red_at);
  hy_json_put_string (out, "kind", row->kind);
  hy_json_put_string (out, "channel", row->channel);
  hy_json_put_string (out, "category", row->category);
  hy_json_put_string (out, "place", row->place);
  hy_json_put_string (out, "handler", row->handler);
  put_words (out, "flags", row->flags);
  hy_json_put_string (out, "scope", row->scope);
  hy_json_put_int (out, "version", row->version);
  hy_json_put_time (out, "received_at", row->received_at);
  hy_json_put_bool (out, "may_be_refused", row->may_refuse);
  hy_json_end_object (out);
}

void
hy_ctl_json_item (GString *out, const HyOutboxItem *item)
{
  const HyCommand *command = item->command;

  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "id", command->id);
  hy_json_put_string (out, "ticket", command->ticket);
  hy_json_put_string (out, "kind", command->kind);
  hy_json_put_string (out, "state", item->state);
  hy_json_put_string (out, "code", item->code);
  hy_json_put_string (out, "detail", item->detail);
  hy_json_put_time (out, "made_at", command->made_at);
  hy_json_put_string (out, "field", item->field);
  hy_json_put_int (out, "seq", command->seq);
  hy_json_put_string (out, "person", command->person);
  hy_json_put_string (out, "number", item->number);
  hy_json_put_string (out, "title", item->title);
  hy_json_put_int (out, "blobs", command->blobs->len);
  hy_json_put_bool (out, "sent", item->sent);
  hy_json_put_bool (out, "may_be_refused", item->may_refuse);
  if (command->body_json != NULL)
    hy_json_put_raw (out, "body", command->body_json, -1);
  else
    hy_json_put_body (out, "body", command->body);
  hy_json_end_object (out);
}

static gboolean
is_unsent (const HyTicketView *view, const HyRecord *record)
{
  for (guint i = 0; i < view->unsent_ids->len; i++)
    if (g_strcmp0 (view->unsent_ids->pdata[i], record->id) == 0)
      return TRUE;
  return FALSE;
}

static void
put_timeline (GString *out, HyTicketView *view)
{
  hy_json_begin_array (out, "timeline");
  for (guint i = 0; i < view->view->timeline->len; i++)
    {
      HyRecord *record = view->view->timeline->pdata[i];

      if (is_unsent (view, record))
        {
          g_autofree char *extra = g_steal_pointer (&record->extra);

          record->extra = extra != NULL ? g_strconcat (extra, ",\"unsent\":true", NULL)
                                        : g_strdup ("\"unsent\":true");
        }
      hy_record_write (out, NULL, record);
    }
  hy_json_end_array (out);
}

static void
put_lights (GString *out, const HyTicketView *view, HyTime now)
{
  const HyCase *c = view->view;
  HyClocks clocks;

  hy_clocks_read (c, &clocks);
  hy_json_begin_object (out, "lights");
  for (int id = 0; id < HY_N_CLOCKS; id++)
    {
      const HyClock *clock = &clocks.clock[id];

      hy_json_begin_object (out, hy_clock_code (id));
      hy_json_put_string (out, "light", hy_light_code (hy_clock_light (clock, now)));
      hy_json_put_time (out, "due", clock->exists ? clock->due : HY_TIME_NONE);
      hy_json_put_time (out, "yellow_at", clock->exists ? clock->yellow_at : HY_TIME_NONE);
      hy_json_put_time (out, "stopped", clock->exists ? clock->stopped_at : HY_TIME_NONE);
      hy_json_end_object (out);
    }
  hy_json_end_object (out);
}

static void
put_may (GString *out, const HyTicketView *view, HyTime now)
{
  gsize n;
  const HyKind *kinds = hy_kinds (&n);

  hy_json_begin_array (out, "may");
  for (gsize i = 0; i < n; i++)
    {
      g_auto (HyRefusal) refusal = { 0 };
      g_autofree char *why = NULL;
      gboolean allowed;

      if (kinds[i].of_district)
        continue;
      allowed = hy_case_may (view->view, &kinds[i], now, &refusal);
      if (!allowed)
        why = hy_refusal_detail (&refusal, kinds[i].kind);
      hy_json_begin_object (out, NULL);
      hy_json_put_string (out, "kind", kinds[i].kind);
      hy_json_put_bool (out, "allowed", allowed);
      hy_json_put_string (out, "code", allowed ? NULL : refusal.code);
      hy_json_put_string (out, "why", why);
      hy_json_end_object (out);
    }
  hy_json_end_array (out);
}

void
hy_ctl_json_ticket (GString *out, HyTicketView *view, HyTime now)
{
  hy_json_begin_object (out, NULL);
  hy_ticket_write (out, "ticket", view->view->ticket);
  put_timeline (out, view);
  put_lights (out, view, now);
  put_may (out, view, now);
  hy_json_put_string (out, "scope", view->scope);
  hy_json_put_int (out, "unsent", view->unsent);
  hy_json_put_bool (out, "may_be_refused", view->may_refuse);
  if (view->leave_why != NULL)
    {
      hy_json_begin_object (out, "left");
      hy_json_put_string (out, "why", view->leave_why);
      hy_json_put_string (out, "to", view->leave_to);
      hy_json_put_string (out, "note", view->leave_note);
      hy_json_end_object (out);
    }
  hy_json_end_object (out);
}
