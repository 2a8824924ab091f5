/* What was written and can no longer be read as what it was. */
#include "store/hy-rescue.h"

#include "store/hy-drafts.h"
#include "support/hy-test-outbox.h"

#include <string.h>

#define SENTENCE "the neighbour rang twice about the lamp"

static HyTime
clock_of (gpointer data)
{
  return ((HyTestReplica *) data)->now;
}

typedef struct
{
  HyTestReplica *t;
  char *path, *db;
  gsize size;
} File;

static File
file_new (void)
{
  File self = { .t = hy_test_replica_new () };

  hy_test_replica_enrol (self.t, TRUE);
  hy_test_feed_on (self.t, hy_test_ticket_line (&(HyTestTicket){ .version = 3 }), NULL);
  self.path = g_build_filename (self.t->dir, "replica.db", NULL);
  return self;
}

static void
file_clear (File *self)
{
  hy_test_replica_free (self->t);
  g_free (self->path);
  g_free (self->db);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (File, file_clear)

static gboolean
save_draft (HyReplica *replica, gpointer data, GError **error)
{
  HyDraft draft = { (char *) "t1", (char *) "p-li", (char *) "contact", data, 3, HY_TEST_NOW };

  return hy_drafts_save (replica, &draft, error);
}

/* Of @times sentences. */
static void
write_draft (File *self, guint times)
{
  g_autoptr (GString) body = g_string_new ("{\"text\":\"");

  for (guint i = 0; i < times; i++)
    g_string_append_printf (body, "%u " SENTENCE ". ", i);
  g_string_append (body, "the end\"}");
  hy_test_write (self->t, save_draft, body->str);
}

static void
shut (File *self)
{
  g_assert_finalize_object (g_steal_pointer (&self->t->store));
  g_assert_true (g_file_get_contents (self->path, &self->db, &self->size, NULL));
}

static char *
find (const File *self, const char *text)
{
  char *at = memmem (self->db, self->size, text, strlen (text));

  g_assert_nonnull (at);
  return at;
}

static gboolean
read_note (HyReplica *replica, gpointer data, GError **error)
{
  return hy_rescue_read (replica, data, error);
}

/* The header is gone, so that it is rescued; and what the test did to it. */
static void
rescue (File *self, HyRescue *note)
{
  g_autoptr (GError) error = NULL;

  memset (self->db, 0, 100);
  g_assert_true (g_file_set_contents (self->path, self->db, (gssize) self->size, NULL));
  self->t->store = hy_store_open (self->t->dir, HY_STORE_RESCUE | HY_STORE_CHECK, clock_of, self->t, &error);
  g_assert_no_error (error);
  hy_test_read (self->t, read_note, note);
}

static gboolean
list (HyReplica *replica, gpointer data, GError **error)
{
  GPtrArray **out = data;

  *out = hy_drafts_list_aside (replica, error);
  return *out != NULL;
}

static HyDraft *
only_text (File *self)
{
  g_autoptr (GPtrArray) texts = NULL;

  hy_test_read (self->t, list, &texts);
  g_assert_cmpuint (texts->len, ==, 1);
  return g_ptr_array_steal_index (texts, 0);
}

static void
assert_text (const HyDraft *text, const char *person, const char *kind, const char *part)
{
  g_assert_cmpstr (text->ticket, ==, "t1");
  g_assert_cmpstr (text->person, ==, person);
  g_assert_true (g_str_has_prefix (text->kind, kind));
  g_assert_nonnull (strchr (text->kind, '~'));
  g_assert_true (g_utf8_validate (text->body, -1, NULL));
  g_assert_nonnull (strstr (text->body, part));
}

/* Bytes that are no JSON any more, and no UTF-8. */
static void
test_draft_turned (void)
{
  g_auto (File) file = file_new ();
  g_auto (HyRescue) note = { 0 };
  g_autoptr (HyDraft) text = NULL;

  write_draft (&file, 1);
  shut (&file);
  memcpy (find (&file, "\"text\":\"0 the"), "\xff\xfe\"\"", 4);
  rescue (&file, &note);
  text = only_text (&file);
  assert_text (text, "p-li", "contact~", SENTENCE);
  g_assert_cmpint (text->changed_at, ==, HY_TEST_NOW);
  g_assert_cmpint (note.drafts, ==, 0);
  g_assert_cmpint (note.aside, ==, 1);
  g_assert_cmpint (note.lost, ==, 0);
}

/* The chain of its pages breaks off: what stands before that place. */
static void
test_draft_cut (void)
{
  g_auto (File) file = file_new ();
  g_auto (HyRescue) note = { 0 };
  g_autoptr (HyDraft) text = NULL;
  char *second;

  write_draft (&file, 300);
  shut (&file);
  second = file.db + (find (&file, "120 " SENTENCE) - file.db) / 4096 * 4096;
  memset (second, 0xff, 4);
  rescue (&file, &note);
  text = only_text (&file);
  assert_text (text, "p-li", "contact~", "119 " SENTENCE);
  g_assert_null (strstr (text->body, "290 " SENTENCE));
  g_assert_cmpint (note.aside, ==, 1);
}

/* Set aside long ago, by a form that could not read it. */
static void
test_set_aside_before (void)
{
  g_auto (File) file = file_new ();
  g_auto (HyRescue) note = { 0 };
  g_autoptr (HyDraft) text = NULL;

  hy_test_exec (file.t, "INSERT INTO drafts VALUES ('t1', 'p-li', 'reply~1', 'no JSON: " SENTENCE "', 3, 5)");
  shut (&file);
  rescue (&file, &note);
  text = only_text (&file);
  g_assert_cmpstr (text->kind, ==, "reply~1");
  g_assert_cmpstr (text->body, ==, "no JSON: " SENTENCE);
  g_assert_cmpint (note.aside, ==, 1);
}

/* It was never sent, and cannot be any more. */
static void
test_command_turned (void)
{
  g_auto (File) file = file_new ();
  g_auto (HyRescue) note = { 0 };
  g_autoptr (HyDraft) text = NULL;

  g_free (hy_test_queue (file.t, "t1", "progress", "{\"text\":\"" SENTENCE "\"}"));
  shut (&file);
  memset (find (&file, "\"seq\":"), '{', 6);
  rescue (&file, &note);
  text = only_text (&file);
  assert_text (text, "p-zhang", "progress~", SENTENCE);
  g_assert_cmpint (note.entries, ==, 0);
  g_assert_cmpint (note.aside, ==, 1);
  g_assert_cmpint (hy_test_int (file.t, "SELECT value FROM meta WHERE key = 'seq'"), >, 100000);
}

/* Of a row of which nothing can be taken it is said that it was there. */
static void
test_counted (void)
{
  g_auto (File) file = file_new ();
  g_auto (HyRescue) note = { 0 };

  shut (&file);
  memset (find (&file, "\"number\":\"N-t1\""), '{', 4);
  rescue (&file, &note);
  g_assert_cmpint (note.aside, ==, 0);
  g_assert_cmpint (note.lost, ==, 1);
}

/* Rescued once more, it is there once. */
static void
test_again (void)
{
  g_auto (File) file = file_new ();
  g_auto (HyRescue) note = { 0 };
  g_auto (HyRescue) second = { 0 };
  g_autoptr (HyDraft) text = NULL;

  write_draft (&file, 1);
  shut (&file);
  memcpy (find (&file, "\"text\":\"0 the"), "\xff\xfe\"\"", 4);
  rescue (&file, &note);
  g_clear_pointer (&file.db, g_free);
  shut (&file);
  file.t->now += HY_SECOND;
  rescue (&file, &second);
  text = only_text (&file);
  assert_text (text, "p-li", "contact~", SENTENCE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rescue-texts/draft-turned", test_draft_turned);
  g_test_add_func ("/rescue-texts/draft-cut", test_draft_cut);
  g_test_add_func ("/rescue-texts/set-aside-before", test_set_aside_before);
  g_test_add_func ("/rescue-texts/command-turned", test_command_turned);
  g_test_add_func ("/rescue-texts/counted", test_counted);
  g_test_add_func ("/rescue-texts/again", test_again);
  return g_test_run ();
}
