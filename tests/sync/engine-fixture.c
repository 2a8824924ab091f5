#include "sync/engine-fixture.h"

#include "core/hy-body.h"
#include "wire/hy-json-writer.h"

static void
open_all (EngineFixture *self)
{
  g_autoptr (GError) error = NULL;

  self->replica = hy_test_replica_new ();
  hy_test_replica_enrol (self->replica, TRUE);
  g_assert_true (hy_token_save (self->replica->dir, "pc-1", TOKEN, &error));
  self->transport = hy_fake_transport_new ();
  self->engine = hy_engine_new (self->replica->store, HY_TRANSPORT (self->transport));
}

void
engine_fixture_set_up_empty (EngineFixture *self, gconstpointer data)
{
  open_all (self);
}

void
engine_fixture_set_up (EngineFixture *self, gconstpointer data)
{
  HyTestTicket tickets[] = { { .id = "t1" }, { .id = "t2" }, { .id = "t3" } };
  g_auto (HyPullOutcome) out = { 0 };

  open_all (self);
  hy_test_feed (self->replica, "", &out, hy_test_ticket_line (&tickets[0]),
                hy_test_ticket_line (&tickets[1]), hy_test_ticket_line (&tickets[2]),
                hy_test_end_line ("c1", ALL_TICKETS), NULL);
  g_assert_true (out.digest_ok);
}

void
engine_fixture_tear_down (EngineFixture *self, gconstpointer data)
{
  hy_engine_free (self->engine);
  g_assert_finalize_object (self->transport);
  hy_test_replica_free (self->replica);
}

gboolean
engine_fixture_round (EngineFixture *self, GError **error)
{
  gboolean ok = hy_engine_round (self->engine, &self->summary, NULL, error);

  hy_fake_transport_assert_done (self->transport);
  return ok;
}

static gboolean
read_status (HyReplica *replica, gpointer data, GError **error)
{
  return hy_status_read (replica, data, error);
}

void
engine_fixture_assert_synced (EngineFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (HyStatus) status = { 0 };

  g_assert_true (engine_fixture_round (self, &error) || error != NULL);
  g_assert_no_error (error);
  hy_test_read (self->replica, read_status, &status);
  g_assert_cmpstr (status.state, ==, "synced");
  g_assert_null (status.fault);
}

void
engine_fixture_assert_fault (EngineFixture *self, HyTransportError code)
{
  g_autoptr (GError) error = NULL;
  g_auto (HyStatus) status = { 0 };

  g_assert_false (engine_fixture_round (self, &error));
  g_assert_error (error, HY_TRANSPORT_ERROR, (int) code);
  hy_test_read (self->replica, read_status, &status);
  g_assert_cmpstr (status.fault, ==, hy_transport_error_code (error));
  g_assert_cmpstr (status.state, !=, "synced");
}

void
engine_fixture_say (EngineFixture *self, const char *method, const char *path, HyFakeReply reply)
{
  hy_fake_transport_expect (self->transport, method, path, reply);
}

void
engine_fixture_say_head (EngineFixture *self, const char *cursor, const char *tickets)
{
  HyFakeReply reply = { .body = engine_lines (hy_test_end_line (cursor, tickets), NULL) };

  engine_fixture_say (self, "GET", CHANGES, reply);
}

char *
engine_lines (const char *first, ...)
{
  GString *out = g_string_new (NULL);
  va_list args;

  va_start (args, first);
  for (char *line = (char *) first; line != NULL; line = va_arg (args, char *))
    {
      g_string_append (out, line);
      g_string_append_c (out, '\n');
      g_free (line);
    }
  va_end (args);
  return g_string_free (out, FALSE);
}

char *
engine_problem (const char *code)
{
  return g_strdup_printf ("{\"type\":\"about:blank#%s\",\"title\":\"x\",\"detail\":\"why\"}", code);
}

static void
put_result (GString *out, const char *id, const char *result)
{
  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "id", id);
  hy_json_put_string (out, "result", result);
  if (g_str_equal (result, "refused"))
    {
      hy_json_put_string (out, "code", "wrong_state");
      hy_json_put_string (out, "detail", "It was closed meanwhile.");
    }
  else if (!g_str_equal (result, "held"))
    {
      hy_json_put_int (out, "version", 2);
      hy_json_put_string (out, "receipt", "receipt-of-it");
    }
  hy_json_put_string (out, "at", "2026-11-23T09:00:05+08:00");
  hy_json_end_object (out);
}

char *
engine_results (const char *id, ...)
{
  GString *out = g_string_new ("{\"results\":[");
  va_list args;
  gboolean first = TRUE;

  va_start (args, id);
  for (const char *each = id; each != NULL; each = va_arg (args, const char *))
    {
      g_autoptr (GString) result = g_string_new (NULL);

      put_result (result, each, va_arg (args, const char *));
      g_string_append (out, first ? "" : ",");
      g_string_append (out, result->str);
      first = FALSE;
    }
  va_end (args);
  g_string_append (out, "],\"time\":\"2026-11-23T09:00:05+08:00\"}");
  return g_string_free (out, FALSE);
}

typedef struct
{
  const char *ticket;
  const char *text;
  char *id;
} Save;

static gboolean
save (HyReplica *replica, gpointer data, GError **error)
{
  Save *self = data;
  g_auto (HyRefusal) refusal = { 0 };
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) body = NULL;

  g_variant_dict_insert (&dict, "text", "s", self->text);
  body = g_variant_ref_sink (g_variant_dict_end (&dict));
  self->id = hy_outbox_queue (replica, self->ticket, "p-zhang", "progress", body, NULL, NULL, -1,
                              &refusal, error);
  return self->id != NULL;
}

char *
engine_fixture_save (EngineFixture *self, const char *ticket, const char *text)
{
  Save work = { ticket, text, NULL };

  hy_test_write (self->replica, save, &work);
  return work.id;
}

char *
engine_fixture_state_of (EngineFixture *self, const char *command)
{
  g_autofree char *sql = g_strdup_printf ("SELECT state FROM commands WHERE id = '%s'", command);

  return hy_test_text (self->replica, sql);
}

char *
engine_fixture_dump (EngineFixture *self)
{
  return hy_test_text (self->replica,
                       "SELECT (SELECT group_concat (seq || id || state || command || coalesce "
                       "(code, '') || overlay, "
                       "';') FROM (SELECT * FROM commands ORDER BY seq)) || "
                       "(SELECT group_concat (id || version || scope || state || unsent, ';') "
                       "FROM (SELECT * FROM tickets ORDER BY id))");
}

char *
engine_fixture_meta (EngineFixture *self, const char *key)
{
  g_autofree char *sql = g_strdup_printf ("SELECT value FROM meta WHERE key = '%s'", key);

  return hy_test_text (self->replica, sql);
}
