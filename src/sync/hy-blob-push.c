#include "sync/hy-engine-private.h"

#include "core/hy-plant.h"
#include "store/hy-blobs.h"
#include "store/hy-outbox.h"
#include "sync/hy-retry-after.h"
#include "wire/hy-hash.h"

#include <string.h>

#define KIB ((gsize) 1024)
/* A piece takes about as long as a command may wait for the line. */
#define PIECE_MIN (32 * KIB)
#define PIECE_FIRST (128 * KIB)
#define PIECE_MAX (4 * KIB * KIB)
#define PIECE_QUICK (2 * HY_SECOND)
#define PIECE_SLOW (8 * HY_SECOND)
/* Then what came at the district is fetched, before the files go on. */
#define TURN (20 * HY_SECOND)
/* How often one file is set right in a round: a district that never agrees is not followed further. */
#define CORRECTIONS_MAX 8

/* What is to be done after a request about a file. */
typedef enum
{
  BLOB_GOES_ON,
  BLOB_DONE,
  BLOB_LATER,   /* this one not in this round */
  BLOB_YIELDS,  /* something else comes first */
  BLOB_STOPS    /* none in this round: what is wrong, the pull will find out */
} BlobStep;

typedef struct
{
  HyEngine *engine;
  const HyBlobToSend *blob;
  char *path; /* of its address */
  GMappedFile *file;
  gint64 offset;
  guint corrections;
  GCancellable *cancellable;
} Sending;

