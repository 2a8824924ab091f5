/* What decides for a district: keeps the rows, accepts commands, makes the feed. SQLite, no HTTP.
 *
 * The server, practice mode and the simulator all stand on it. A handle belongs to the thread that opened it; several
 * processes may have one open on the same folder (each change is one short transaction). Every function that can fail
 * for want of the database gives a GError of HY_SQL_ERROR; what a caller did wrong is HY_AUTHORITY_ERROR. */
#pragma once

#include "core/hy-workflow.h"

G_BEGIN_DECLS

#define HY_AUTHORITY_ERROR (hy_authority_error_quark ())

typedef enum
{
  HY_AUTHORITY_ERROR_USAGE,        /* an argument is wrong: the message names it */
  HY_AUTHORITY_ERROR_EXISTS,       /* the folder or id is taken */
  HY_AUTHORITY_ERROR_NOT_FOUND,    /* no such office, ticket, device … */
  HY_AUTHORITY_ERROR_REFUSED,      /* the workflow refuses the event: message is in words, code in front */
  HY_AUTHORITY_ERROR_BAD_CODE,     /* enrolment */
  HY_AUTHORITY_ERROR_SLOW_DOWN,    /* enrolment guessed too often */
  HY_AUTHORITY_ERROR_UNAUTHORIZED, /* token */
  HY_AUTHORITY_ERROR_EPOCH,        /* epoch_changed */
  HY_AUTHORITY_ERROR_CURSOR,       /* cursor_expired */
  HY_AUTHORITY_ERROR_BAD_HASH,     /* of an upload */
  HY_AUTHORITY_ERROR_NO_ROOM       /* for an upload, at the moment */
} HyAuthorityError;

GQuark hy_authority_error_quark (void);

typedef struct _HyAuthority HyAuthority;

/* Makes the folder's database with @name, a fresh district id, epoch and keys, and the default policy and
 * calendar. HY_AUTHORITY_ERROR_EXISTS when there is one. */
gboolean hy_authority_create (const char *dir, const char *name, HyNowFunc now, gpointer now_data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Opens it. @now is the machine's clock; what the district believes is never before the latest time in the
 * database. */
HyAuthority *hy_authority_open (const char *dir, HyNowFunc now, gpointer now_data, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_authority_close (HyAuthority *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyAuthority, hy_authority_close)

HyTime hy_authority_now (HyAuthority *self);
const char *hy_authority_get_name (HyAuthority *self);
const char *hy_authority_get_district (HyAuthority *self); /* its id */
const char *hy_authority_get_epoch (HyAuthority *self);

/* A number that grows with each committed change by anyone, for waking long polls. Cheap. */
gint64 hy_authority_head (HyAuthority *self);

G_END_DECLS
