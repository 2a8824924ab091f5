#include "district/hy-connections.h"

#include "district/hy-peer.h"
#include "district/hy-shares.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>

/* Each PC has two: for rounds and for its wait. Fewer when the process may not have as many files open, of which the
 * database and uploads need some. */
#define CONNECTIONS_MAX 8000
#define OTHER_FILES 124
/* Who connect in the same moment and are still to be accepted. */
#define BACKLOG 1024
#define HANDSHAKE_SECONDS 15
#define FIRST_REQUEST_SECONDS 30
#define SWEEP_SECONDS 2

typedef struct
{
  HyConnections *all; /* NULL once it was dropped */
  GSocketConnection *connection;
  GSocketAddress *local;
  GSocketAddress *remote;
  GIOStream *tls;
  GCancellable *cancellable;
  char *peer;      /* hy_peer_of(); NULL: not counted */
  gint64 deadline; /* monotonic */
} Connection;

struct _HyConnections
{
  GTlsCertificate *certificate;
  HyConnectionFunc accepted;
  gpointer user_data;
  GSocketService *service;
  GHashTable *connections; /* GSocketAddress (by pointer) -> Connection */
  HyShares *shares;        /* of the connections, by peer */
  guint max;
  double pace; /* of all times allowed; 1 but in tests */
  GSource *sweep;
};

static void
connection_clear (gpointer data)
{
  Connection *self = data;

  g_object_unref (self->cancellable);
  g_clear_object (&self->tls);
  g_clear_object (&self->local);
  g_clear_object (&self->remote);
  g_free (self->peer);
  g_object_unref (self->connection);
}

static void
connection_drop (gpointer data)
{
  Connection *self = data;

  if (self->peer != NULL)
    hy_shares_remove (self->all->shares, self->peer);
  self->all = NULL;
  g_cancellable_cancel (self->cancellable);
  g_rc_box_release_full (self, connection_clear);
}

static gint64
in_seconds (HyConnections *self, double seconds)
{
  return g_get_monotonic_time () + (gint64) (seconds * self->pace * G_USEC_PER_SEC);
}

static void
shut (Connection *connection)
{
  g_socket_shutdown (g_socket_connection_get_socket (connection->connection), TRUE, TRUE, NULL);
}

/* Also forgets what the HTTP side has closed. */
static gboolean
on_sweep (gpointer user_data)
{
  HyConnections *self = user_data;
  GHashTableIter iter;
  Connection *connection;
  gint64 now = g_get_monotonic_time ();

  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &connection))
    {
      gboolean closed = g_io_stream_is_closed (connection->tls);

      if (!closed && connection->deadline >= now)
        continue;
      if (!closed)
        shut (connection);
      g_hash_table_iter_remove (&iter);
    }
  return G_SOURCE_CONTINUE;
}

static void
on_handshake (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Connection *connection = user_data;
  gboolean done = g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, NULL);
  HyConnections *self = connection->all;

  if (self != NULL && done)
    {
      connection->deadline = in_seconds (self, FIRST_REQUEST_SECONDS);
      self->accepted (connection->tls, connection->local, connection->remote, self->user_data);
    }
  else if (self != NULL)
    g_hash_table_remove (self->connections, connection->remote);
  g_rc_box_release_full (connection, connection_clear);
}

static void
connection_release (gpointer data)
{
  g_rc_box_release_full (data, connection_clear);
}

/* A handshake holds one of GTask's few threads: none for those who connect and are silent. */
static gboolean
on_hello (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Connection *connection = user_data;

  if (connection->all != NULL)
    g_tls_connection_handshake_async (G_TLS_CONNECTION (connection->tls), G_PRIORITY_DEFAULT,
                                      connection->cancellable, on_handshake,
                                      g_rc_box_acquire (connection));
  return G_SOURCE_REMOVE;
}

static void
await_hello (Connection *connection, GSocket *socket)
{
  g_autoptr (GSource) source = g_socket_create_source (socket, G_IO_IN, connection->cancellable);

  g_source_set_callback (source, G_SOURCE_FUNC (on_hello), g_rc_box_acquire (connection),
                         connection_release);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/* Without a database from the start: no office shows a certificate, and to read those that the system trusts costs every
 * connection forty milliseconds and four megabytes. */
static GIOStream *
tls_new (HyConnections *self, GSocketConnection *stream)
{
  return g_initable_new (g_tls_backend_get_server_connection_type (g_tls_backend_get_default ()),
                         NULL, NULL, "base-io-stream", stream, "certificate", self->certificate,
                         "database", NULL, NULL);
}

static Connection *
connection_new (HyConnections *self, GSocketConnection *stream)
{
  Connection *connection = g_rc_box_new0 (Connection);

  connection->all = self;
  connection->connection = g_object_ref (stream);
  connection->local = g_socket_connection_get_local_address (stream, NULL);
  connection->remote = g_socket_connection_get_remote_address (stream, NULL);
  connection->cancellable = g_cancellable_new ();
  connection->deadline = in_seconds (self, HANDSHAKE_SECONDS);
  connection->tls = tls_new (self, stream);
  return connection;
}

/* So that no single client shuts the others out, be it by lines that say nothing, that speak slowly or that wait: when all
 * are taken, whoever has most loses the one that would be cut first anyway. FALSE: the newcomer has most. */
static gboolean
make_room (HyConnections *self, const char *newcomer)
{
  const char *giver = hy_shares_giver (self->shares, newcomer);
  GHashTableIter iter;
  Connection *connection, *first = NULL;

  if (giver == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, self->connections);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &connection))
    if (g_str_equal (connection->peer, giver)
        && (first == NULL || connection->deadline < first->deadline))
      first = connection;
  shut (first);
  g_hash_table_remove (self->connections, first->remote);
  return TRUE;
}

