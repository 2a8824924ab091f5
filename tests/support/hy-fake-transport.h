/* A transport without a network: it says what a script or a function tells it, in chunks of any
 * size, cut anywhere, and remembers what it was asked. */
#pragma once

#include "sync/hy-transport.h"

G_BEGIN_DECLS

/* What is said to one request. All zero: 200 of epoch "epoch-1" with an empty body. */
typedef struct
{
  guint status;      /* 0: 200 */
  const char *epoch; /* NULL: "epoch-1"; "": none is said */
  char *body;        /* freed by the transport; NULL: empty */
  gsize chunk;       /* bytes a chunk of a streamed 200; 0: all at once */
  gboolean cut;      /* the stream ends after cut_at bytes, without a fault */
  gsize cut_at;
  gboolean fails; /* no reply at all, but fault; with cut: fault after those bytes */
  HyTransportError fault;
  gint64 retry_after; /* seconds; 0: none */
  HyTime date;        /* none: none is said */
  gint64 round_trip;
  gboolean has_offset; /* of a file: upload_offset is said */
  gint64 upload_offset;
  gboolean hold; /* nothing is said before hy_fake_transport_release(), or until cancelled */
} HyFakeReply;

#define HY_TYPE_FAKE_TRANSPORT (hy_fake_transport_get_type ())
G_DECLARE_FINAL_TYPE (HyFakeTransport, hy_fake_transport, HY, FAKE_TRANSPORT, GObject)

HyFakeTransport *hy_fake_transport_new (void);

/* The reply to the next request that has none yet, which must be @method and a path that begins
 * with @path. */
void hy_fake_transport_expect (HyFakeTransport *self,
                               const char *method,
                               const char *path,
                               HyFakeReply reply);
/* Asked when the script is at its end. Without one, such a request is HY_TRANSPORT_ERROR_OFFLINE.
 */
typedef HyFakeReply (*HyFakeFunc) (const HyRequest *request, gpointer user_data);
void hy_fake_transport_set_func (HyFakeTransport *self, HyFakeFunc func, gpointer user_data);

/* Fails the test when something scripted was not asked for. */
void hy_fake_transport_assert_done (HyFakeTransport *self);
/* Requests so far: "METHOD path". */
guint hy_fake_transport_count (HyFakeTransport *self);
/* Of request @n from 0; NULL beyond the last. Valid until the next request. */
const char *hy_fake_transport_asked (HyFakeTransport *self, guint n);
const char *hy_fake_transport_body (HyFakeTransport *self, guint n);
const char *hy_fake_transport_token (HyFakeTransport *self, guint n);
/* Waits until @n requests have come. */
void hy_fake_transport_wait (HyFakeTransport *self, guint n);
/* A held request is answered. */
void hy_fake_transport_release (HyFakeTransport *self);

G_END_DECLS
