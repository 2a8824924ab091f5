/* Files on their way to a real district, with the line cut at any byte, and a district that will not. */
#include "sync/office-fixture.h"

#include "store/hy-blobs.h"
#include "sync/hy-http-transport.h"

#include <glib/gstdio.h>
#include <string.h>

#define KIB ((gsize) 1024)
#define CSV                                                                                        \
  "number,title,content\n"                                                                         \
  "A1,Street lamp,It is dark at night\n"                                                           \
  "A2,Loose cover,It rattles\n"

/* The real line, until a test has it cut. */
#define TEST_TYPE_LINE (test_line_get_type ())
G_DECLARE_FINAL_TYPE (TestLine, test_line, TEST, LINE, GObject)

struct _TestLine
{
  GObject parent_instance;
  HyTransport *real;
  GRand *rand;        /* NULL: nothing is cut */
  guint status;       /* of every PATCH instead of asking; 0: the district's */
  gint64 retry_after;
  OfficePc *pc;       /* saves a command during the first PATCH, once */
  char *ticket;
  GPtrArray *asked; /* methods */
};

static gboolean
say (TestLine *self, HyReply *reply)
{
  reply->status = self->status;
  reply->epoch = g_strdup ("any");
  reply->retry_after = self->retry_after;
  return TRUE;
}

/* Some of the piece arrives, and no answer. */
static gboolean
cut (TestLine *self, const HyRequest *request, GError **error)
{
  gsize length = g_bytes_get_size (request->body);
  g_autoptr (GBytes) some = g_bytes_new_from_bytes (
      request->body, 0, (gsize) g_rand_int_range (self->rand, 0, (gint32) length + 1));
  HyRequest part = *request;
  g_auto (HyReply) lost = { 0 };

  part.body = some;
  if (hy_transport_send (self->real, &part, NULL, NULL, &lost, NULL, NULL))
    g_set_error_literal (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_OFFLINE, "cut");
  return FALSE;
}

static gboolean
line_send (HyTransport *transport, const HyRequest *request, HyChunkFunc chunk, gpointer chunk_data,
           HyReply *reply, GCancellable *cancellable, GError **error)
{
  TestLine *self = TEST_LINE (transport);
  gboolean patch = strcmp (request->method, "PATCH") == 0;

  g_ptr_array_add (self->asked, g_strdup (request->method));
  if (patch && self->pc != NULL)
    g_free (office_pc_save (g_steal_pointer (&self->pc), self->ticket, "progress",
                            "{\"text\":\"in between\"}"));
  if (patch && self->status != 0)
    return say (self, reply);
  if (patch && self->rand != NULL && g_rand_boolean (self->rand))
    return cut (self, request, error);
  return hy_transport_send (self->real, request, chunk, chunk_data, reply, cancellable, error);
}

static void
line_iface_init (HyTransportInterface *iface)
{
  iface->send = line_send;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestLine, test_line, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (HY_TYPE_TRANSPORT, line_iface_init))

static void
test_line_finalize (GObject *object)
{
  TestLine *self = TEST_LINE (object);

  g_clear_object (&self->real);
  g_clear_pointer (&self->rand, g_rand_free);
  g_free (self->ticket);
  g_ptr_array_unref (self->asked);
  G_OBJECT_CLASS (test_line_parent_class)->finalize (object);
}

static void
test_line_class_init (TestLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_line_finalize;
}

static void
test_line_init (TestLine *self)
{
  self->asked = g_ptr_array_new_with_free_func (g_free);
}

typedef struct
{
  OfficeFixture office;
  OfficePc *pc;
  TestLine *line;
  char *ticket;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  office_fixture_set_up (&self->office, NULL);
  hy_test_district_import (self->office.district, "o1", CSV);
  self->pc = office_fixture_pc (&self->office, "o1");
  self->line = g_object_new (TEST_TYPE_LINE, NULL);
  self->line->real
      = hy_http_transport_new (hy_test_district_url (self->office.district),
                               hy_test_district_ca (self->office.district), 0, &error);
  g_assert_no_error (error);
  hy_engine_free (self->pc->engine);
  self->pc->engine = hy_engine_new (self->pc->replica->store, HY_TRANSPORT (self->line));
  self->ticket = office_pc_ticket (self->pc, "A1");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->ticket);
  g_object_unref (self->line);
  office_pc_free (self->pc);
  office_fixture_tear_down (&self->office, NULL);
}

