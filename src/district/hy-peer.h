/* Who is at the other end of a connection, as far as limits are concerned. Pure. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The address without its port; of IPv6 the first 64 bits, for whoever has one address there has all of them. Free it. */
char *hy_peer_of (GSocketAddress *remote) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
