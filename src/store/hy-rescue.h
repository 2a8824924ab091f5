/* What to do with a replica of which SQLite, or the disk, says that it is damaged: all that can still be read, row by
 * row, goes into a fresh one, which then fetches the district's rows anew; the damaged file is kept beside it.
 *
 * A command whose answer may have been lost with the damage goes up again: the district knows its id
 * (protocol.md, "POST /v1/commands"). Numbers of commands that nobody can read any more are not used again: seq goes on
 * far behind the last one that was seen. */
#pragma once

#include "store/hy-replica.h"

G_BEGIN_DECLS

/* What was done, kept in the replica until somebody has seen it. */
typedef struct
{
  HyTime at;      /* of the PC; none: nothing was rescued */
  char *file;     /* the damaged one, in the replica's folder */
  gint64 entries; /* of the outbox */
  gint64 drafts;
  gint64 aside; /* texts that no form can read any more: hy_drafts_list_aside() */
  gint64 lost; /* places that could not be read */
  char *copy;  /* the daily copy that gave what the damaged file did not; NULL */
} HyRescue;

void hy_rescue_clear (HyRescue *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyRescue, hy_rescue_clear)

gboolean hy_rescue_read (HyReplica *replica, HyRescue *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* It was seen. */
gboolean hy_rescue_dismiss (HyReplica *replica, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the replica of @dir, which nobody has open, is to be checked before it is used: its last user did not end
 * well, or damage was met, or it is so small that it costs nothing. @broken: its log tells by itself that commits are
 * lost. */
gboolean hy_rescue_is_check_due (const char *dir, gboolean *broken);
/* Damage was met while the replica was in use: it is checked at the next start. */
void hy_rescue_suspect (const char *dir);
void hy_rescue_trust (const char *dir);

/**
 * hy_rescue_run:
 *
 * While nobody has the replica of @dir open. Blocks: some ten seconds for 50,000 tickets. When nothing at all can be rescued,
 * or the fresh replica cannot be written, that is an error and no file was changed.
 */
gboolean hy_rescue_run (const char *dir, HyNowFunc now, gpointer now_data, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A rescue that was cut off between the renames is ended. Likewise while nobody has it open. */
gboolean hy_rescue_finish (const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a file of the folder is a damaged replica that was kept. */
gboolean hy_rescue_is_kept_file (const char *name);

G_END_DECLS
