/* For trials: a certificate authority of the folder's own and a server certificate that it signed.
 */
#pragma once

#include "core/hy-time.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define HY_CERTIFICATE_CA "ca.pem"
#define HY_CERTIFICATE_CA_KEY "ca-key.pem"
#define HY_CERTIFICATE_SERVER "server.pem"
#define HY_CERTIFICATE_SERVER_KEY "server-key.pem"

/**
 * hy_certificate_make:
 * @hosts: names and addresses that the server certificate is good for; NULL-terminated
 * @from: the first instant at which the server certificate is valid
 * @to: the last one
 *
 * Writes the four files into @dir, keys readable by their owner alone. The authority is valid at
 * least as long.
 */
gboolean hy_certificate_make (const char *dir,
                              const char *const *hosts,
                              HyTime from,
                              HyTime to,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The server's certificate with its key. */
GTlsCertificate *hy_certificate_load (const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
