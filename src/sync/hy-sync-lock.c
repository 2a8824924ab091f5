/* The platform code of this layer: a file lock that dies with its process. */
#include "sync/hy-sync-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

struct _HySyncLock
{
  int fd;
};

/* A look this often: a waiting program may be cancelled, which a blocking flock() would not notice.
 */
#define POLL_US (50 * 1000)

static gboolean
set_error (const char *path, int code, GError **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return FALSE;
}

static gboolean
wait_for (int fd, const char *path, gboolean *waited, GCancellable *cancellable, GError **error)
{
  while (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno != EWOULDBLOCK && errno != EINTR)
        return set_error (path, errno, error);
      *waited = *waited || errno == EWOULDBLOCK;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_usleep (POLL_US);
    }
  return TRUE;
}

HySyncLock *
hy_sync_lock_take (const char *dir, gboolean *waited, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (dir, "sync.lock", NULL);
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean busy = FALSE;
  HySyncLock *self;

  if (fd < 0)
    {
      set_error (path, errno, error);
      return NULL;
    }
  if (!wait_for (fd, path, &busy, cancellable, error))
    {
      close (fd);
      return NULL;
    }
  if (waited != NULL)
    *waited = busy;
  self = g_new0 (HySyncLock, 1);
  self->fd = fd;
  return self;
}

void
hy_sync_lock_release (HySyncLock *self)
{
  if (self == NULL)
    return;
  close (self->fd);
  g_free (self);
}
