#include "rescue-fixture.h"

#include "store/hy-drafts.h"
#include "support/hy-test-outbox.h"

#include <glib/gstdio.h>

char *
path_of (const HyTestReplica *t, const char *name)
{
  return g_build_filename (t->dir, name, NULL);
}

static void
feed_tickets (HyTestReplica *t, guint n)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u", i);
      g_autofree char *record = g_strdup_printf ("r%u", i);

      hy_test_feed_on (t,
                       hy_test_ticket_line (&(HyTestTicket){ .id = id, .version = 2, .records = 1 }),
                       hy_test_record_line (id, record, 2, "note", "{\"text\":\"Seen\"}"), NULL);
    }
}

static gboolean
save_draft (HyReplica *replica, gpointer data, GError **error)
{
  HyDraft draft = { .ticket = data,
                    .person = (char *) "p-zhang",
                    .kind = (char *) "contact",
                    .body = (char *) "{\"text\":\"half a sentence\"}" };

  return hy_drafts_save (replica, &draft, error);
}

static void
answer (HyTestReplica *t, const char *id, const char *rest)
{
  g_autofree char *json = g_strdup_printf ("{\"id\":\"%s\",%s}", id, rest);

  hy_test_settle (t, json);
}

/* Every state of a command, a draft, a photo. */
Office
office_new (guint tickets)
{
  HyTestReplica *t = hy_test_replica_new ();
  Office self = { .t = t };
  g_autoptr (GPtrArray) sent = NULL;

  hy_test_replica_enrol (t, TRUE);
  feed_tickets (t, tickets);
  self.done = hy_test_queue (t, "t1", "progress", "{\"text\":\"done\"}");
  self.refused = hy_test_queue (t, "t2", "progress", "{\"text\":\"refused\"}");
  self.held = hy_test_queue (t, "t3", "progress", "{\"text\":\"held\"}");
  sent = hy_test_take (t);
  answer (t, self.done, "\"result\":\"applied\",\"version\":3,\"at\":\"2026-11-23T09:00:00+08:00\",\"receipt\":\"x\"");
  answer (t, self.refused, "\"result\":\"refused\",\"code\":\"wrong_state\",\"detail\":\"no\",\"at\":\"2026-11-23T09:00:00+08:00\"");
  answer (t, self.held, "\"result\":\"held\",\"missing\":[\"t3\"]");
  self.queued = hy_test_queue (t, "t4", "progress", "{\"text\":\"waits\"}");
  hy_test_write (t, save_draft, (gpointer) "t5");
  return self;
}

void
office_clear (Office *self)
{
  g_free (self->queued);
  g_free (self->refused);
  g_free (self->held);
  g_free (self->done);
  hy_test_replica_free (self->t);
}

HyTime
clock_of (gpointer data)
{
  return ((HyTestReplica *) data)->now;
}

void
close_store (HyTestReplica *t)
{
  g_assert_finalize_object (g_steal_pointer (&t->store));
}

gboolean
open_rescued (HyTestReplica *t, GError **error)
{
  t->store = hy_store_open (t->dir, HY_STORE_RESCUE | HY_STORE_CHECK, clock_of, t, error);
  return t->store != NULL;
}

void
must_open (HyTestReplica *t)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (open_rescued (t, &error) || error != NULL);
  g_assert_no_error (error);
}

void
damage (HyTestReplica *t, const char *name, goffset at, const void *bytes, gsize length)
{
  g_autofree char *path = path_of (t, name);
  FILE *file = fopen (path, "r+b");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, at, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  fclose (file);
}

gsize
size_of (HyTestReplica *t, const char *name)
{
  g_autofree char *path = path_of (t, name);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (gsize) info.st_size : 0;
}

char *
contents_of (HyTestReplica *t, const char *name, gsize *length)
{
  g_autofree char *path = path_of (t, name);
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  return bytes;
}
