/* What a colleague typed over an entry that somebody then decided about. */
#include "store/hy-drafts-over.h"

#include "store/hy-discard.h"
#include "support/hy-test-outbox.h"

typedef struct
{
  HyTestReplica *t;
  char *entry;
  HyDraft over;
} Case;

static gboolean
save (HyReplica *replica, gpointer data, GError **error)
{
  return hy_drafts_save (replica, data, error);
}

static void
answer (Case *self, const char *rest)
{
  g_autofree char *json = g_strdup_printf ("{\"id\":\"%s\",%s,\"at\":\"2026-11-23T09:00:01+08:00\"}", self->entry, rest);

  g_ptr_array_unref (hy_test_take (self->t));
  hy_test_settle (self->t, json);
}

/* A refused note of t1, over which p-li typed @pieces. */
static Case
case_new (const char *pieces)
{
  Case self = { .t = hy_test_replica_new () };
  g_autofree char *body = g_strdup_printf ("{\"pieces\":[%s]}", pieces);

  hy_test_replica_enrol (self.t, TRUE);
  hy_test_feed_on (self.t, hy_test_ticket_line (&(HyTestTicket){ .version = 3 }), NULL);
  self.entry = hy_test_queue (self.t, "t1", "progress", "{\"text\":\"the lamp is \\\"mended\\\"\"}");
  answer (&self, "\"result\":\"refused\",\"code\":\"wrong_state\",\"detail\":\"no\"");
  self.over.ticket = g_strdup ("t1");
  self.over.person = g_strdup ("p-li");
  self.over.kind = g_strdup_printf ("progress:%s", self.entry);
  self.over.body = g_steal_pointer (&body);
  hy_test_write (self.t, save, &self.over);
  return self;
}

