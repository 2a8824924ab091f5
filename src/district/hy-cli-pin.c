#include "district/hy-cli.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "district/hy-text.h"

/* Longer than any PIN may be, which the authority says. */
#define LINE_MAX_BYTES 256

/* The first line, without its end; NULL with @error. */
static char *
read_line (FILE *file, GError **error)
{
  char line[LINE_MAX_BYTES];

  if (fgets (line, sizeof line, file) != NULL)
    {
      line[strcspn (line, "\r\n")] = '\0';
      return g_strdup (line);
    }
  g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE, _ ("there is no PIN to read"));
  return NULL;
}

static char *
ask_once (const char *prompt, GError **error)
{
  struct termios usual, silent;
  char *line;

  tcgetattr (STDIN_FILENO, &usual);
  silent = usual;
  silent.c_lflag &= (tcflag_t) ~ECHO;
  fputs (prompt, stderr);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  line = read_line (stdin, error);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &usual);
  fputs ("\n", stderr);
  return line;
}

/* Twice, since what is typed is not seen. */
static char *
ask (GError **error)
{
  g_autofree char *pin = ask_once (_ ("PIN: "), error);
  g_autofree char *again = pin != NULL ? ask_once (_ ("Once more: "), error) : NULL;

  if (again == NULL)
    return NULL;
  if (strcmp (pin, again) == 0)
    return g_steal_pointer (&pin);
  g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
               _ ("the two were not the same"));
  return NULL;
}

static char *
read_file (const char *path, GError **error)
{
  FILE *file = g_fopen (path, "re");
  char *line;

  if (file == NULL)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path,
                   g_strerror (errno));
      return NULL;
    }
  line = read_line (file, error);
  fclose (file);
  return line;
}

char *
hy_cli_read_pin (const char *path, GError **error)
{
  if (path != NULL)
    return read_file (path, error);
  return isatty (STDIN_FILENO) ? ask (error) : read_line (stdin, error);
}
