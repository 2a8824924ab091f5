#include "ctl/hy-ctl.h"

#include "core/hy-words.h"
#include "ctl/hy-ctl-json.h"
#include "ctl/hy-ctl-text.h"
#include "ctl/hy-ctl-words.h"
#include "store/hy-doctor.h"
#include "store/hy-drafts.h"
#include "store/hy-outbox.h"
#include "store/hy-pull.h"
#include "wire/hy-json-writer.h"

#include <glib/gi18n.h>

typedef struct
{
  HyExamination examination;
  HyStatus status;
  gboolean enrolled;
  GPtrArray *items; /* of HyOutboxItem */
  char *aside;      /* a JSON array */
  GPtrArray *texts; /* of HyDraft: that no form can open */
  gboolean tell;    /* what they say too, which is not for everybody's eyes */
} Report;

static void
report_clear (Report *self)
{
  hy_examination_clear (&self->examination);
  hy_status_clear (&self->status);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->aside, g_free);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Report, report_clear)

static gboolean
is_damaged (const Report *report)
{
  return report->examination.damage != NULL || report->examination.loose > 0;
}

/* What a damaged file can still tell is not asked for: it might fail, and hide what matters. */
static gboolean
examine (HyReplica *replica, gpointer data, GError **error)
{
  Report *report = data;
  g_auto (HyEnrolment) enrolment = { 0 };

  report->enrolled = hy_replica_get_enrolment (replica, &enrolment, NULL);
  if (!hy_replica_examine (replica, &report->examination, error))
    return FALSE;
  if (is_damaged (report))
    return TRUE;
  report->items = hy_outbox_list (replica, error);
  report->aside = report->items != NULL ? hy_pull_aside_json (replica, error) : NULL;
  report->texts = report->aside != NULL ? hy_drafts_list_aside (replica, error) : NULL;
  return report->texts != NULL && hy_status_read (replica, &report->status, error);
}

static const char *
reason (const HyOutboxItem *item)
{
  return item->detail != NULL ? item->detail : hy_ctl_item_state_words (item->state);
}

static void
put_waiting (GString *out, const Report *report)
{
  hy_json_begin_array (out, "waiting");
  for (guint i = 0; report->items != NULL && i < report->items->len; i++)
    {
      const HyOutboxItem *item = report->items->pdata[i];

      hy_json_begin_object (out, NULL);
      hy_json_put_string (out, "id", item->command->id);
      hy_json_put_string (out, "ticket", item->command->ticket);
      hy_json_put_string (out, "kind", item->command->kind);
      hy_json_put_string (out, "state", item->state);
      hy_json_put_string (out, "why", reason (item));
      hy_json_end_object (out);
    }
  hy_json_end_array (out);
}

static void
put_rescue (GString *out, const HyRescue *rescue)
{
  if (rescue->at == HY_TIME_NONE)
    {
      hy_json_put_raw (out, "rescue", "null", -1);
      return;
    }
  hy_json_begin_object (out, "rescue");
  hy_json_put_time (out, "at", rescue->at);
  hy_json_put_string (out, "file", rescue->file);
  hy_json_put_int (out, "entries", rescue->entries);
  hy_json_put_int (out, "drafts", rescue->drafts);
  hy_json_put_int (out, "aside", rescue->aside);
  hy_json_put_int (out, "lost", rescue->lost);
  hy_json_put_string (out, "copy", rescue->copy);
  hy_json_end_object (out);
}

static void
put_texts (GString *out, const Report *report)
{
  hy_json_begin_array (out, "texts");
  for (guint i = 0; report->texts != NULL && i < report->texts->len; i++)
    {
      const HyDraft *text = report->texts->pdata[i];

      hy_json_begin_object (out, NULL);
      hy_json_put_string (out, "ticket", text->ticket);
      hy_json_put_string (out, "person", text->person);
      hy_json_put_string (out, "kind", text->kind);
      hy_json_put_time (out, "at", text->changed_at);
      if (report->tell)
        hy_json_put_string (out, "text", text->body);
      hy_json_end_object (out);
    }
  hy_json_end_array (out);
}

