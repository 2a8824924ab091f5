/* Files that commands, drafts and records name: kept once by their hash in the replica's folder, sent in a queue of
 * their own (protocol.md, "blobs").
 *
 * A file is to be sent once a command that names it was acknowledged; it stays for 90 days after it arrived, so that it
 * can be offered again to a district that was restored. */
#pragma once

#include "core/hy-record.h"
#include "store/hy-store.h"

G_BEGIN_DECLS

/* DIR/blobs/SHA256. Free it. */
char *hy_blobs_path (const char *dir, const char *sha256);

/**
 * hy_blobs_keep:
 * @name: as people see it; its type is guessed from it and the bytes
 *
 * Keeps the bytes in the folder, durably, readable by their owner only. Blocks; not on the store's own threads.
 * HY_STORE_ERROR_TOO_LARGE for more than HY_BLOB_MAX bytes; G_FILE_ERROR for none, and for what the disk says.
 *
 * Returns: what a command says of the file. A day later it is forgotten if no command or draft names it.
 */
HyBlobRef *hy_blobs_keep (HyStore *store, GBytes *bytes, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of a regular file; what is too large is not read. */
HyBlobRef *hy_blobs_keep_file (HyStore *store, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The bytes are in @path already and right: they become the file of @sha256, which goes with @ticket. Blocks. */
gboolean hy_blobs_keep_fetched (HyStore *store,
                                const char *path,
                                const char *sha256,
                                const char *ticket,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Inside a write: @command names these. */
gboolean hy_blobs_use (HyReplica *replica, const char *command, const GPtrArray *blobs, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One that is to be sent. */
typedef struct
{
  char *sha256;
  gint64 size;
  gint64 have; /* of it at the district, as last known */
} HyBlobToSend;

void hy_blob_to_send_free (HyBlobToSend *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyBlobToSend, hy_blob_to_send_free)

/* (element-type HyBlobToSend): those of acknowledged commands; what failed least and waited longest first. */
GPtrArray *hy_blobs_to_send (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The district has @have bytes; with the last one it is sent. */
gboolean hy_blobs_note_have (HyReplica *replica, const char *sha256, gint64 have, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* It did not get through: later again, after the others. */
gboolean hy_blobs_note_try (HyReplica *replica, const char *sha256, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The district has no room for it now: likewise, and that is said meanwhile. */
gboolean hy_blobs_note_no_room (HyReplica *replica, const char *sha256, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* It cannot: "too_large", "bad_request" by the district, "lost" here. */
gboolean hy_blobs_note_failed (HyReplica *replica, const char *sha256, const char *code, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The district was restored: what it had is asked for anew. */
gboolean hy_blobs_reoffer (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What nothing names any more is forgotten; @any: (out): something was. */
gboolean hy_blobs_expire (HyReplica *replica, gboolean *any, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Files without a row are deleted; in a work after the one that forgot them. @all: also what may be half written. */
gboolean hy_blobs_sweep (HyReplica *replica, gboolean all, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  guint waiting;        /* of commands that are on their way or acknowledged, and not sent */
  gint64 waiting_bytes; /* of these what the district does not have */
  guint no_room;        /* of the waiting: the district had no room for it when it was last tried */
  guint failed;         /* cannot be sent */
  guint kept;           /* all in the folder */
  gint64 kept_bytes;
} HyBlobFigures;

gboolean hy_blobs_count (HyReplica *replica, HyBlobFigures *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of those that commands or drafts name: files that are not there, or not whole. */
gboolean hy_blobs_count_lost (HyReplica *replica, gint64 *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
