/* An HTTP transport and a server that says what it is told to, with its certificate. */
#pragma once

#include "support/hy-test-pki.h"
#include "support/hy-test-replica.h"
#include "support/hy-test-server.h"
#include "sync/hy-http-transport.h"

#include <string.h>

#define DISTRICT "Huiyin-Protocol: 1\r\nHuiyin-Epoch: e1\r\nHuiyin-Request: @ECHO@\r\n"
#define CLOSE "Connection: close\r\n"
#define TOKEN "secret-token"

typedef struct
{
  char *dir;
  char *ca;
  HyTestPki *pki;
  HyTestServer *server;
  HyTransport *transport;
  GString *streamed;
  HyReply reply;
} HttpFixture;

HyTime http_real_now (void);

/* @host, @from, @to: of the server's certificate; its CA is the pinned one. */
void http_fixture_open (HttpFixture *self, const char *host, HyTime from, HyTime to, gboolean tls);
/* For g_test_add(): a server whose certificate is good. */
void http_fixture_set_up (HttpFixture *self, gconstpointer data);
void http_fixture_tear_down (HttpFixture *self, gconstpointer data);

/* What the server says next, after which it closes. */
void http_fixture_say (HttpFixture *self, const char *bytes);
/* Asks for changes, with the token; @chunk is given self->streamed. */
gboolean
http_fixture_get (HttpFixture *self, HyChunkFunc chunk, GCancellable *cancellable, GError **error);
gboolean http_fixture_collect (const char *data, gsize length, gpointer user_data, GError **error);
void http_fixture_assert_fault (HttpFixture *self, HyTransportError code);
void http_fixture_assert_body (HttpFixture *self, const char *expected);
