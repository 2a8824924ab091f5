#include "district/hy-server.h"

#include "district/hy-certificate.h"
#include "district/hy-http-guard.h"
#include "district/hy-server-private.h"
#include <string.h>

#include "district/hy-text.h"

#define PORT_DEFAULT 8443
#define STOP_SECONDS 10
/* A first synchronization and the repair of a whole office pass at once. */
#define BURST 3000
#define REQUESTS_A_SECOND 50
#define SWEEP_SECONDS (24 * 3600)

GSource *
hy_server_add_soon (HyServer *self, GSourceFunc func, gpointer user_data)
{
  GSource *source = g_idle_source_new ();

  /* Not when nothing else is to be done: while many send, others wait for their answers. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  return hy_server_add_source (self, source, func, user_data);
}

GSource *
hy_server_add_source (HyServer *self, GSource *source, GSourceFunc func, gpointer user_data)
{
  g_source_set_callback (source, func, user_data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

void
hy_server_hear (HyServer *self, GIOStream *stream, GSocketAddress *local, GSocketAddress *remote)
{
  g_autoptr (GError) error = NULL;

  if (!soup_server_accept_iostream (self->soup, stream, local, remote, &error))
    hy_connections_cut (self->connections, remote);
}

static void
on_accepted (GIOStream *stream, GSocketAddress *local, GSocketAddress *remote, gpointer user_data)
{
  hy_server_hear (user_data, stream, local, remote);
}

static void
free_request (gpointer data)
{
  hy_request_free (data);
}

static gboolean
on_sweep (gpointer user_data)
{
  HyServer *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hy_room_sweep (self->authority, &error))
    g_warning ("old files stay: %s", error->message);
  return G_SOURCE_CONTINUE;
}

HyServer *
hy_server_new (const char *dir, HyNowFunc now, gpointer now_data, GError **error)
{
  g_autoptr (HyServer) self = g_new0 (HyServer, 1);
  g_autoptr (GTlsCertificate) certificate = NULL;

  self->waiting = g_ptr_array_new ();
  hy_work_init (self);
  self->uploads = g_hash_table_new (g_str_hash, g_str_equal);
  self->devices = hy_rates_new (BURST, REQUESTS_A_SECOND);
  self->peers = hy_rates_new (BURST, REQUESTS_A_SECOND);
  self->requests = g_hash_table_new_full (NULL, NULL, NULL, free_request);
  self->lock = hy_folder_lock_take (dir, error);
  if (self->lock == NULL)
    return NULL;
  self->authority = hy_authority_open (dir, now, now_data, error);
  if (self->authority == NULL)
    return NULL;
  certificate = hy_certificate_load (dir, error);
  if (certificate == NULL)
    return NULL;
  self->soup = soup_server_new ("raw-paths", TRUE, NULL);
  self->connections = hy_connections_new (certificate, on_accepted, self);
  hy_http_guard_attach (self);
  on_sweep (self);
  self->sweep = hy_server_add_source (self, g_timeout_source_new_seconds (SWEEP_SECONDS), on_sweep, self);
  return g_steal_pointer (&self);
}

void
hy_server_free (HyServer *self)
{
  if (self == NULL)
    return;
  clear_source (&self->stop_timer);
  clear_source (&self->sweep);
  self->stopped = NULL;
  if (self->soup != NULL)
    {
      soup_server_disconnect (self->soup);
      g_signal_handlers_disconnect_by_data (self->soup, self);
      g_clear_object (&self->soup);
    }
  g_hash_table_unref (self->requests);
  g_hash_table_unref (self->uploads);
  hy_rates_free (self->devices);
  hy_rates_free (self->peers);
  hy_work_clear (self);
  clear_source (&self->watch);
  g_ptr_array_unref (self->waiting);
  g_clear_pointer (&self->connections, hy_connections_free);
  g_clear_pointer (&self->authority, hy_authority_close);
  g_clear_pointer (&self->lock, hy_folder_lock_free);
  g_free (self->url);
  g_free (self);
}

static GSocketAddress *
resolve (const char *where, char **host, GError **error)
{
  g_autoptr (GSocketConnectable) address = g_network_address_parse (where, PORT_DEFAULT, error);
  g_autoptr (GSocketAddressEnumerator) enumerator = NULL;
  GSocketAddress *found;

  if (address == NULL)
    return NULL;
  *host = g_strdup (g_network_address_get_hostname (G_NETWORK_ADDRESS (address)));
  enumerator = g_socket_connectable_enumerate (address);
  found = g_socket_address_enumerator_next (enumerator, NULL, error);
  if (found == NULL && error != NULL && *error == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("%s has no address"), where);
  return found;
}

gboolean
hy_server_listen (HyServer *self, const char *where, GError **error)
{
  g_autofree char *host = NULL;
  g_autoptr (GSocketAddress) address = resolve (where, &host, error);

  if (address == NULL || !hy_connections_listen (self->connections, address, &self->port, error))
    {
      g_prefix_error (error, "%s: ", where);
      return FALSE;
    }
  g_free (self->url);
  self->url = g_strdup_printf (strchr (host, ':') != NULL ? "https://[%s]:%u" : "https://%s:%u",
                               host, self->port);
  return TRUE;
}

guint
hy_server_get_port (HyServer *self)
{
  return self->port;
}

const char *
hy_server_get_url (HyServer *self)
{
  return self->url;
}

HyAuthority *
hy_server_get_authority (HyServer *self)
{
  return self->authority;
}

static gboolean
on_stopped (gpointer user_data)
{
  HyServer *self = user_data;
  void (*stopped) (gpointer) = self->stopped;

  self->stopped = NULL;
  clear_source (&self->stop_timer);
  if (stopped != NULL)
    stopped (self->stopped_data);
  return G_SOURCE_REMOVE;
}

static void
finish_stop (HyServer *self, GSource *source)
{
  clear_source (&self->stop_timer);
  self->stop_timer = hy_server_add_source (self, source, on_stopped, self);
}

void
hy_server_forget_request (HyRequest *request)
{
  HyServer *self = request->server;

  g_signal_handlers_disconnect_by_data (request->message, request);
  g_signal_handlers_disconnect_by_data (request->message, self);
  g_hash_table_remove (self->requests, request->message);
  if (self->stopped != NULL && g_hash_table_size (self->requests) == 0)
    finish_stop (self, g_idle_source_new ());
}

void
hy_server_stop (HyServer *self, void (*stopped) (gpointer user_data), gpointer user_data)
{
  g_return_if_fail (!self->stopping);

  self->stopping = TRUE;
  self->stopped = stopped;
  self->stopped_data = user_data;
  hy_connections_refuse (self->connections);
  hy_long_poll_wake (self);
  finish_stop (self, g_hash_table_size (self->requests) == 0
                         ? g_idle_source_new ()
                         : g_timeout_source_new_seconds (STOP_SECONDS));
}
