/* What the files of this layer share of the handle. */
#pragma once

#include "authority/hy-authority.h"
#include "store/hy-sql.h"

G_BEGIN_DECLS

#define HY_AUTHORITY_FILE "district.db"
#define HY_AUTHORITY_SCHEMA 3
#define HY_AUTHORITY_KEY_BYTES 32

struct _HyAuthority
{
  HySql *sql;
  char *dir;
  HyNowFunc now;
  gpointer now_data;
  char *name;
  char *district;
  char *epoch;
  guint8 key[HY_AUTHORITY_KEY_BYTES]; /* of receipts and cursors */
  gint64 room_unnamed_max;            /* bytes (hy-room.h) */
  gint64 room_free_min;

  /* While a write transaction is open. */
  gint64 seq;    /* the last number given out */
  HyTime moment; /* the one instant of everything in it */

  /* Parsed documents; dropped when another process changed the database. */
  GHashTable *policies; /* id -> HyPolicy */
  HyCalendar *calendar;
  char *policy_in_force;
  HyDate in_force_on; /* the day for which that was found */
  gint64 data_version;
};

char *hy_authority_path (const char *dir);
/* Brings the schema of @sql to this program's. */
gboolean hy_authority_migrate (HySql *sql, const char *copy_before, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A fact of the district: name, district, epoch, key, seq, latest. FALSE when it is not there. */
gboolean hy_authority_set_meta (HySql *sql, const char *key, const char *value, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The one way to write. BEGIN IMMEDIATE, then self->moment and self->seq hold. */
gboolean hy_authority_begin (HyAuthority *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes seq and the moment, then commits. On failure everything is undone. */
gboolean hy_authority_commit (HyAuthority *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_authority_rollback (HyAuthority *self);
/* Commits when @done, else undoes; @done is also what is returned, unless the commit fails. */
gboolean hy_authority_end (HyAuthority *self, gboolean done, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The next number of the sequence. Only inside a write transaction. */
gint64 hy_authority_next_seq (HyAuthority *self);

G_END_DECLS
