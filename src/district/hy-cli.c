#include "district/hy-cli.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "district/hy-text.h"
#include "wire/hy-json-writer.h"
#include "wire/hy-system-clock.h"
#include "wire/hy-wire-error.h"

#define FILE_MAX (64 * 1024 * 1024)

HyTime
hy_cli_now (gpointer user_data)
{
  return hy_system_clock_now ();
}

void
hy_cli_say_of_folder (const char *dir, const GError *error)
{
  if (strstr (error->message, dir) != NULL)
    fprintf (stderr, "huiyin-district: %s\n", error->message);
  else
    fprintf (stderr, "huiyin-district: %s: %s\n", dir, error->message);
}

HyAuthority *
hy_cli_open (HyCli *cli)
{
  g_autoptr (GError) error = NULL;
  HyAuthority *authority = hy_authority_open (cli->words[0], hy_cli_now, NULL, &error);

  if (authority == NULL)
    hy_cli_say_of_folder (cli->words[0], error);
  return authority;
}

/* "wrong_state: the ticket is …" as {"code","detail"}. */
static int
fail_refused (const char *message)
{
  g_auto (GStrv) parts = g_strsplit (message, ": ", 2);
  g_autoptr (GString) out = g_string_new (NULL);

  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "code", parts[0]);
  hy_json_put_string (out, "detail", parts[1] != NULL ? parts[1] : "");
  hy_json_end_object (out);
  fprintf (stderr, "%s\n", out->str);
  return HY_EXIT_REFUSED;
}

int
hy_cli_fail (const GError *error)
{
  if (g_error_matches (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_REFUSED))
    return fail_refused (error->message);
  fprintf (stderr, "huiyin-district: %s\n", error->message);
  if (error->domain == HY_AUTHORITY_ERROR || error->domain == HY_WIRE_ERROR
      || error->domain == G_OPTION_ERROR
      || (error->domain == G_FILE_ERROR && error->code != G_FILE_ERROR_AGAIN
          && error->code != G_FILE_ERROR_NOSPC))
    return HY_EXIT_USAGE;
  return HY_EXIT_UNUSABLE;
}

int
hy_cli_usage (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  fprintf (stderr, "huiyin-district: %s\n", message);
  return HY_EXIT_USAGE;
}

int
hy_cli_print (char *text, const GError *error)
{
  g_autofree char *owned = text;

  if (owned == NULL)
    return hy_cli_fail (error);
  if (puts (owned) == EOF || fflush (stdout) != 0)
    return HY_EXIT_UNUSABLE;
  return HY_EXIT_DONE;
}

char *
hy_cli_read_file (const char *path, gsize *length, GError **error)
{
  GStatBuf info;
  char *text;

  if (g_stat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_size > FILE_MAX)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("%s is larger than 64 MiB"), path);
      return NULL;
    }
  return g_file_get_contents (path, &text, length, error) ? text : NULL;
}
