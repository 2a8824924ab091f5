#include "authority/hy-upload.h"

#include "authority/hy-room.h"
#include "wire/hy-hash.h"
#include "wire/hy-record-json.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Read at a time for the hash: a few milliseconds. */
#define STEP (1024 * 1024)

struct _HyUpload
{
  HyAuthority *authority;
  char *office;
  char *sha256;
  char *path;
  gint64 size;
  gint64 have;
  gint64 began; /* have when it was opened */
  gboolean done;
  int fd;             /* -1: the whole was here */
  GChecksum *sum;     /* of the first @checked bytes */
  gint64 checked;
};

static gboolean
set_errno (HyUpload *self, GError **error)
{
  int code = errno;

  g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), "%s: %s", self->path,
               g_strerror (code));
  return FALSE;
}

/* The same of a write: for want of room it is no fault that commands would have to wait for. */
static gboolean
set_write_errno (HyUpload *self, GError **error)
{
  if (errno != ENOSPC && errno != EDQUOT && errno != EFBIG)
    return set_errno (self, error);
  g_message ("%s: %s", self->path, g_strerror (errno));
  g_set_error_literal (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NO_ROOM,
                       "The district has no room for files at the moment.");
  return FALSE;
}

static gboolean
check (const char *sha256, gint64 size, GError **error)
{
  if (hy_sha256_is_valid (sha256) && size >= 1 && size <= HY_BLOB_MAX)
    return TRUE;
  g_set_error_literal (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                       "A blob is named by 64 lower-case hex digits and has 1 byte to 20 MiB.");
  return FALSE;
}

/* What the office says of the file; *@same: it said so before. */
static gboolean
declare (HyUpload *self, gboolean *same, GError **error)
{
  HySql *sql = self->authority->sql;
  gint64 said = 0;

  *same = hy_sql_get_int (sql, &said, NULL,
                          "SELECT size FROM uploads WHERE sha256 = ?1 AND office = ?2", "ss",
                          self->sha256, self->office)
          && said == self->size;
  if (*same)
    return TRUE;
  return hy_authority_begin (self->authority, error)
         && hy_authority_end (self->authority,
                              hy_sql_run (sql, NULL, error,
                                          "INSERT OR REPLACE INTO uploads (sha256, office, size) "
                                          "VALUES (?1, ?2, ?3)",
                                          "ssi", self->sha256, self->office, self->size),
                              error);
}

/* Full, and yet not found right: the server was stopped in between. The last byte is asked for again. */
static gboolean
open_part (HyUpload *self, gboolean same, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  struct stat info;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return set_errno (self, error);
  self->fd = g_open (self->path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | (same ? 0 : O_TRUNC), 0600);
  if (self->fd < 0 || fstat (self->fd, &info) != 0)
    return set_errno (self, error);
  self->have = MIN (info.st_size, self->size - 1);
  if (self->have < info.st_size && ftruncate (self->fd, self->have) != 0)
    return set_errno (self, error);
  self->began = self->have;
  return TRUE;
}

HyUpload *
hy_upload_open (HyAuthority *authority,
                const char *office,
                const char *sha256,
                gint64 size,
                GError **error)
{
  g_autoptr (HyUpload) self = g_new0 (HyUpload, 1);
  gint64 whole = 0;
  gboolean same = FALSE;

  self->fd = -1;
  if (!check (sha256, size, error))
    return NULL;
  self->authority = authority;
  self->office = g_strdup (office);
  self->sha256 = g_strdup (sha256);
  self->path = hy_files_part_path (authority, office, sha256);
  self->size = size;
  self->done = hy_files_look (authority, office, sha256, &whole, &self->have, NULL)
               && self->have == whole;
  if (self->done)
    return g_steal_pointer (&self);
  if (!hy_room_check (authority, office, sha256, size, error) || !declare (self, &same, error)
      || !open_part (self, same, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
hy_upload_free (HyUpload *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->sum, g_checksum_free);
  g_free (self->office);
  g_free (self->sha256);
  g_free (self->path);
  g_free (self);
}

const char *
hy_upload_get_path (HyUpload *self)
{
  return self->path;
}

gint64
hy_upload_get_size (HyUpload *self)
{
  return self->size;
}

gint64
hy_upload_get_have (HyUpload *self)
{
  return self->have;
}

gboolean
hy_upload_is_full (HyUpload *self)
{
  return !self->done && self->have == self->size;
}

/* Without what came after @length: a half written piece is none. */
static void
cut_back (HyUpload *self, gint64 length)
{
  if (ftruncate (self->fd, length) == 0)
    self->have = length;
}

gboolean
hy_upload_append (HyUpload *self, gconstpointer data, gsize length, GError **error)
{
  const char *bytes = data;

  if ((gint64) length > self->size - self->have)
    {
      if (!self->done)
        cut_back (self, self->began);
      g_set_error_literal (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                           "More bytes than Upload-Length says.");
      return FALSE;
    }
  while (length > 0)
    {
      gssize n = write (self->fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return set_write_errno (self, error);
      bytes += n;
      length -= (gsize) n;
      self->have += n;
    }
  return TRUE;
}

static gboolean
set_bad_hash (HyUpload *self, GError **error)
{
  g_unlink (self->path);
  g_set_error_literal (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_BAD_HASH,
                       "The bytes that came are not those of the hash; begin anew.");
  return FALSE;
}

static gboolean
hash_some (HyUpload *self, GError **error)
{
  g_autofree guchar *buffer = g_malloc (STEP);
  gssize n = pread (self->fd, buffer, STEP, self->checked);

  if (n < 0)
    return set_errno (self, error);
  if (n == 0)
    return set_bad_hash (self, error);
  g_checksum_update (self->sum, buffer, n);
  self->checked += n;
  return TRUE;
}

static gboolean
sync_folder (HyUpload *self, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && g_fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return ok || set_errno (self, error);
}

static gboolean
put_in_place (HyUpload *self, GError **error)
{
  g_autofree char *whole = hy_files_path (self->authority, self->sha256);

  if (g_fsync (self->fd) != 0 || g_rename (self->path, whole) != 0)
    return set_write_errno (self, error);
  self->done = sync_folder (self, whole, error)
               && hy_files_arrived (self->authority, self->office, self->sha256, error);
  return self->done;
}

gboolean
hy_upload_check (HyUpload *self, gboolean *done, GError **error)
{
  if (self->sum == NULL)
    self->sum = g_checksum_new (G_CHECKSUM_SHA256);
  *done = FALSE;
  if (!hash_some (self, error))
    return FALSE;
  if (self->checked < self->size)
    return TRUE;
  if (g_strcmp0 (g_checksum_get_string (self->sum), self->sha256) != 0)
    return set_bad_hash (self, error);
  *done = put_in_place (self, error);
  return *done;
}
