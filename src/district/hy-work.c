/* What takes long: piece by piece, when the sockets have been served, and the offices in turn. Whoever sends much waits for
 * itself, and a small request is read, done and answered between two pieces of a large one. */
#include "district/hy-server-private.h"

/* Of bodies that were read and wait. */
#define WAITING_MAX ((gsize) 64 * 1024 * 1024)
/* Sockets that never rest do not keep the work from being done. */
#define LATEST_MS 20
/* So long pieces are done before the sockets are looked at again. With a thousand connections a look takes as long as many
 * small pieces do, and each commit makes one of a feed for each PC of its office. */
#define SLICE_MS 5

void
hy_work_init (HyServer *self)
{
  self->turns = hy_turns_new (WAITING_MAX);
}

static void
rest (HyServer *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->work); i++)
    {
      if (self->work[i] != NULL)
        g_source_destroy (self->work[i]);
      g_clear_pointer (&self->work[i], g_source_unref);
    }
}

void
hy_work_clear (HyServer *self)
{
  rest (self);
  g_clear_pointer (&self->turns, hy_turns_free);
}

void
hy_work_do (HyServer *self, guint ms)
{
  gint64 until = g_get_monotonic_time () + (gint64) ms * 1000;
  HyRequest *request;

  while ((request = hy_turns_take (self->turns)) != NULL)
    {
      request->turn = NULL;
      request->work (request);
      if (g_get_monotonic_time () >= until)
        break;
    }
  if (hy_turns_length (self->turns) == 0)
    rest (self);
}

static gboolean
on_turn (gpointer user_data)
{
  hy_work_do (user_data, SLICE_MS);
  return G_SOURCE_CONTINUE;
}

static void
begin (HyServer *self)
{
  GSource *when_quiet = g_idle_source_new ();

  g_source_set_priority (when_quiet, G_PRIORITY_HIGH_IDLE);
  self->work[0] = hy_server_add_source (self, when_quiet, on_turn, self);
  self->work[1] = hy_server_add_source (self, g_timeout_source_new (LATEST_MS), on_turn, self);
}

gboolean
hy_work_await (HyRequest *self, gsize size, void (*work) (HyRequest *request))
{
  HyServer *server = self->server;

  g_return_val_if_fail (self->turn == NULL, FALSE);
  self->turn = hy_turns_add (server->turns, self->device->office, self, size);
  if (self->turn == NULL)
    return FALSE;
  self->work = work;
  if (server->work[0] == NULL)
    begin (server);
  return TRUE;
}

void
hy_work_forget (HyRequest *self)
{
  if (self->turn != NULL)
    hy_turns_remove (self->server->turns, self->turn);
  self->turn = NULL;
}
