/* How requests reach the district: an interface, with libsoup behind it (hy-http-transport.h) and a
 * fake in tests.
 *
 * A transport blocks and belongs to one thread at a time. It knows HTTP, TLS and the marks by which
 * a reply is the district's; what a reply means is the engine's business. */
#pragma once

#include "core/hy-time.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define HY_TRANSPORT_ERROR (hy_transport_error_quark ())

/* None of these consumes, alters or reorders anything in the outbox. */
typedef enum
{
  HY_TRANSPORT_ERROR_OFFLINE, /* no address, no connection, cut before a reply, timed out */
  HY_TRANSPORT_ERROR_TLS,     /* the certificate is not the district's: nothing was sent */
  HY_TRANSPORT_ERROR_CLOCK, /* its only fault is its dates and this PC's clock is wrong: nothing was
                               sent */
  HY_TRANSPORT_ERROR_STRANGER,     /* a reply without the echo, or a redirect: a portal or a proxy's
                                      page */
  HY_TRANSPORT_ERROR_CUT,          /* a reply that broke off */
  HY_TRANSPORT_ERROR_BAD_ANSWER,   /* past a size limit, or not what the protocol says */
  HY_TRANSPORT_ERROR_SLOW_DOWN,    /* Retry-After has not run out: nothing was sent */
  HY_TRANSPORT_ERROR_SERVER,       /* a 5xx, 429, 400 … of the district itself */
  HY_TRANSPORT_ERROR_TOO_OLD,      /* protocol_too_old */
  HY_TRANSPORT_ERROR_UNAUTHORIZED, /* 401 */
  HY_TRANSPORT_ERROR_REVOKED       /* 403 device_revoked */
} HyTransportError;

GQuark hy_transport_error_quark (void);
/* "offline", "tls", "clock", "portal", "cut" …: what status and logs call it. Static. */
const char *hy_transport_error_code (const GError *error);

typedef struct
{
  const char *method;
  const char *path;  /* from "/v1" on, with its query */
  const char *token; /* NULL: none is sent */
  GBytes *body;      /* JSON, or NULL; of a PATCH a piece of a file */
  gint64 upload_offset; /* of a PATCH: where the piece begins */
  gint64 upload_length; /* of the whole file; 0: the request is none about a file */
} HyRequest;

typedef struct
{
  guint status;
  char *epoch;        /* Huiyin-Epoch, or NULL */
  HyTime date;        /* Date, or none */
  HyTime pc_time;     /* this PC's clock when the headers arrived */
  gint64 round_trip;  /* ms from request to headers */
  gint64 retry_after; /* seconds; -1: not given */
  gint64 upload_offset; /* bytes of a file that are there; -1: not given */
  GBytes *body; /* of a reply that was not streamed; at most HY_REPLY_MAX bytes decompressed */
} HyReply;

/* What a reply that is not streamed may hold: 200 results with room for their details. */
#define HY_REPLY_MAX (8 * 1024 * 1024)

void hy_reply_clear (HyReply *self);
/* The body; never NULL, not ended by a NUL. */
const char *hy_reply_text (const HyReply *self, gsize *length);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyReply, hy_reply_clear)

/* Bytes of a streamed 200, decompressed, as they come; FALSE with @error ends the request with that
 * error. */
typedef gboolean (*HyChunkFunc) (const char *data,
                                 gsize length,
                                 gpointer user_data,
                                 GError **error);

#define HY_TYPE_TRANSPORT (hy_transport_get_type ())
G_DECLARE_INTERFACE (HyTransport, hy_transport, HY, TRANSPORT, GObject)

struct _HyTransportInterface
{
  GTypeInterface parent;
  gboolean (*send) (HyTransport *self,
                    const HyRequest *request,
                    HyChunkFunc chunk,
                    gpointer chunk_data,
                    HyReply *reply,
                    GCancellable *cancellable,
                    GError **error);
};

/**
 * hy_transport_send:
 * @chunk: (nullable): where a 200's body goes; NULL: into reply->body. Other statuses always go
 * there
 *
 * Blocks until the reply is read. TRUE for any status with the echo; the marks and limits of
 * protocol.md
 * ("Transport") have been checked then.
 */
gboolean hy_transport_send (HyTransport *self,
                            const HyRequest *request,
                            HyChunkFunc chunk,
                            gpointer chunk_data,
                            HyReply *reply,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
