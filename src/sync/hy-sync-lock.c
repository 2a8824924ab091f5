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

#define POLL_US (50 * 1000)

HySyncLock *
hy_sync_lock_take (const char *dir, gboolean *waited, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (dir, "sync.lock", NULL);
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  gboolean busy = FALSE;
  HySyncLock *self;

  while (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0 && (errno == EWOULDBLOCK || errno == EINTR))
    {
      busy = TRUE;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          close (fd);
          return NULL;
        }
      g_usleep (POLL_US);
    }
  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path,
                   g_strerror (errno));
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
