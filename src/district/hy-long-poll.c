#include "district/hy-server-private.h"

#include <string.h>

#include "district/hy-reply.h"

#define LOOK_MS 200
/* More than a PC has programs: each costs a connection, and a look at the feed whenever something of its office changes. */
#define WAITS_A_DEVICE 4
/* So many looks apart it is asked who has gone: that is a call of the system for each. */
#define STIRRED_EVERY 5

static gboolean
open_feed (HyRequest *self, GError **error)
{
  g_clear_pointer (&self->feed, hy_feed_free);
  self->feed = hy_feed_open (self->server->authority, self->device->office, self->since,
                             self->limit, error);
  return self->feed != NULL;
}

static void
stop_waiting (HyRequest *self)
{
  HyServer *server = self->server;

  g_ptr_array_remove (server->waiting, self);
  if (server->waiting->len > 0 || server->watch == NULL)
    return;
  g_source_destroy (server->watch);
  g_clear_pointer (&server->watch, g_source_unref);
}

/* What came, or the bare end. */
static void
answer_now (HyRequest *self)
{
  g_autoptr (GError) error = NULL;

  stop_waiting (self);
  if (!hy_request_is_still_welcome (self, &error) || (!self->device->revoked && !open_feed (self, &error)))
    hy_reply_error (self, error);
  else if (self->device->revoked)
    hy_reply_revoked (self);
  else
    {
      hy_feed_stream_start (self);
      return;
    }
  soup_server_message_unpause (self->message);
}

/* Whether anything for this office came; an error is for the answer to tell. */
static gboolean
has_news (HyRequest *self)
{
  g_autoptr (GError) error = NULL;

  if (!open_feed (self, &error))
    return TRUE;
  return !hy_feed_is_empty (self->feed, &error) || error != NULL;
}

/* An office is asked about once, however many of its PCs wait. */
static gboolean
office_has_news (HyServer *self, GHashTable *offices, const char *office, gint64 before)
{
  gpointer news;

  if (!g_hash_table_lookup_extended (offices, office, NULL, &news))
    {
      news = GINT_TO_POINTER (hy_feed_has_news (self->authority, office, before));
      g_hash_table_insert (offices, g_strdup (office), news);
    }
  return GPOINTER_TO_INT (news);
}

/* Answers those whose office has news, and all when the server stops. */
static void
look_for_news (HyServer *self)
{
  g_autoptr (GHashTable) offices = NULL;
  gint64 head = hy_authority_head (self->authority);
  /* A head that went back is that of another database: everybody is looked at. */
  gint64 before = head < self->head ? -1 : self->head;

  if (head == self->head && !self->stopping)
    return;
  self->head = head;
  offices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = self->waiting->len; i-- > 0;)
    {
      HyRequest *request = self->waiting->pdata[i];

      if (self->stopping
          || (office_has_news (self, offices, request->device->office, before)
              && has_news (request)))
        answer_now (request);
    }
}

/* Answers those whose time is over, and those who went. */
static void
look_at_waits (HyServer *self)
{
  gint64 now = g_get_monotonic_time ();
  gboolean stirred = ++self->looks % STIRRED_EVERY == 0;

  for (guint i = self->waiting->len; i-- > 0;)
    {
      HyRequest *request = self->waiting->pdata[i];

      if (now >= request->wait_until
          || (stirred
              && hy_connections_stirred (
                  self->connections, soup_server_message_get_remote_address (request->message))))
        answer_now (request);
    }
}

/* Other processes change the database too: `huiyin-district import` beside the server. */
static gboolean
on_watch (gpointer user_data)
{
  HyServer *self = user_data;

  look_for_news (self);
  look_at_waits (self);
  return G_SOURCE_CONTINUE;
}

/* When a device waits too often, its oldest wait ends. */
static void
end_surplus (HyServer *self, const char *device)
{
  HyRequest *oldest = NULL;
  guint n = 0;

  for (guint i = 0; i < self->waiting->len; i++)
    {
      HyRequest *request = self->waiting->pdata[i];

      if (strcmp (request->device->id, device) != 0)
        continue;
      if (n++ == 0)
        oldest = request;
    }
  if (n > WAITS_A_DEVICE)
    answer_now (oldest);
}

static void
start_waiting (HyRequest *self)
{
  HyServer *server = self->server;

  soup_server_message_pause (self->message);
  g_ptr_array_add (server->waiting, self);
  end_surplus (server, self->device->id);
  if (server->watch == NULL)
    server->watch = hy_server_add_source (server, g_timeout_source_new (LOOK_MS), on_watch, server);
}

void
hy_long_poll_answer (HyRequest *self)
{
  g_autoptr (GError) error = NULL;
  gboolean empty = FALSE;

  /* Before the feed is read: a change in between is then seen as one. */
  if (self->server->waiting->len == 0)
    self->server->head = hy_authority_head (self->server->authority);
  if (!open_feed (self, &error))
    {
      hy_reply_error (self, error);
      return;
    }
  if (self->wait_until > g_get_monotonic_time () && !self->server->stopping)
    empty = hy_feed_is_empty (self->feed, &error);
  if (error != NULL)
    hy_reply_error (self, error);
  else if (empty)
    start_waiting (self);
  else
    hy_feed_stream_start (self);
}

void
hy_long_poll_wake (HyServer *self)
{
  if (self->waiting->len > 0)
    look_for_news (self);
}

void
hy_long_poll_forget (HyRequest *self)
{
  stop_waiting (self);
}
