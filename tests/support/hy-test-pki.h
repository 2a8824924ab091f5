/* Certificates for tests, made on the spot: a CA and a server's, of any hosts and times. */
#pragma once

#include "core/hy-time.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *ca_pem;
  GTlsCertificate *server; /* with its key */
} HyTestPki;

/* @host: a name, or an IPv4 address. Aborts the test on failure. */
HyTestPki *hy_test_pki_new (const char *host, HyTime from, HyTime to);
void hy_test_pki_free (HyTestPki *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyTestPki, hy_test_pki_free)

G_END_DECLS
