/* A server that says exactly the bytes it is told to, right or wrong, over TLS or without, and
 * remembers what reached it. On loopback, with threads of its own. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HyTestServer HyTestServer;

typedef enum
{
  HY_TEST_REPLY_CLOSE, /* the connection ends after the bytes */
  HY_TEST_REPLY_KEEP,  /* the next request may come on the same connection */
  HY_TEST_REPLY_STALL  /* nothing more is said until the server is freed or the other side goes */
} HyTestReplyEnd;

/* @certificate: (nullable): NULL: no TLS */
HyTestServer *hy_test_server_new (GTlsCertificate *certificate);
void hy_test_server_free (HyTestServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyTestServer, hy_test_server_free)

/* "https://127.0.0.1:PORT" */
const char *hy_test_server_url (HyTestServer *self);
guint16 hy_test_server_port (HyTestServer *self);

/* The answer to the next request that has none yet. "@ECHO@" before the first empty line becomes
 * the request's Huiyin-Request. Without answers left, connections are closed. */
void
hy_test_server_reply (HyTestServer *self, gconstpointer data, gssize length, HyTestReplyEnd end);

/* Requests so far, headers and body as they came; a copy. */
GPtrArray *hy_test_server_requests (HyTestServer *self);
/* Waits until @n have come. */
void hy_test_server_wait (HyTestServer *self, guint n);

G_END_DECLS
