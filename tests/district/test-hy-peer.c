#include "district/hy-peer.h"

static const struct
{
  const char *address, *peer;
} cases[] = {
  { "192.0.2.7", "192.0.2.7" },
  { "::ffff:192.0.2.7", "192.0.2.7" },
  { "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::" },
  { "2001:db8:1:2::9", "2001:db8:1:2::" },
  { "2001:db8:1:3::9", "2001:db8:1:3::" },
};

static void
test_peers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GSocketAddress) address
          = g_inet_socket_address_new_from_string (cases[i].address, 8443);
      g_autofree char *peer = hy_peer_of (address);

      g_assert_cmpstr (peer, ==, cases[i].peer);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/district/peer", test_peers);
  return g_test_run ();
}