static void
case_clear (Case *self)
{
  hy_test_replica_free (self->t);
  g_free (self->entry);
  g_free (self->over.ticket);
  g_free (self->over.person);
  g_free (self->over.kind);
  g_free (self->over.body);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

static gboolean
discard (HyReplica *replica, gpointer data, GError **error)
{
  return hy_outbox_discard (replica, ((Case *) data)->entry, "done by phone", error);
}

static void
assert_drafts (Case *self, const char *want)
{
  g_autofree char *got = hy_test_text (
      self->t, "SELECT group_concat (ticket || ' ' || person || ' ' || kind || ' ' || body, ';') FROM drafts");

  g_assert_cmpstr (got, ==, want);
}

static void
test_becomes_a_note (void)
{
  g_auto (Case) c = case_new ("\"the lamp hangs again\",\"call on Monday\"");

  hy_test_write (c.t, discard, &c);
  assert_drafts (&c, "t1 p-li progress {\"text\":\"the lamp hangs again\\ncall on Monday\"}");
}

static void
test_behind_what_was_begun (void)
{
  g_auto (Case) c = case_new ("\"the lamp hangs again\"");
  HyDraft begun = { (char *) "t1", (char *) "p-li", (char *) "progress", (char *) "{\"text\":\"was there\"}", 3, 5 };

  hy_test_write (c.t, save, &begun);
  hy_test_write (c.t, discard, &c);
  assert_drafts (&c, "t1 p-li progress {\"text\":\"was there\\nthe lamp hangs again\"}");
}

/* Opened, and left as it was. */
static void
test_nothing_of_its_own (void)
{
  g_auto (Case) c = case_new ("\"the lamp is \\\"mended\\\"\",\" \"");

  hy_test_write (c.t, discard, &c);
  assert_drafts (&c, NULL);
}

/* A correction of an entry that arrived has a name of its own, and stays. */
static void
test_correction_stays (void)
{
  g_auto (Case) c = case_new ("");
  g_autofree char *kind = hy_drafts_amends_kind ("progress", "r1");
  g_autofree char *left = g_strdup_printf ("t1 p-li %s {\"text\":\"mended\"}", kind);
  HyDraft begun = { (char *) "t1", (char *) "p-li", kind, (char *) "{\"text\":\"mended\"}", 3, 5 };

  g_assert_cmpstr (hy_drafts_amended (kind), ==, "r1");
  g_assert_null (hy_drafts_amended ("progress"));
  hy_test_write (c.t, save, &begun);
  hy_test_write (c.t, discard, &c);
  assert_drafts (&c, left);
}

/* Of an earlier version, when it was named as what is typed over an entry is. */
static void
test_old_correction (void)
{
  g_auto (Case) c = case_new ("");
  HyDraft old = { (char *) "t1", (char *) "p-li", (char *) "contact:r1", (char *) "{\"gist\":\"mended\"}", 3, 5 };

  hy_test_write (c.t, save, &old);
  hy_test_write (c.t, discard, &c);
  assert_drafts (&c, "t1 p-li contact/r1 {\"gist\":\"mended\"}");
}

/* And begun anew since: none is written over. */
static void
test_old_correction_begun_anew (void)
{
  g_auto (Case) c = case_new ("");
  HyDraft old = { (char *) "t1", (char *) "p-li", (char *) "contact:r1", (char *) "{\"gist\":\"old\"}", 3, 5 };
  HyDraft new = { (char *) "t1", (char *) "p-li", (char *) "contact/r1", (char *) "{\"gist\":\"new\"}", 3, 6 };

  hy_test_write (c.t, save, &old);
  hy_test_write (c.t, save, &new);
  hy_test_write (c.t, discard, &c);
  g_assert_cmpint (hy_test_int (c.t, "SELECT count(*) FROM drafts WHERE kind = 'contact/r1' AND instr (body, 'new')"), ==, 1);
  g_assert_cmpint (hy_test_int (c.t, "SELECT count(*) FROM drafts WHERE kind GLOB 'contact:r1~*' AND instr (body, 'old')"),
                   ==, 1);
}

static void
test_without_its_ticket (void)
{
  g_auto (Case) c = case_new ("\"the lamp hangs again\"");

  hy_test_exec (c.t, "DELETE FROM tickets");
  hy_test_write (c.t, discard, &c);
  g_assert_cmpint (hy_test_int (c.t, "SELECT count(*) FROM drafts WHERE kind GLOB 'progress:*~*' AND instr (body, 'hangs')"),
                   ==, 1);
}

static gboolean
own (HyReplica *replica, gpointer data, GError **error)
{
  Case *self = data;
  HyDiscard *made
      = hy_discard_make (replica, self->entry, "done", "t1", self->over.person, self->over.kind, error);
  gboolean ok = made != NULL && hy_discard_undo (replica, made, error);

  hy_discard_free (made);
  return ok;
}

/* Who decides has their own back with the entry. */
static void
test_own_comes_back (void)
{
  g_auto (Case) c = case_new ("\"the lamp hangs again\"");
  g_autofree char *want = g_strdup_printf ("t1 p-li %s %s", c.over.kind, c.over.body);

  hy_test_write (c.t, own, &c);
  assert_drafts (&c, want);
}

static gboolean
found (HyReplica *replica, gpointer data, GError **error)
{
  return hy_outbox_found_done (replica, ((Case *) data)->entry, error);
}

/* Refused to one copy of the replica, and done for the other. */
static void
test_arrived_after_all (void)
{
  g_auto (Case) c = case_new ("\"the lamp hangs again\"");

  hy_test_write (c.t, found, &c);
  answer (&c, "\"result\":\"applied\",\"version\":4");
  assert_drafts (&c, "t1 p-li progress {\"text\":\"the lamp hangs again\"}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drafts-over/becomes-a-note", test_becomes_a_note);
  g_test_add_func ("/drafts-over/behind-what-was-begun", test_behind_what_was_begun);
  g_test_add_func ("/drafts-over/nothing-of-its-own", test_nothing_of_its_own);
  g_test_add_func ("/drafts-over/correction-stays", test_correction_stays);
  g_test_add_func ("/drafts-over/old-correction", test_old_correction);
  g_test_add_func ("/drafts-over/old-correction-begun-anew", test_old_correction_begun_anew);
  g_test_add_func ("/drafts-over/without-its-ticket", test_without_its_ticket);
  g_test_add_func ("/drafts-over/own-comes-back", test_own_comes_back);
  g_test_add_func ("/drafts-over/arrived-after-all", test_arrived_after_all);
  return g_test_run ();
}
