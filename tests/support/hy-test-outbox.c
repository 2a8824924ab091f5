#include "support/hy-test-outbox.h"

#include "wire/hy-json.h"
#include "wire/hy-record-json.h"

typedef struct
{
  const char *ticket, *person, *kind, *body;
  char *id;
  HyRefusal refusal;
  GPtrArray *commands;
  const char *result;
  guint refused;
} Deed;

static gboolean
queue (HyReplica *replica, gpointer data, GError **error)
{
  Deed *deed = data;
  GVariant *body = hy_json_body_from_text (deed->body, -1, error);

  g_assert_nonnull (body);
  deed->id = hy_outbox_queue (replica, deed->ticket, deed->person, deed->kind, body, NULL, NULL, -1,
                              &deed->refusal, error);
  g_variant_unref (body);
  return deed->id != NULL;
}

char *
hy_test_queue (HyTestReplica *self, const char *ticket, const char *kind, const char *body)
{
  Deed deed = { .ticket = ticket, .person = "p-zhang", .kind = kind, .body = body };

  hy_test_write (self, queue, &deed);
  return deed.id;
}

void
hy_test_queue_refused (HyTestReplica *self,
                       const char *ticket,
                       const char *person,
                       const char *kind,
                       const char *body,
                       const char *code)
{
  Deed deed = { .ticket = ticket, .person = person, .kind = kind, .body = body };
  g_autoptr (GError) error = NULL;

  g_assert_false (hy_store_write (self->store, queue, &deed, &error));
  g_assert_error (error, HY_STORE_ERROR, HY_STORE_ERROR_REFUSED);
  g_assert_cmpstr (deed.refusal.code, ==, code);
  hy_refusal_clear (&deed.refusal);
}

static gboolean
take (HyReplica *replica, gpointer data, GError **error)
{
  Deed *deed = data;

  deed->commands = hy_outbox_take (replica, 200, 4 * 1024 * 1024, error);
  return deed->commands != NULL;
}

GPtrArray *
hy_test_take (HyTestReplica *self)
{
  Deed deed = { 0 };

  hy_test_write (self, take, &deed);
  return deed.commands;
}

static gboolean
settle (HyReplica *replica, gpointer data, GError **error)
{
  Deed *deed = data;
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_result_free);
  HyResult *result = hy_result_from_json (deed->result, -1, error);

  g_assert_nonnull (result);
  g_ptr_array_add (results, result);
  return hy_outbox_settle (replica, results, "epoch-1", &deed->refused, error);
}

guint
hy_test_settle (HyTestReplica *self, const char *result)
{
  Deed deed = { .result = result };

  hy_test_write (self, settle, &deed);
  return deed.refused;
}

static gboolean
put_back (HyReplica *replica, gpointer data, GError **error)
{
  return hy_outbox_put_back (replica, error);
}

void
hy_test_put_back (HyTestReplica *self)
{
  hy_test_write (self, put_back, NULL);
}

void
hy_test_assert_state (HyTestReplica *self, const char *id, const char *want)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT state || ' ' || coalesce (code, '-') FROM commands WHERE id = '%s'", id);
  g_autofree char *got = hy_test_text (self, sql);

  g_assert_cmpstr (got, ==, want);
}
