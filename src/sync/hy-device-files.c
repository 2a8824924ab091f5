#include "sync/hy-enrol.h"

#include "core/hy-id.h"
#include "wire/hy-enrolment.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define TOKEN_FILE "token"
#define CA_FILE "ca.pem"
/* Two lines with their breaks, which an editor may have made longer. */
#define FILE_MAX (HY_TOKEN_MAX + HY_ID_MAX + 8)

static gboolean
set_errno (const char *path, GError **error)
{
  int code = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", path,
               g_strerror (code));
  return FALSE;
}

static gboolean
save (const char *dir, const char *name, const char *text, gsize length, GError **error)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);

  return g_file_set_contents_full (path, text, length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

/* It goes into a header: visible ASCII only. */
static gboolean
is_token (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > HY_TOKEN_MAX)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]))
      return FALSE;
  return TRUE;
}

static gboolean
no_token (const char *path, GError **error)
{
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: holds no token; enrol this PC again",
               path);
  return FALSE;
}

/* "TOKEN\nDEVICE\n", of a file that may be any. */
static char *
read_lines (const char *path, char **device, GError **error)
{
  g_autofree char *text = NULL;
  GStatBuf about;
  gsize length = 0;
  char *end;

  if (g_stat (path, &about) != 0)
    {
      if (errno != ENOENT)
        set_errno (path, error);
      return NULL;
    }
  if (!S_ISREG (about.st_mode) || about.st_size > FILE_MAX)
    {
      no_token (path, error);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  end = strchr (text, '\n');
  *device = g_strstrip (g_strdup (end != NULL ? end + 1 : ""));
  if (end != NULL)
    *end = '\0';
  if (length != strlen (text) + (end != NULL ? strlen (end + 1) + 1 : 0)
      || !is_token (g_strchomp (text)) || !hy_id_is_valid (*device))
    {
      no_token (path, error);
      return NULL;
    }
  return g_steal_pointer (&text);
}

char *
hy_token_load (const char *dir, const char *device, GError **error)
{
  g_autofree char *path = g_build_filename (dir, TOKEN_FILE, NULL);
  g_autofree char *whose = NULL;
  g_autofree char *token = read_lines (path, &whose, error);

  return token != NULL && strcmp (whose, device) == 0 ? g_steal_pointer (&token) : NULL;
}

gboolean
hy_token_save (const char *dir, const char *device, const char *token, GError **error)
{
  g_autofree char *text = g_strconcat (token, "\n", device, "\n", NULL);

  if (is_token (token) && hy_id_is_valid (device))
    return save (dir, TOKEN_FILE, text, strlen (text), error);
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                       "the token is not made of 1 to 4096 visible ASCII characters");
  return FALSE;
}

static gboolean delete (const char *dir, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);

  return g_unlink (path) == 0 || errno == ENOENT || set_errno (path, error);
}

gboolean
hy_token_delete (const char *dir, GError **error)
{
  return delete (dir, TOKEN_FILE, error);
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

gboolean
hy_pinned_ca_delete (const char *dir, GError **error)
{
  return delete (dir, CA_FILE, error);
}