static void
print_json (const Report *report)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const HyExamination *examination = &report->examination;

  hy_json_begin_object (out, NULL);
  hy_json_put_bool (out, "healthy", !is_damaged (report));
  hy_json_put_bool (out, "enrolled", report->enrolled);
  hy_json_put_string (out, "integrity", examination->damage != NULL ? examination->damage : "ok");
  hy_json_put_int (out, "loose_rows", examination->loose);
  hy_json_put_bool (out, "calendar_ok", examination->calendar_year == 0);
  hy_json_put_bool (out, "digest_ok", examination->digest_sound && report->status.digest_ok);
  hy_json_put_int (out, "tickets", examination->tickets);
  hy_json_put_string (out, "state", report->status.state);
  hy_json_put_string (out, "fault", report->status.fault);
  hy_json_put_string (out, "fault_detail", report->status.fault_detail);
  hy_json_put_int (out, "clock_offset_ms", report->status.clock_offset_ms);
  hy_json_put_bool (out, "clock_warning", report->status.clock_warning);
  hy_json_put_int (out, "to_index", report->status.to_index);
  hy_json_put_int (out, "orphans", report->status.orphans);
  hy_ctl_json_blobs (out, &report->status.blobs);
  hy_json_put_int (out, "lost_files", examination->lost_files);
  put_waiting (out, report);
  hy_json_put_raw (out, "aside", report->aside != NULL ? report->aside : "[]", -1);
  put_texts (out, report);
  put_rescue (out, &report->status.rescue);
  hy_json_end_object (out);
  hy_ctl_json_print (out, stdout);
}

static void
print_waiting (const Report *report)
{
  g_autoptr (HyTextTable) table = hy_text_table_new (4);
  g_autofree char *text = NULL;

  for (guint i = 0; i < report->items->len; i++)
    {
      const HyOutboxItem *item = report->items->pdata[i];

      hy_text_table_add (table, " ");
      hy_text_table_add (table, item->number != NULL ? item->number : item->command->ticket);
      hy_text_table_add (table, hy_kind_words (item->command->kind));
      hy_text_table_add (table, reason (item));
    }
  text = hy_text_table_format (table);
  g_print ("%s", text);
}

/* The offset is what this PC lacks to the district's time. */
static void
print_clock (gint64 offset_ms)
{
  int minutes = (int) MIN (ABS (offset_ms) / HY_MINUTE, G_MAXINT);

  if (minutes == 0)
    g_print ("%s\n", _ ("✓ This PC's clock agrees with the district's"));
  else if (offset_ms > 0)
    g_print (ngettext ("✗ This PC's clock is %d minute behind the district's\n",
                       "✗ This PC's clock is %d minutes behind the district's\n", (gulong) minutes),
             minutes);
  else
    g_print (ngettext ("✗ This PC's clock is %d minute ahead of the district's\n",
                       "✗ This PC's clock is %d minutes ahead of the district's\n",
                       (gulong) minutes),
             minutes);
}

static void
print_files (const Report *report)
{
  const HyBlobFigures *blobs = &report->status.blobs;
  g_autofree char *size = g_format_size ((guint64) blobs->kept_bytes);
  guint lost = (guint) MIN (report->examination.lost_files, G_MAXUINT);

  if (lost > 0)
    g_print (ngettext ("✗ %u attached file is gone from this PC's disk\n",
                       "✗ %u attached files are gone from this PC's disk\n", lost),
             lost);
  else
    g_print (ngettext ("✓ %u attached file is kept here (%s)\n",
                       "✓ %u attached files are kept here (%s)\n", blobs->kept),
             blobs->kept, size);
}

