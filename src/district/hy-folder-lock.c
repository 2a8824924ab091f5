#include "district/hy-folder-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "district/hy-text.h"

struct _HyFolderLock
{
  int fd;
};

HyFolderLock *
hy_folder_lock_take (const char *dir, GError **error)
{
  g_autofree char *path = g_build_filename (dir, "serve.lock", NULL);
  HyFolderLock *self;
  int saved;
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      saved = errno;
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), "%s: %s", path,
                   g_strerror (saved));
      return NULL;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      saved = errno;
      close (fd);
      if (saved == EWOULDBLOCK)
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN, _ ("a server is running in %s"), dir);
      else
        g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), "%s: %s", path,
                     g_strerror (saved));
      return NULL;
    }
  self = g_new0 (HyFolderLock, 1);
  self->fd = fd;
  return self;
}

void
hy_folder_lock_free (HyFolderLock *self)
{
  if (self == NULL)
    return;
  close (self->fd);
  g_free (self);
}