/* Kept, and named by a command that waits. Its hash. */
static char *
attach (Fixture *self, const char *kind, gsize size, guint seed)
{
  g_autofree char *data = g_malloc (size);
  g_autoptr (GPtrArray) blobs = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_blob_ref_free);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  HyBlobRef *blob;

  for (gsize i = 0; i < size; i++)
    data[i] = (char) ((i * 17 + i / 251 + seed) & 0xff);
  bytes = g_bytes_new_take (g_steal_pointer (&data), size);
  blob = hy_blobs_keep (self->pc->replica->store, bytes, "photo.jpg", &error);
  g_assert_no_error (error);
  g_ptr_array_add (blobs, blob);
  g_free (office_pc_save_with (self->pc, self->ticket, kind,
                               strcmp (kind, "sign") == 0 ? "{}" : "{\"text\":\"seen\"}", blobs));
  return g_strdup (blob->sha256);
}

static gboolean
is_there (Fixture *self, const char *sha256)
{
  g_autofree char *path = g_build_filename (hy_test_district_dir (self->office.district), "blobs",
                                            sha256, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static guint
asked (Fixture *self, const char *method)
{
  guint n = 0;

  for (guint i = 0; i < self->line->asked->len; i++)
    n += strcmp (self->line->asked->pdata[i], method) == 0;
  return n;
}

static void
test_one_round (Fixture *self, gconstpointer data)
{
  g_autofree char *sha256 = attach (self, "sign", 700 * KIB, 1);
  HyRoundSummary summary = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_engine_round (self->pc->engine, &summary, NULL, &error));
  g_assert_cmpuint (summary.files, ==, 1);
  g_assert_true (is_there (self, sha256));
  g_assert_cmpint (hy_test_int (self->pc->replica,
                                "SELECT count(*) FROM records WHERE row LIKE '%missing%'"), ==, 0);
  g_assert_cmpint (hy_test_int (self->pc->replica,
                                "SELECT count(*) FROM tickets WHERE flags LIKE '%awaiting_blobs%'"),
                   ==, 0);
  office_pc_round (self->pc, "synced");
  /* What is there is not asked for again. */
  g_assert_cmpuint (asked (self, "HEAD"), ==, 1);
}

/* Whatever is cut wherever: in the end it is there, whole, and nothing was said twice. */
static void
test_cuts (Fixture *self, gconstpointer data)
{
  g_autofree char *one = attach (self, "sign", 900 * KIB + 1, 2);
  g_autofree char *two = attach (self, "progress", 1, 3);
  g_autofree char *three = attach (self, "progress", 300 * KIB, 4);
  guint rounds = 0;

  self->line->rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  while (!is_there (self, one) || !is_there (self, two) || !is_there (self, three))
    {
      g_autoptr (GError) error = NULL;

      /* A cut file is no fault of the round. */
      g_assert_true (hy_engine_round (self->pc->engine, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (++rounds, <, 100);
    }
  g_clear_pointer (&self->line->rand, g_rand_free);
  office_pc_round (self->pc, "synced");
  g_assert_cmpuint (office_fixture_count (&self->office, self->ticket, "\"seen\""), ==, 2);
  g_assert_cmpuint (office_fixture_count (&self->office, self->ticket, "missing"), ==, 0);
}

/* What is saved while a file goes up does not wait for its end. */
static void
test_commands_go_first (Fixture *self, gconstpointer data)
{
  g_autofree char *sha256 = attach (self, "sign", 900 * KIB, 5);
  guint post = 0, last_patch = 0, posts = 0;

  self->line->pc = self->pc;
  self->line->ticket = g_strdup (self->ticket);
  office_pc_round (self->pc, "synced");
  for (guint i = 0; i < self->line->asked->len; i++)
    {
      if (strcmp (self->line->asked->pdata[i], "PATCH") == 0)
        last_patch = i;
      if (strcmp (self->line->asked->pdata[i], "POST") == 0 && ++posts == 2)
        post = i;
    }
  g_assert_cmpuint (post, >, 0);
  g_assert_cmpuint (post, <, last_patch);
  g_assert_true (is_there (self, sha256));
}

/* A file of a command that was refused is nobody's yet. */
static void
test_refused_sends_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *sha256 = attach (self, "sign", 10, 6);

  hy_test_exec (self->pc->replica, "UPDATE commands SET command = replace (command, '\"kind\":\"sign\"', "
                                   "'\"kind\":\"unknown\"')");
  office_pc_round (self->pc, "refused");
  g_assert_false (is_there (self, sha256));
  g_assert_cmpuint (asked (self, "HEAD"), ==, 0);
}

typedef struct
{
  guint status;
  const char *code; /* of the file afterwards */
  const char *state; /* of the round */
} Answer;

/* None of these is a fault of the round, or keeps the words from arriving. */
static void
test_answers (Fixture *self, gconstpointer data)
{
  const Answer *answer = data;
  g_autofree char *sha256 = attach (self, "sign", 10, 7);
  g_autofree char *code = NULL;

  self->line->status = answer->status;
  office_pc_round (self->pc, answer->state);
  code = hy_test_text (self->pc->replica, "SELECT code FROM blobs");
  g_assert_cmpstr (code, ==, answer->code);
  g_assert_cmpint (hy_test_int (self->pc->replica, "SELECT count(*) FROM commands WHERE state = 'applied'"),
                   ==, 1);
  self->line->status = 0;
  if (g_str_equal (answer->state, "partial"))
    office_pc_round (self->pc, "synced");
  g_assert_true (is_there (self, sha256) == g_str_equal (answer->state, "partial"));
}

static void
test_damaged_here (Fixture *self, gconstpointer data)
{
  g_autofree char *sha256 = attach (self, "sign", 10, 8);
  g_autofree char *path = hy_blobs_path (self->pc->replica->dir, sha256);
  g_autofree char *code = NULL;

  g_assert_true (g_file_set_contents (path, "0123456789", 10, NULL));
  office_pc_round (self->pc, "synced");
  code = hy_test_text (self->pc->replica, "SELECT code FROM blobs");
  g_assert_cmpstr (code, ==, "lost");
  g_assert_false (is_there (self, sha256));
}

/* What the district had and lost is sent again. */
static void
test_restored_district (Fixture *self, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (self->pc->replica->dir, "backup.db", NULL);
  g_autofree char *folder
      = g_build_filename (hy_test_district_dir (self->office.district), "blobs", NULL);
  g_autofree char *sha256 = NULL;
  g_autofree char *path = NULL;

  office_fixture_backup (&self->office, backup);
  sha256 = attach (self, "sign", 5000, 9);
  office_pc_round (self->pc, "synced");
  path = g_build_filename (folder, sha256, NULL);
  g_assert_cmpint (g_unlink (path), ==, 0);
  office_fixture_restore (&self->office, backup);
  office_pc_round (self->pc, "synced");
  g_assert_true (is_there (self, sha256));
  g_assert_cmpuint (office_fixture_count (&self->office, self->ticket, "missing"), ==, 0);
}

#define CASE(name, data, func) g_test_add ("/blob-push/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  static const Answer too_large = { 413, "too_large", "synced" };
  static const Answer bad_request = { 400, "bad_request", "synced" };
  static const Answer unknown = { 404, NULL, "partial" };
  static const Answer server = { 500, NULL, "partial" };
  static const Answer no_room = { 507, "no_room", "partial" };
  static const Answer other_hash = { 422, NULL, "partial" };

  g_test_init (&argc, &argv, NULL);
  CASE ("one-round", NULL, test_one_round);
  CASE ("cuts/1", GUINT_TO_POINTER (1), test_cuts);
  CASE ("cuts/2", GUINT_TO_POINTER (2), test_cuts);
  CASE ("cuts/3", GUINT_TO_POINTER (3), test_cuts);
  CASE ("commands-go-first", NULL, test_commands_go_first);
  CASE ("refused", NULL, test_refused_sends_nothing);
  CASE ("answers/413", &too_large, test_answers);
  CASE ("answers/400", &bad_request, test_answers);
  CASE ("answers/404", &unknown, test_answers);
  CASE ("answers/500", &server, test_answers);
  CASE ("answers/507", &no_room, test_answers);
  CASE ("answers/422", &other_hash, test_answers);
  CASE ("damaged", NULL, test_damaged_here);
  CASE ("restored", NULL, test_restored_district);
  return g_test_run ();
}
