/* What the files of the server share. */
#pragma once

#include <libsoup/soup.h>

#include "authority/hy-devices.h"
#include "authority/hy-feed.h"
#include "authority/hy-room.h"
#include "authority/hy-upload.h"
#include "district/hy-connections.h"
#include "district/hy-folder-lock.h"
#include "district/hy-gzip.h"
#include "district/hy-rates.h"
#include "district/hy-server.h"
#include "district/hy-turns.h"

G_BEGIN_DECLS

typedef struct _HyEndpoint HyEndpoint;
typedef struct _HyRequest HyRequest;

struct _HyServer
{
  HyFolderLock *lock;
  HyAuthority *authority;
  HyConnections *connections;
  SoupServer *soup;
  char *url;
  guint port;
  HyRates *devices; /* who asks too often: by device */
  HyRates *peers;   /* by address, of those that are no device */
  GHashTable *requests; /* SoupServerMessage -> HyRequest, while it is being answered */

  GHashTable *uploads; /* path of a part -> HyRequest that appends to it, borrowed */

  /* hy-work.c */
  HyTurns *turns;    /* of HyRequest, borrowed, by office */
  GSource *work[2];  /* while somebody has work: when all is quiet, and at the latest */

  /* Long polls. */
  GPtrArray *waiting; /* of HyRequest, borrowed */
  GSource *watch;     /* while somebody waits */
  gint64 head;        /* when it was last looked */
  guint looks;        /* of the watch */

  GSource *sweep; /* of files, daily */

  gboolean stopping;
  GSource *stop_timer;
  void (*stopped) (gpointer user_data);
  gpointer stopped_data;
};

typedef enum
{
  HY_ENDPOINT_OPEN = 1 << 0,    /* no token */
  HY_ENDPOINT_REVOKED = 1 << 1 /* a revoked device may use it */
} HyEndpointFlags;

struct _HyEndpoint
{
  const char *method;
  const char *path; /* ends in '/' when an argument follows */
  gsize body_max;   /* 0: takes none */
  guint flags;      /* HyEndpointFlags */
  void (*answer) (HyRequest *request);
  /* NULL: the body is gathered in memory. Else it is taken as it comes: before the first byte, and
   * each piece. Either may make the reply. */
  void (*begin) (HyRequest *request);
  void (*take) (HyRequest *request, GBytes *piece);
};

/* One request, from its headers until its reply is out. */
struct _HyRequest
{
  HyServer *server;
  SoupServerMessage *message; /* owned */
  const HyEndpoint *endpoint;
  char *argument; /* the rest of the path, decoded */
  char *token;
  HyDevice *device;
  gsize body; /* bytes of body seen so far */
  gboolean gzip;

  /* GET /v1/changes. */
  char *since;
  guint limit;
  gint64 wait_until; /* monotonic; 0: does not wait */

  /* A reply that is made while it is sent. */
  HyFeed *feed;
  gboolean feed_done;
  HyGzip *compressor;
  GBytes *piece; /* what of the last run is not handed over yet */
  GSource *next;

  /* What it waits to have done. */
  HyTurn *turn;
  void (*work) (HyRequest *request);

  /* Blobs. */
  char *range; /* the header Range, or NULL */
  HyUpload *upload;
  GInputStream *file;
  gint64 file_left; /* bytes of it still to be sent */
};

/* The next request of a connection. */
void hy_server_hear (HyServer *self,
                     GIOStream *stream,
                     GSocketAddress *local,
                     GSocketAddress *remote);

/* Its reply is out, or never will be: frees @request. */
void hy_server_forget_request (HyRequest *request);

HyRequest *hy_request_new (HyServer *server, SoupServerMessage *message);
void hy_request_free (HyRequest *self);
/* Who waited may have been revoked since: asks who it is anew. */
gboolean hy_request_is_still_welcome (HyRequest *self, GError **error);
/* Cuts the connection: for a reply that cannot be finished. */
void hy_request_cut (HyRequest *self);

/* A source of the server's context. */
GSource *
hy_server_add_source (HyServer *self, GSource *source, GSourceFunc func, gpointer user_data);

/* Once SoupServer is back from where it is; in turn with everything else. */
GSource *hy_server_add_soon (HyServer *self, GSourceFunc func, gpointer user_data);

/* hy-endpoints.c: all of them. */
const HyEndpoint *hy_endpoints (gsize *n);

/* hy-work.c: @work is called once, when its office has its turn. @size: bytes that it holds meanwhile. FALSE: too much waits;
 * never with 0. */
gboolean hy_work_await (HyRequest *self, gsize size, void (*work) (HyRequest *request));
void hy_work_forget (HyRequest *self);
/* As much of it as is begun within @ms; a piece at least, if any waits. Called by the main loop. */
void hy_work_do (HyServer *self, guint ms);
void hy_work_init (HyServer *self);
void hy_work_clear (HyServer *self);

/* hy-batches.c: POST /v1/commands. */
void hy_batch_answer (HyRequest *self);

/* hy-feed-stream.c: the request's feed as its reply. */
void hy_feed_stream_start (HyRequest *self);

/* hy-blob-upload.c: PATCH, before its body, with each piece, after the last. */
void hy_blob_upload_begin (HyRequest *self);
void hy_blob_upload_take (HyRequest *self, GBytes *piece);
void hy_blob_upload_answer (HyRequest *self);
void hy_blob_upload_forget (HyRequest *self);
/* hy-blob-download.c: HEAD and GET. */
void hy_blob_look_answer (HyRequest *self);
void hy_blob_download_answer (HyRequest *self);

/* hy-long-poll.c */
void hy_long_poll_answer (HyRequest *self);
/* Something changed, or the server stops. */
void hy_long_poll_wake (HyServer *self);
void hy_long_poll_forget (HyRequest *self);

G_END_DECLS
