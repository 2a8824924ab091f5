#include "sync/hy-enrol.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define TOKEN_FILE "token"
#define CA_FILE "ca.pem"
#define TOKEN_MAX 4096

static gboolean
save (const char *dir, const char *name, const char *text, gsize length, GError **error)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);

  return g_file_set_contents_full (path, text, length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

char *
hy_token_load (const char *dir, GError **error)
{
  g_autofree char *path = g_build_filename (dir, TOKEN_FILE, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, &cause))
    {
      if (!g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  g_strstrip (text);
  if (*text == '\0' || length > TOKEN_MAX || !g_str_is_ascii (text) || strpbrk (text, "\r\n") != NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: holds no token", path);
      return NULL;
    }
  return g_steal_pointer (&text);
}

gboolean
hy_token_save (const char *dir, const char *token, GError **error)
{
  return save (dir, TOKEN_FILE, token, strlen (token), error);
}

gboolean
hy_token_delete (const char *dir, GError **error)
{
  g_autofree char *path = g_build_filename (dir, TOKEN_FILE, NULL);

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path,
               g_strerror (errno));
  return FALSE;
}

char *
hy_pinned_ca (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, CA_FILE, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

gboolean
hy_pinned_ca_save (const char *dir, const char *pem, gsize length, GError **error)
{
  return save (dir, CA_FILE, pem, length, error);
}
