#include "district/hy-peer.h"

#include <string.h>

#define NETWORK_BYTES 8
#define MAPPED_BYTES 12

static char *
network_of (const guint8 *bytes)
{
  static const guint8 mapped[MAPPED_BYTES] = { [10] = 0xff, [11] = 0xff };
  guint8 network[16] = { 0 };
  g_autoptr (GInetAddress) address = NULL;

  if (memcmp (bytes, mapped, sizeof mapped) == 0)
    address = g_inet_address_new_from_bytes (bytes + MAPPED_BYTES, G_SOCKET_FAMILY_IPV4);
  else
    {
      memcpy (network, bytes, NETWORK_BYTES);
      address = g_inet_address_new_from_bytes (network, G_SOCKET_FAMILY_IPV6);
    }
  return g_inet_address_to_string (address);
}

char *
hy_peer_of (GSocketAddress *remote)
{
  GInetAddress *address;

  if (!G_IS_INET_SOCKET_ADDRESS (remote))
    return g_strdup ("");
  address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote));
  return g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6
             ? network_of (g_inet_address_to_bytes (address))
             : g_inet_address_to_string (address);
}
