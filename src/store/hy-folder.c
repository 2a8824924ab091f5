#include "store/hy-folder.h"

#include "store/hy-store.h"
#include "store/hy-text.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#ifdef __linux__
#include <gio/gunixmounts.h>
#include <sys/vfs.h>
#endif

static const char *const remote_types[] = { "nfs",
                                            "nfs4",
                                            "cifs",
                                            "smb3",
                                            "smbfs",
                                            "smb2",
                                            "afs",
                                            "ncpfs",
                                            "ceph",
                                            "9p",
                                            "lustre",
                                            "gfs2",
                                            "coda",
                                            "fuse.sshfs",
                                            "fuse.rclone",
                                            "fuse.glusterfs",
                                            "fuse.davfs",
                                            "fuse.gvfsd-fuse",
                                            "fuse.curlftpfs",
                                            "fuse.s3fs",
                                            "fuse.ceph-fuse",
                                            "fuse.smbnetfs",
                                            "fuse.juicefs",
                                            NULL };

gboolean
hy_folder_type_is_remote (const char *type)
{
  return type != NULL && g_strv_contains (remote_types, type);
}

#ifdef __linux__

/* What statfs() says of the file systems whose number says enough; FUSE is told apart by its mount.
 */
static const struct
{
  guint32 magic;
  const char *type;
} magics[] = {
  { 0x00006969, "nfs" }, { 0x0000517b, "smbfs" },  { 0xff534d42, "cifs" }, { 0xfe534d42, "smb2" },
  { 0x5346414f, "afs" }, { 0x0000564c, "ncpfs" },  { 0x00c36400, "ceph" }, { 0x73757245, "coda" },
  { 0x01021997, "9p" },  { 0x0bd00bd0, "lustre" },
};

static char *
folder_type (const char *dir)
{
  struct statfs fs;
  g_autofree char *path = g_canonicalize_filename (dir, NULL);
  GUnixMountEntry *mount;
  char *type;

  if (statfs (dir, &fs) == 0)
    for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
      if ((guint32) fs.f_type == magics[i].magic)
        return g_strdup (magics[i].type);
  mount = g_unix_mount_for (path, NULL);
  if (mount == NULL)
    return NULL;
  type = g_strdup (g_unix_mount_get_fs_type (mount));
  g_unix_mount_free (mount);
  return type;
}

#else

static char *
folder_type (const char *dir)
{
  return NULL;
}

#endif

static gboolean
set_unusable (const char *dir, const char *words, int code, GError **error)
{
  g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_UNUSABLE, "%s: %s: %s", dir, words,
               g_strerror (code));
  return FALSE;
}

gboolean
hy_folder_prepare (const char *dir, gboolean create, GError **error)
{
  g_autofree char *type = NULL;

  if (!g_file_test (dir, G_FILE_TEST_IS_DIR))
    {
      if (!create && !g_file_test (dir, G_FILE_TEST_EXISTS))
        {
          g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_ENROLLED,
                       _ ("%s: there is no replica here; enrol this PC first"), dir);
          return FALSE;
        }
      if (g_mkdir_with_parents (dir, 0700) != 0)
        return set_unusable (dir, _ ("the folder cannot be made"), errno, error);
    }
  type = folder_type (dir);
  if (hy_folder_type_is_remote (type))
    {
      g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_UNUSABLE,
                   _ ("%s: this folder is on a network drive (%s), where the replica would break; "
                      "choose a folder on a disk of this PC"),
                   dir, type);
      return FALSE;
    }
  if (create && g_chmod (dir, 0700) != 0)
    return set_unusable (dir, _ ("the folder cannot be closed to others"), errno, error);
  return TRUE;
}

struct _HyReplicaLock
{
  int fd;
};

HyReplicaLock *
hy_replica_lock (const char *dir, gboolean *alone)
{
  int fd = open (dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  HyReplicaLock *self;

  *alone = FALSE;
  if (fd < 0)
    return NULL;
  self = g_new0 (HyReplicaLock, 1);
  self->fd = fd;
  *alone = flock (fd, LOCK_EX | LOCK_NB) == 0;
  if (!*alone)
    hy_replica_lock_share (self);
  return self;
}

void
hy_replica_lock_share (HyReplicaLock *self)
{
  while (self != NULL && flock (self->fd, LOCK_SH) != 0 && errno == EINTR)
    continue;
}

void
hy_replica_lock_free (HyReplicaLock *self)
{
  if (self == NULL)
    return;
  close (self->fd);
  g_free (self);
}

gboolean
hy_folder_sync (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean ok = fd >= 0 && fsync (fd) == 0;
  int code = errno;

  if (fd >= 0)
    close (fd);
  if (!ok)
    g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), "%s: %s", path,
                 g_strerror (code));
  return ok;
}

guint64
hy_folder_room (const char *dir)
{
  g_autoptr (GFile) file = g_file_new_for_path (dir);
  g_autoptr (GFileInfo) info
      = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);

  if (info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE))
    return G_MAXUINT64;
  return g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE);
}
