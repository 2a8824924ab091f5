/* The sockets of a server: accepting, TLS, and cutting those that make no progress. SoupServer
 * itself would wait for ever for the rest of a request. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HyConnections HyConnections;

/* A connection whose handshake is done. @remote is its name in the functions below. */
typedef void (*HyConnectionFunc) (GIOStream *stream,
                                  GSocketAddress *local,
                                  GSocketAddress *remote,
                                  gpointer user_data);

HyConnections *
hy_connections_new (GTlsCertificate *certificate, HyConnectionFunc accepted, gpointer user_data);
void hy_connections_free (HyConnections *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyConnections, hy_connections_free)

/* Listens at @address. @port: (out): where. */
gboolean hy_connections_listen (HyConnections *self,
                                GSocketAddress *address,
                                guint *port,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How many there may be at once. When there are, whoever has most of them (by address) gives one away. */
void hy_connections_set_max (HyConnections *self, guint max);
/* For tests: all times that are allowed from now on, so many times as long. */
void hy_connections_set_pace (HyConnections *self, double pace);
/* Accepts no more. */
void hy_connections_refuse (HyConnections *self);

/* The connection is cut unless it makes progress again within @seconds from now. */
void hy_connections_allow (HyConnections *self, GSocketAddress *remote, double seconds);
/* That much later than it was. */
void hy_connections_extend (HyConnections *self, GSocketAddress *remote, double seconds);
void hy_connections_cut (HyConnections *self, GSocketAddress *remote);
/* FALSE: it was cut. */
gboolean hy_connections_has (HyConnections *self, GSocketAddress *remote);
/* The other side sent something or went, while it was its turn to wait. */
gboolean hy_connections_stirred (HyConnections *self, GSocketAddress *remote);

G_END_DECLS