static gboolean
take_place (HyConnections *self, Connection *connection)
{
  g_autofree char *peer = hy_peer_of (connection->remote);

  if (g_hash_table_size (self->connections) >= self->max && !make_room (self, peer))
    return FALSE;
  hy_shares_add (self->shares, peer);
  connection->peer = g_steal_pointer (&peer);
  g_hash_table_insert (self->connections, connection->remote, connection);
  return TRUE;
}

static gboolean
on_incoming (HyConnections *self, GSocketConnection *stream)
{
  Connection *connection;
  GSocket *socket = g_socket_connection_get_socket (stream);

  connection = connection_new (self, stream);
  if (connection->local == NULL || connection->remote == NULL || connection->tls == NULL
      || !take_place (self, connection))
    {
      connection_drop (connection);
      return TRUE;
    }
  /* A reply goes out in several small writes; it shall not wait for acknowledgements. */
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  /* Cut offices end without a farewell; what was read is judged by its own end. */
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (connection->tls), FALSE);
  await_hello (connection, socket);
  return TRUE;
}

/* As many files as the system allows: commonly 1,024 at first, and much more when asked for. */
static guint
most_connections (void)
{
  struct rlimit files = { 0, 0 };

  getrlimit (RLIMIT_NOFILE, &files);
  if (files.rlim_cur < CONNECTIONS_MAX + OTHER_FILES && files.rlim_cur < files.rlim_max)
    {
      struct rlimit more = { MIN (files.rlim_max, CONNECTIONS_MAX + OTHER_FILES), files.rlim_max };

      if (setrlimit (RLIMIT_NOFILE, &more) == 0)
        files = more;
    }
  return (guint) CLAMP (files.rlim_cur, 2 * OTHER_FILES, CONNECTIONS_MAX + OTHER_FILES)
         - OTHER_FILES;
}

HyConnections *
hy_connections_new (GTlsCertificate *certificate, HyConnectionFunc accepted, gpointer user_data)
{
  HyConnections *self = g_new0 (HyConnections, 1);

  self->certificate = g_object_ref (certificate);
  self->accepted = accepted;
  self->user_data = user_data;
  self->connections = g_hash_table_new_full (NULL, NULL, NULL, connection_drop);
  self->shares = hy_shares_new ();
  self->max = most_connections ();
  self->pace = 1;
  self->service = g_socket_service_new ();
  g_socket_listener_set_backlog (G_SOCKET_LISTENER (self->service), BACKLOG);
  g_signal_connect_swapped (self->service, "incoming", G_CALLBACK (on_incoming), self);
  self->sweep = g_timeout_source_new_seconds (SWEEP_SECONDS);
  g_source_set_callback (self->sweep, on_sweep, self, NULL);
  g_source_attach (self->sweep, g_main_context_get_thread_default ());
  return self;
}

void
hy_connections_free (HyConnections *self)
{
  if (self == NULL)
    return;
  hy_connections_refuse (self);
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_object_unref (self->service);
  g_source_destroy (self->sweep);
  g_source_unref (self->sweep);
  g_hash_table_unref (self->connections);
  hy_shares_free (self->shares);
  g_object_unref (self->certificate);
  g_free (self);
}

gboolean
hy_connections_listen (HyConnections *self, GSocketAddress *address, guint *port, GError **error)
{
  g_autoptr (GSocketAddress) effective = NULL;

  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &effective,
                                      error))
    return FALSE;
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  g_socket_service_start (self->service);
  return TRUE;
}

void
hy_connections_set_max (HyConnections *self, guint max)
{
  self->max = max;
}

void
hy_connections_set_pace (HyConnections *self, double pace)
{
  self->pace = pace;
}

void
hy_connections_refuse (HyConnections *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
}

void
hy_connections_allow (HyConnections *self, GSocketAddress *remote, double seconds)
{
  Connection *connection = g_hash_table_lookup (self->connections, remote);

  if (connection != NULL)
    connection->deadline = in_seconds (self, seconds);
}

void
hy_connections_extend (HyConnections *self, GSocketAddress *remote, double seconds)
{
  Connection *connection = g_hash_table_lookup (self->connections, remote);

  if (connection != NULL)
    connection->deadline += (gint64) (seconds * self->pace * G_USEC_PER_SEC);
}

void
hy_connections_cut (HyConnections *self, GSocketAddress *remote)
{
  Connection *connection = g_hash_table_lookup (self->connections, remote);

  if (connection == NULL)
    return;
  shut (connection);
  g_hash_table_remove (self->connections, remote);
}

gboolean
hy_connections_has (HyConnections *self, GSocketAddress *remote)
{
  return g_hash_table_contains (self->connections, remote);
}

gboolean
hy_connections_stirred (HyConnections *self, GSocketAddress *remote)
{
  Connection *connection = g_hash_table_lookup (self->connections, remote);

  return connection == NULL
         || g_socket_condition_check (g_socket_connection_get_socket (connection->connection),
                                      G_IO_IN | G_IO_HUP | G_IO_ERR)
                != 0;
}
