#include "support/hy-fake-transport.h"

#include "wire/hy-system-clock.h"

#include <string.h>

typedef struct
{
  char *method;
  char *path;
  HyFakeReply reply;
} Step;

typedef struct
{
  char *asked;
  char *body;
  char *token;
} Asked;

struct _HyFakeTransport
{
  GObject parent_instance;
  GMutex mutex;
  GCond changed;
  GQueue script;
  GPtrArray *asked;
  HyFakeFunc func;
  gpointer func_data;
  guint released;
  guint held;
};

static void hy_fake_transport_iface_init (HyTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HyFakeTransport,
                               hy_fake_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (HY_TYPE_TRANSPORT,
                                                      hy_fake_transport_iface_init))

static void
step_free (gpointer data)
{
  Step *self = data;

  g_free (self->method);
  g_free (self->path);
  g_free (self->reply.body);
  g_free (self);
}

static void
asked_free (gpointer data)
{
  Asked *self = data;

  g_free (self->asked);
  g_free (self->body);
  g_free (self->token);
  g_free (self);
}

static void
remember (HyFakeTransport *self, const HyRequest *request)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->asked = g_strconcat (request->method, " ", request->path, NULL);
  asked->token = g_strdup (request->token);
  if (request->body != NULL)
    asked->body
        = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
  g_ptr_array_add (self->asked, asked);
  g_cond_broadcast (&self->changed);
}

static HyFakeReply
next_reply (HyFakeTransport *self, const HyRequest *request)
{
  Step *step = g_queue_pop_head (&self->script);
  HyFakeReply reply = { .fails = TRUE, .fault = HY_TRANSPORT_ERROR_OFFLINE };

  if (step == NULL)
    return self->func != NULL ? self->func (request, self->func_data) : reply;
  g_assert_cmpstr (request->method, ==, step->method);
  if (!g_str_has_prefix (request->path, step->path))
    g_error ("asked for %s, not %s", request->path, step->path);
  reply = step->reply;
  step->reply.body = NULL;
  step_free (step);
  return reply;
}

static void
on_cancelled (GCancellable *cancellable, HyFakeTransport *self)
{
  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

static void
hold (HyFakeTransport *self, GCancellable *cancellable)
{
  gulong handler = 0;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), self, NULL);
  g_mutex_lock (&self->mutex);
  self->held++;
  while (self->released < self->held && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->changed, &self->mutex);
  self->released = self->held;
  g_mutex_unlock (&self->mutex);
  g_cancellable_disconnect (cancellable, handler);
}

static gboolean
fail (const HyFakeReply *said, GError **error)
{
  g_set_error_literal (error, HY_TRANSPORT_ERROR, said->fault, "as the script has it");
  return FALSE;
}

static gboolean
stream (const HyFakeReply *said, HyChunkFunc chunk, gpointer chunk_data, GError **error)
{
  gsize length = said->body != NULL ? strlen (said->body) : 0;
  gsize end = said->cut ? MIN (said->cut_at, length) : length;
  gsize step = said->chunk != 0 ? said->chunk : MAX (end, 1);

  for (gsize at = 0; at < end; at += step)
    if (!chunk (said->body + at, MIN (step, end - at), chunk_data, error))
      return FALSE;
  return !said->fails || fail (said, error);
}

static gboolean
deliver (
    const HyFakeReply *said, HyChunkFunc chunk, gpointer chunk_data, HyReply *reply, GError **error)
{
  const char *epoch = said->epoch != NULL ? said->epoch : "epoch-1";
  gsize length = said->body != NULL ? strlen (said->body) : 0;

  if (said->fails && !said->cut)
    return fail (said, error);
  reply->status = said->status != 0 ? said->status : 200;
  reply->epoch = *epoch != '\0' ? g_strdup (epoch) : NULL;
  reply->date = said->date;
  reply->pc_time = hy_system_clock_now ();
  reply->round_trip = said->round_trip;
  reply->retry_after = said->retry_after > 0 ? said->retry_after : -1;
  reply->upload_offset = said->has_offset ? said->upload_offset : -1;
  if (chunk != NULL && reply->status == 200)
    return stream (said, chunk, chunk_data, error);
  if (said->fails)
    return fail (said, error);
  reply->body = g_bytes_new (said->body, said->cut ? MIN (said->cut_at, length) : length);
  return TRUE;
}

