#include "district/hy-server-private.h"

HyRequest *
hy_request_new (HyServer *server, SoupServerMessage *message)
{
  HyRequest *self = g_new0 (HyRequest, 1);

  self->server = server;
  self->message = g_object_ref (message);
  return self;
}

void
hy_request_free (HyRequest *self)
{
  hy_long_poll_forget (self);
  hy_blob_upload_forget (self);
  hy_work_forget (self);
  if (self->next != NULL)
    g_source_destroy (self->next);
  g_clear_pointer (&self->next, g_source_unref);
  g_clear_pointer (&self->feed, hy_feed_free);
  g_clear_object (&self->file);
  g_clear_pointer (&self->compressor, hy_gzip_free);
  g_clear_pointer (&self->piece, g_bytes_unref);
  g_clear_pointer (&self->device, hy_device_free);
  g_object_unref (self->message);
  g_free (self->argument);
  g_free (self->token);
  g_free (self->since);
  g_free (self->range);
  g_free (self);
}

gboolean
hy_request_is_still_welcome (HyRequest *self, GError **error)
{
  g_clear_pointer (&self->device, hy_device_free);
  self->device = hy_authority_authenticate (self->server->authority, self->token, error);
  return self->device != NULL;
}

void
hy_request_cut (HyRequest *self)
{
  hy_connections_cut (self->server->connections,
                      soup_server_message_get_remote_address (self->message));
}
