#include "ctl/hy-ctl.h"

#include "ctl/hy-ctl-json.h"
#include "ctl/hy-ctl-words.h"
#include "store/hy-copies.h"
#include "store/hy-indexing.h"
#include "sync/hy-engine.h"

#include <glib/gi18n.h>
#include <unistd.h>

typedef struct
{
  HyStatus status;
  HyEnrolment enrolment;
  gint64 sent; /* of the last round */
  gint64 received;
} Facts;

static void
facts_clear (Facts *self)
{
  hy_status_clear (&self->status);
  hy_enrolment_clear (&self->enrolment);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Facts, facts_clear)

static gboolean
read_facts (HyReplica *replica, gpointer data, GError **error)
{
  Facts *facts = data;

  facts->sent = hy_replica_get_meta_int (replica, "round_sent");
  facts->received = hy_replica_get_meta_int (replica, "round_received");
  return hy_replica_get_enrolment (replica, &facts->enrolment, error)
         && hy_status_read (replica, &facts->status, error);
}

/* On one line of the terminal, over and over. */
static void
show_progress (guint received, guint64 bytes, gpointer user_data)
{
  g_printerr ("\r");
  g_printerr (_ ("Tickets and entries: %u"), received);
}

static gboolean
run_round (HyCtl *self, HyRoundSummary *summary, GError **error)
{
  g_autoptr (HyEngine) engine = hy_engine_new (self->store, NULL);
  gboolean shows = !self->json && isatty (STDERR_FILENO);
  gboolean ok;

  if (shows)
    hy_engine_set_progress (engine, show_progress, NULL);
  ok = hy_engine_round (engine, summary, NULL, error);
  if (shows)
    g_printerr ("\n");
  return ok;
}

/* Also after a fault, so that a script reads how things stand in any case. A person is told of a
 * fault once, when the program ends with it. */
static void
print_round (HyCtl *self, Facts *facts, const HyRoundSummary *summary, gboolean failed)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *text = NULL;

  if (self->json)
    {
      hy_ctl_json_round (out, &facts->status, summary->sent, summary->received);
      hy_ctl_json_print (out, stdout);
      return;
    }
  if (failed)
    g_clear_pointer (&facts->status.fault, g_free);
  text = hy_ctl_status_text (&facts->status);
  g_print (_ ("Sent %u, received %u\n"), summary->sent, summary->received);
  g_print ("%s", text);
}

/* A lock or a token that cannot be read is the replica's fault, not the person's. */
static int
fail (GError *error)
{
  gboolean of_disk = error->domain == G_FILE_ERROR || error->domain == G_IO_ERROR;
  int code = hy_ctl_fail (error);

  return of_disk ? HY_EXIT_UNUSABLE : code;
}

static void
keep_copy (HyCtl *self)
{
  g_autoptr (GError) error = NULL;

  if (!hy_copies_keep (self->store, &error))
    g_printerr ("huiyinctl: %s\n", error->message);
}

int
hy_ctl_sync (HyCtl *self, char **words)
{
  g_auto (Facts) facts = { 0 };
  HyRoundSummary summary = { 0 };
  GError *error = NULL;
  g_autoptr (GError) later = NULL;
  int code = HY_EXIT_DONE;

  if (!hy_ctl_parse (self, NULL, 0, 0, &words, &code) || hy_ctl_open_enrolled (self, &code) == NULL)
    return code;
  if (run_round (self, &summary, &error) || error->domain == HY_TRANSPORT_ERROR)
    {
      if (hy_indexing_finish (self->store, NULL, &later)
          && hy_store_read (self->store, read_facts, &facts, &later))
        print_round (self, &facts, &summary, error != NULL);
      keep_copy (self);
    }
  if (error != NULL)
    return fail (error);
  return later != NULL ? hy_ctl_fail (g_steal_pointer (&later)) : HY_EXIT_DONE;
}

int
hy_ctl_status (HyCtl *self, char **words)
{
  g_auto (Facts) facts = { 0 };
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *text = NULL;
  GError *error = NULL;
  int code = HY_EXIT_DONE;

  if (!hy_ctl_parse (self, NULL, 0, 0, &words, &code) || hy_ctl_open (self, 0, &code) == NULL)
    return code;
  if (!hy_store_read (self->store, read_facts, &facts, &error))
    return hy_ctl_fail (error);
  if (self->json)
    {
      hy_ctl_json_status (out, &facts.status, &facts.enrolment, facts.sent, facts.received);
      hy_ctl_json_print (out, stdout);
      return HY_EXIT_DONE;
    }
  text = hy_ctl_status_text (&facts.status);
  g_print ("%s · %s\n%s", facts.enrolment.office_name, facts.enrolment.device_name, text);
  return HY_EXIT_DONE;
}
