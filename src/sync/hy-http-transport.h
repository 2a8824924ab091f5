/* The transport over HTTPS. */
#pragma once

#include "sync/hy-transport.h"

G_BEGIN_DECLS

#define HY_TYPE_HTTP_TRANSPORT (hy_http_transport_get_type ())
G_DECLARE_FINAL_TYPE (HyHttpTransport, hy_http_transport, HY, HTTP_TRANSPORT, GObject)

/**
 * hy_http_transport_new:
 * @url: "https://host:port", no path
 * @ca_file: (nullable): the pinned CA; NULL: the system's trust
 * @not_before: the latest time the replica knows: a PC's clock before it (or before the program was
 * made) is wrong
 *
 * Errors name a URL that is not https or a CA file that cannot be read.
 */
HyTransport *hy_http_transport_new (const char *url,
                                    const char *ca_file,
                                    HyTime not_before,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For a process that has one transport at a time, before the first: what that trusts is the process's default too.
 * glib-networking 2.74 begins every connection with the default, and the system's certificates take 10 MiB that a pinned
 * district has no use for. */
void hy_http_transport_be_alone (void);

/* "https://host:port" of what a person typed: spaces and a trailing slash go, a missing scheme is
 * https. NULL with
 * @error when it is no such address. */
char *hy_http_normalize_url (const char *typed, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
