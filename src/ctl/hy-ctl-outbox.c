#include "ctl/hy-ctl.h"

#include "core/hy-words.h"
#include "ctl/hy-ctl-json.h"
#include "ctl/hy-ctl-text.h"
#include "ctl/hy-ctl-words.h"
#include "store/hy-outbox.h"
#include "wire/hy-json-writer.h"

#include <glib/gi18n.h>
#include <stdio.h>

typedef struct
{
  const char *id;
  const char *why;
  char *made; /* out: the new command's id, or the export's text */
  HyRefusal refusal;
  GPtrArray *items; /* out, of HyOutboxItem */
  HyStatus status;  /* out, with them */
} Work;

static void
work_clear (Work *self)
{
  g_clear_pointer (&self->made, g_free);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  hy_status_clear (&self->status);
  hy_refusal_clear (&self->refusal);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
list (HyReplica *replica, gpointer data, GError **error)
{
  Work *work = data;

  work->items = hy_outbox_list (replica, error);
  return work->items != NULL && hy_status_read (replica, &work->status, error);
}

static gboolean
retry (HyReplica *replica, gpointer data, GError **error)
{
  Work *work = data;

  return hy_outbox_retry (replica, work->id, &work->made, &work->refusal, error);
}

static gboolean
discard (HyReplica *replica, gpointer data, GError **error)
{
  Work *work = data;

  return hy_outbox_discard (replica, work->id, work->why, error);
}

static gboolean
keep_as_note (HyReplica *replica, gpointer data, GError **error)
{
  Work *work = data;

  return hy_outbox_keep_as_note (replica, work->id, NULL, NULL, &work->made, &work->refusal, error);
}

static gboolean
export_all (HyReplica *replica, gpointer data, GError **error)
{
  Work *work = data;

  work->made = hy_outbox_export (replica, error);
  return work->made != NULL;
}

static void
add_item (HyTextTable *table, const HyOutboxItem *item)
{
  g_autofree char *moment = hy_moment_words (item->command->made_at);

  hy_text_table_add (table, item->command->id);
  hy_text_table_add (table, moment);
  hy_text_table_add (table, item->number != NULL ? item->number : item->command->ticket);
  hy_text_table_add (table, hy_kind_words (item->command->kind));
  hy_text_table_add (table, hy_ctl_item_state_words (item->state));
  hy_text_table_add (table, item->detail != NULL ? item->detail
                            : item->may_refuse   ? _ ("may be refused")
                                                 : NULL);
}

static void
print_text (const GPtrArray *items, const HyStatus *status)
{
  g_autoptr (HyTextTable) table = hy_text_table_new (6);
  g_autofree char *text = NULL;
  g_autofree char *files = hy_ctl_files_text (&status->blobs);

  for (guint i = 0; i < items->len; i++)
    add_item (table, items->pdata[i]);
  text = hy_text_table_format (table);
  g_print ("%s%s", text, files);
  if (items->len == 0 && *files == '\0')
    g_print ("%s", _ ("Everything has arrived\n"));
}

static int
print_outbox (HyCtl *self, Work *work)
{
  g_autoptr (GString) out = g_string_new (NULL);
  GError *error = NULL;

  if (!hy_store_read (self->store, list, work, &error))
    return hy_ctl_fail (error);
  if (!self->json)
    {
      print_text (work->items, &work->status);
      return HY_EXIT_DONE;
    }
  hy_json_begin_array (out, NULL);
  for (guint i = 0; i < work->items->len; i++)
    hy_ctl_json_item (out, work->items->pdata[i]);
  hy_json_end_array (out);
  hy_ctl_json_print (out, stdout);
  return HY_EXIT_DONE;
}

/* A writing step on one command; prints the command that came of it, if one did. */
static int
change (HyCtl *self, HyReplicaFunc func, Work *work)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (hy_store_write (self->store, func, work, &error))
    {
      if (func == discard)
        return HY_EXIT_DONE;
      hy_ctl_json_command (out, work->made != NULL ? work->made : work->id);
      hy_ctl_json_print (out, stdout);
      return HY_EXIT_DONE;
    }
  if (g_error_matches (error, HY_STORE_ERROR, HY_STORE_ERROR_REFUSED) && work->refusal.code != NULL)
    {
      g_autofree char *detail = hy_refusal_detail (&work->refusal, NULL);

      return hy_ctl_fail_refused (work->refusal.code, detail, work->refusal.field);
    }
  return hy_ctl_fail (g_steal_pointer (&error));
}

static int
do_retry (HyCtl *self, Work *work)
{
  return change (self, retry, work);
}

static int
do_note (HyCtl *self, Work *work)
{
  return change (self, keep_as_note, work);
}

static int
do_discard (HyCtl *self, Work *work)
{
  return change (self, discard, work);
}

/* The file is whole or not there: it may be the only copy that leaves the house. */
static int
do_export (HyCtl *self, Work *work)
{
  GError *error = NULL;

  if (!hy_store_read (self->store, export_all, work, &error))
    return hy_ctl_fail (error);
  if (g_str_equal (work->id, "-"))
    {
      fputs (work->made, stdout);
      fputc ('\n', stdout);
      return HY_EXIT_DONE;
    }
  if (!g_file_set_contents_full (work->id, work->made, -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 &error))
    return hy_ctl_fail (error);
  return HY_EXIT_DONE;
}

static const struct
{
  const char *name;
  int (*run) (HyCtl *self, Work *work);
  gboolean needs_why;
} steps[] = {
  { "retry", do_retry, FALSE },
  { "discard", do_discard, TRUE },
  { "note", do_note, FALSE },
  { "export", do_export, FALSE },
};

static int
run_step (HyCtl *self, const char *name, Work *work)
{
  int code = HY_EXIT_DONE;

  if (work->id == NULL)
    return hy_ctl_fail_usage (self, _ ("say which one: “huiyinctl outbox” lists them"));
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (!g_str_equal (steps[i].name, name))
        continue;
      if (steps[i].needs_why && hy_text_is_blank (work->why))
        return hy_ctl_fail_usage (self, _ ("say why it is given up: --why TEXT"));
      return hy_ctl_open_enrolled (self, &code) != NULL ? steps[i].run (self, work) : code;
    }
  return hy_ctl_fail_usage (self,
                            _ ("“%s” is nothing to do with the outbox: retry, discard, note or "
                               "export"),
                            name);
}

int
hy_ctl_outbox (HyCtl *self, char **words)
{
  g_autofree char *typed = NULL;
  g_autofree char *why = NULL;
  const GOptionEntry entries[] = {
    { "why", 0, 0, G_OPTION_ARG_FILENAME, &typed, N_ ("Why it is given up"), N_ ("TEXT") },
    { NULL },
  };
  g_auto (Work) work = { 0 };
  int code = HY_EXIT_DONE;

  if (!hy_ctl_parse (self, entries, 0, 2, &words, &code))
    return code;
  if (typed != NULL && (why = hy_ctl_utf8 (self, typed, &code)) == NULL)
    return code;
  work.why = why;
  if (words[0] != NULL)
    {
      work.id = words[1];
      return run_step (self, words[0], &work);
    }
  return hy_ctl_open_enrolled (self, &code) != NULL ? print_outbox (self, &work) : code;
}