static gboolean
hy_fake_transport_send (HyTransport *transport,
                        const HyRequest *request,
                        HyChunkFunc chunk,
                        gpointer chunk_data,
                        HyReply *reply,
                        GCancellable *cancellable,
                        GError **error)
{
  HyFakeTransport *self = HY_FAKE_TRANSPORT (transport);
  HyFakeReply said;
  gboolean ok;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_mutex_lock (&self->mutex);
  remember (self, request);
  said = next_reply (self, request);
  g_mutex_unlock (&self->mutex);
  if (said.hold)
    hold (self, cancellable);
  ok = !g_cancellable_set_error_if_cancelled (cancellable, error)
       && deliver (&said, chunk, chunk_data, reply, error);
  g_free (said.body);
  return ok;
}

static void
hy_fake_transport_finalize (GObject *object)
{
  HyFakeTransport *self = HY_FAKE_TRANSPORT (object);

  g_queue_clear_full (&self->script, step_free);
  g_ptr_array_unref (self->asked);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  G_OBJECT_CLASS (hy_fake_transport_parent_class)->finalize (object);
}

static void
hy_fake_transport_class_init (HyFakeTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hy_fake_transport_finalize;
}

static void
hy_fake_transport_iface_init (HyTransportInterface *iface)
{
  iface->send = hy_fake_transport_send;
}

static void
hy_fake_transport_init (HyFakeTransport *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->script);
  self->asked = g_ptr_array_new_with_free_func (asked_free);
}

HyFakeTransport *
hy_fake_transport_new (void)
{
  return g_object_new (HY_TYPE_FAKE_TRANSPORT, NULL);
}

void
hy_fake_transport_expect (HyFakeTransport *self,
                          const char *method,
                          const char *path,
                          HyFakeReply reply)
{
  Step *step = g_new0 (Step, 1);

  *step = (Step){ g_strdup (method), g_strdup (path), reply };
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->script, step);
  g_mutex_unlock (&self->mutex);
}

void
hy_fake_transport_set_func (HyFakeTransport *self, HyFakeFunc func, gpointer user_data)
{
  self->func = func;
  self->func_data = user_data;
}

void
hy_fake_transport_assert_done (HyFakeTransport *self)
{
  const Step *next = g_queue_peek_head (&self->script);

  if (next != NULL)
    g_error ("not asked for: %s %s", next->method, next->path);
}

guint
hy_fake_transport_count (HyFakeTransport *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->asked->len;
  g_mutex_unlock (&self->mutex);
  return n;
}

static const Asked *
asked_at (HyFakeTransport *self, guint n)
{
  static const Asked none;
  const Asked *asked;

  g_mutex_lock (&self->mutex);
  asked = n < self->asked->len ? g_ptr_array_index (self->asked, n) : &none;
  g_mutex_unlock (&self->mutex);
  return asked;
}

const char *
hy_fake_transport_asked (HyFakeTransport *self, guint n)
{
  return asked_at (self, n)->asked;
}

const char *
hy_fake_transport_body (HyFakeTransport *self, guint n)
{
  return asked_at (self, n)->body;
}

const char *
hy_fake_transport_token (HyFakeTransport *self, guint n)
{
  return asked_at (self, n)->token;
}

void
hy_fake_transport_wait (HyFakeTransport *self, guint n)
{
  g_mutex_lock (&self->mutex);
  while (self->asked->len < n)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

void
hy_fake_transport_release (HyFakeTransport *self)
{
  g_mutex_lock (&self->mutex);
  self->released++;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}