static void
sending_clear (Sending *self)
{
  g_free (self->path);
  g_clear_pointer (&self->file, g_mapped_file_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sending, sending_clear)

typedef struct
{
  const char *sha256;
  const char *code;
  gint64 have;
} Note;

static gboolean
note_have (HyReplica *replica, gpointer data, GError **error)
{
  Note *note = data;

  return hy_blobs_note_have (replica, note->sha256, note->have, error);
}

static gboolean
note_try (HyReplica *replica, gpointer data, GError **error)
{
  Note *note = data;

  return hy_blobs_note_try (replica, note->sha256, error);
}

static gboolean
note_no_room (HyReplica *replica, gpointer data, GError **error)
{
  Note *note = data;

  return hy_blobs_note_no_room (replica, note->sha256, error);
}

static gboolean
note_failed (HyReplica *replica, gpointer data, GError **error)
{
  Note *note = data;

  return hy_blobs_note_failed (replica, note->sha256, note->code, error);
}

static gboolean
write_note (Sending *self, HyReplicaFunc func, const char *code, GError **error)
{
  Note note = { self->blob->sha256, code, self->offset };

  return hy_store_write (self->engine->store, func, &note, error);
}

static gboolean
later (Sending *self, BlobStep *step, GError **error)
{
  *step = BLOB_LATER;
  return write_note (self, note_try, NULL, error);
}

/* It cannot be sent, and the others go on. */
static gboolean
give_up (Sending *self, const char *code, BlobStep *step, GError **error)
{
  g_message ("file %s: %s", self->blob->sha256, code);
  *step = BLOB_LATER;
  return write_note (self, note_failed, code, error);
}

/* What is here may have been damaged: then no district can find it right. */
static gboolean
begin_anew (Sending *self, BlobStep *step, GError **error)
{
  g_autofree char *sha256 = hy_sha256_hex (g_mapped_file_get_contents (self->file),
                                           g_mapped_file_get_length (self->file));

  if (strcmp (sha256, self->blob->sha256) != 0)
    return give_up (self, "lost", step, error);
  self->offset = 0;
  if (++self->corrections > 1)
    return later (self, step, error);
  *step = BLOB_GOES_ON;
  return write_note (self, note_have, NULL, error);
}

/* The district says how much of it is there. */
static gboolean
take_offset (Sending *self, gint64 offset, BlobStep *step, GError **error)
{
  if (offset < 0 || offset > self->blob->size)
    return later (self, step, error);
  self->offset = offset;
  *step = offset == self->blob->size ? BLOB_DONE : BLOB_GOES_ON;
  return write_note (self, note_have, NULL, error);
}

static gboolean
sort_answer (Sending *self, const HyReply *reply, gint64 expected, BlobStep *step, GError **error)
{
  gboolean ours = g_strcmp0 (reply->epoch, self->engine->epoch) == 0;

  *step = BLOB_STOPS;
  switch (reply->status)
    {
    case 200:
    case 204:
      if (!ours)
        return TRUE;
      /* Taken, and yet less there than was sent: not for ever. */
      if (reply->upload_offset >= 0 && reply->upload_offset < expected
          && ++self->corrections > CORRECTIONS_MAX)
        return later (self, step, error);
      return take_offset (self, reply->upload_offset >= 0 ? reply->upload_offset : expected, step,
                          error);
    case 409:
      if (!ours)
        return TRUE;
      if (++self->corrections > CORRECTIONS_MAX)
        return later (self, step, error);
      return take_offset (self, reply->upload_offset, step, error);
    case 422:
      return begin_anew (self, step, error);
    case 413:
      return give_up (self, "too_large", step, error);
    case 400:
      return give_up (self, "bad_request", step, error);
    case 404:
      return later (self, step, error);
    case 507:
      return write_note (self, note_no_room, NULL, error);
    case 429:
    case 503:
      return hy_retry_after_note (self->engine->store, reply, error);
    default:
      return TRUE;
    }
}

/* A fault of the line is no fault of the round: *step then says so. */
static gboolean
ask (Sending *self, const HyRequest *request, HyReply *reply, BlobStep *step, GError **error)
{
  g_autoptr (GError) fault = NULL;

  *step = BLOB_GOES_ON;
  if (hy_retry_after_check (self->engine->store, &fault)
      && hy_transport_send (self->engine->transport, request, NULL, NULL, reply, self->cancellable,
                            &fault))
    return TRUE;
  if (fault->domain != HY_TRANSPORT_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  g_debug ("files: %s", fault->message);
  *step = BLOB_STOPS;
  if (HY_PLANT ("file-taken-for-sent"))
    {
      self->offset = self->blob->size;
      return write_note (self, note_have, NULL, error);
    }
  return write_note (self, note_try, NULL, error);
}

static gboolean
look (Sending *self, BlobStep *step, GError **error)
{
  HyRequest request = { .method = "HEAD", .path = self->path, .token = self->engine->token };
  g_auto (HyReply) reply = { 0 };

  if (!ask (self, &request, &reply, step, error))
    return FALSE;
  if (*step != BLOB_GOES_ON || reply.status == 404)
    return TRUE;
  return sort_answer (self, &reply, 0, step, error);
}

/* More at a time on a quick line, less on a slow one. */
static void
fit_piece (HyEngine *engine, HyTime took)
{
  if (took < PIECE_QUICK)
    engine->piece = MIN (engine->piece * 2, PIECE_MAX);
  else if (took > PIECE_SLOW)
    engine->piece = MAX (engine->piece / 2, PIECE_MIN);
}

static gboolean
send_piece (Sending *self, BlobStep *step, GError **error)
{
  HyEngine *engine = self->engine;
  gint64 length = MIN ((gint64) engine->piece, self->blob->size - self->offset);
  /* A request that was cancelled may still be sending when this has returned: the mapping stays as long. */
  g_autoptr (GBytes) whole = g_mapped_file_get_bytes (self->file);
  g_autoptr (GBytes) body = g_bytes_new_from_bytes (whole, (gsize) self->offset, (gsize) length);
  HyRequest request = {
    .method = "PATCH",
    .path = self->path,
    .token = engine->token,
    .body = body,
    .upload_offset = self->offset,
    .upload_length = self->blob->size,
  };
  gint64 began = g_get_monotonic_time ();
  g_auto (HyReply) reply = { 0 };

  if (!ask (self, &request, &reply, step, error))
    return FALSE;
  if (*step != BLOB_GOES_ON)
    {
      engine->piece = MAX (engine->piece / 2, PIECE_MIN);
      return TRUE;
    }
  fit_piece (engine, (g_get_monotonic_time () - began) / 1000);
  return sort_answer (self, &reply, self->offset + length, step, error);
}

static gboolean
look_for_sendable (HyReplica *replica, gpointer data, GError **error)
{
  return hy_outbox_has_sendable (replica, data, error);
}

/* Commands go first, also before the rest of a file. */
static gboolean
check_turn (Sending *self, gint64 until, BlobStep *step, GError **error)
{
  gboolean sendable = FALSE;

  if (!hy_store_read (self->engine->store, look_for_sendable, &sendable, error))
    return FALSE;
  if (sendable || g_get_monotonic_time () > until)
    *step = BLOB_YIELDS;
  return TRUE;
}

static gboolean
send_blob (Sending *self, gint64 until, BlobStep *step, GError **error)
{
  g_autofree char *path = hy_blobs_path (self->engine->dir, self->blob->sha256);

  self->file = g_mapped_file_new (path, FALSE, NULL);
  if (self->file == NULL || (gint64) g_mapped_file_get_length (self->file) != self->blob->size)
    return give_up (self, "lost", step, error);
  if (!look (self, step, error))
    return FALSE;
  while (*step == BLOB_GOES_ON)
    if (!send_piece (self, step, error)
        || (*step == BLOB_GOES_ON && !check_turn (self, until, step, error)))
      return FALSE;
  return TRUE;
}

static gboolean
list (HyReplica *replica, gpointer data, GError **error)
{
  GPtrArray **blobs = data;

  *blobs = hy_blobs_to_send (replica, error);
  return *blobs != NULL;
}

gboolean
hy_engine_push_blobs (HyEngine *self, gboolean *more, GCancellable *cancellable, GError **error)
{
  gint64 until = g_get_monotonic_time () + TURN * 1000;
  g_autoptr (GPtrArray) blobs = NULL;

  *more = FALSE;
  if (!hy_store_read (self->store, list, &blobs, error))
    return FALSE;
  for (guint i = 0; i < blobs->len; i++)
    {
      g_auto (Sending) sending
          = { .engine = self, .blob = blobs->pdata[i], .cancellable = cancellable };
      BlobStep step = BLOB_GOES_ON;

      if (g_hash_table_contains (self->put_off, sending.blob->sha256))
        continue;
      sending.path = g_strconcat ("/v1/blobs/", sending.blob->sha256, NULL);
      if (!send_blob (&sending, until, &step, error))
        return FALSE;
      if (step == BLOB_LATER)
        g_hash_table_add (self->put_off, g_strdup (sending.blob->sha256));
      self->summary.files += step == BLOB_DONE;
      /* Many small ones are no reason to wait either. */
      if ((step == BLOB_DONE || step == BLOB_LATER) && i + 1 < blobs->len
          && !check_turn (&sending, until, &step, error))
        return FALSE;
      *more = step == BLOB_YIELDS;
      if (step == BLOB_YIELDS || step == BLOB_STOPS)
        return TRUE;
    }
  return TRUE;
}

void
hy_engine_begin_blobs (HyEngine *self)
{
  g_clear_pointer (&self->put_off, g_hash_table_unref);
  self->put_off = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->piece = PIECE_FIRST;
}