static void
print_rescue (const HyCtl *self, const HyRescue *rescue)
{
  if (rescue->at == HY_TIME_NONE)
    return;
  g_print (_ ("  The replica was damaged: %d entries of the outbox and %d drafts were rescued into a "
              "fresh one\n"),
           (int) rescue->entries, (int) rescue->drafts);
  if (rescue->copy != NULL)
    g_print (_ ("  What the damaged file no longer gave came from the copy %s\n"), rescue->copy);
  if (rescue->lost > 0)
    g_print (ngettext ("  %d place in it could not be read\n", "  %d places in it could not be read\n",
                       (gulong) rescue->lost),
             (int) rescue->lost);
  g_print (_ ("  The damaged file is kept: %s/%s\n"), self->dir, rescue->file);
}

static void
print_texts (const Report *report)
{
  guint n = report->texts->len;

  if (n == 0)
    return;
  g_print (ngettext ("  %u text that no form can open any more is kept; “huiyinctl doctor --texts” shows it\n",
                     "  %u texts that no form can open any more are kept; “huiyinctl doctor --texts” shows them\n",
                     n),
           n);
  for (guint i = 0; report->tell && i < n; i++)
    {
      const HyDraft *text = report->texts->pdata[i];

      g_print ("\n%s  %s  %s\n%s\n", text->ticket, text->person, text->kind, text->body);
    }
}

static void
print_text (const HyCtl *self, const Report *report)
{
  const HyExamination *examination = &report->examination;
  g_autofree char *status = NULL;

  g_print ("%s\n",
           is_damaged (report) ? _ ("✗ The replica is damaged") : _ ("✓ The replica is sound"));
  if (examination->calendar_year != 0)
    g_print (_ ("✗ The calendar's working days of %d do not add up\n"),
             (int) examination->calendar_year);
  else
    g_print ("%s\n", _ ("✓ The calendar adds up"));
  if (is_damaged (report))
    return;
  g_print ("%s\n", examination->digest_sound
                       ? _ ("✓ The sum over the tickets is right")
                       : _ ("✗ The sum over the tickets is wrong; the next sync mends that"));
  print_rescue (self, &report->status.rescue);
  print_texts (report);
  print_files (report);
  print_clock (report->status.clock_offset_ms);
  if (!report->enrolled)
    {
      g_print ("%s\n", _ ("  This PC is not enrolled"));
      return;
    }
  status = hy_ctl_status_text (&report->status);
  g_print ("%s", status);
  print_waiting (report);
}

static int
say_damaged (const HyExamination *examination)
{
  if (examination->damage != NULL)
    g_printerr (_ ("huiyinctl: the replica is damaged (%s); quit all programs that use it and run “huiyinctl "
                   "doctor --rescue”\n"),
                examination->damage);
  else
    g_printerr (_ ("huiyinctl: the replica is damaged (%s); keep the folder as it is, and enrol anew "
                   "into an empty folder\n"),
                _ ("rows without their ticket"));
  return HY_EXIT_UNUSABLE;
}

int
hy_ctl_doctor (HyCtl *self, char **words)
{
  gboolean rescue = FALSE;
  g_auto (Report) report = { 0 };
  const GOptionEntry entries[] = {
    { "rescue", 0, 0, G_OPTION_ARG_NONE, &rescue, N_ ("Rescue what a damaged replica still gives"),
      NULL },
    { "texts", 0, 0, G_OPTION_ARG_NONE, &report.tell, N_ ("Show the texts that no form can open any more"), NULL },
    { NULL },
  };
  GError *error = NULL;
  int code = HY_EXIT_DONE;

  if (!hy_ctl_parse (self, entries, 0, 0, &words, &code)
      || hy_ctl_open (self, rescue ? HY_STORE_RESCUE | HY_STORE_CHECK : HY_STORE_LENIENT, &code) == NULL)
    return code;
  if (!hy_store_read (self->store, examine, &report, &error))
    return hy_ctl_fail (error);
  if (self->json)
    print_json (&report);
  else
    print_text (self, &report);
  return is_damaged (&report) ? say_damaged (&report.examination) : HY_EXIT_DONE;
}
