/* The verbs of huiyin-district: a table, one function each, one file a subject (commands.md). */
#pragma once

#include "authority/hy-authority.h"

G_BEGIN_DECLS

/* Exit codes (commands.md). */
enum
{
  HY_EXIT_DONE = 0,
  HY_EXIT_USAGE = 1,
  HY_EXIT_REFUSED = 2,
  HY_EXIT_UNUSABLE = 5
};

/* What the command line of a verb said. Strings are UTF-8, but for names of files. */
typedef struct
{
  const char *verb;
  char **words; /* what is no option, after the verb; as many as the verb allows */
  int n;

  char *name;
  char **hosts;
  char *kind;
  char *office;
  char *pin;
  char *channel;
  char *at;
  char *listen;
  char *text;
  gboolean wipe;
  gboolean clear;
} HyCli;

typedef struct
{
  const char *name;
  const char *words;   /* for the usage line: untranslated placeholders */
  const char *summary; /* to be translated */
  int min;             /* number of words */
  int max;
  const char *options; /* names of those it takes, separated by spaces */
  int (*run) (HyCli *cli);
} HyVerb;

int hy_cli_init (HyCli *cli);
int hy_cli_office (HyCli *cli);
int hy_cli_person (HyCli *cli);
int hy_cli_code (HyCli *cli);
int hy_cli_devices (HyCli *cli);
int hy_cli_revoke (HyCli *cli);
int hy_cli_import (HyCli *cli);
int hy_cli_serve (HyCli *cli);
int hy_cli_event (HyCli *cli);
int hy_cli_show (HyCli *cli);
int hy_cli_tickets (HyCli *cli);
int hy_cli_commands (HyCli *cli);
int hy_cli_policy (HyCli *cli);
int hy_cli_calendar (HyCli *cli);
int hy_cli_duty (HyCli *cli);
int hy_cli_article (HyCli *cli);
int hy_cli_notice (HyCli *cli);
int hy_cli_backup (HyCli *cli);
int hy_cli_restore (HyCli *cli);

/* Says on stderr what is wrong with @dir, whose name stands in the message once. */
void hy_cli_say_of_folder (const char *dir, const GError *error);
/* The database of the folder that the first word names. NULL after saying why: exit
 * HY_EXIT_UNUSABLE. */
HyAuthority *hy_cli_open (HyCli *cli);
/* The program's clock, as the authority wants it. */
HyTime hy_cli_now (gpointer user_data);

/* Says what is wrong on stderr and gives the exit code that goes with it: of the authority, of JSON
 * and files that somebody named, else of the database. */
int hy_cli_fail (const GError *error);
int hy_cli_usage (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* A line on stdout, as it is whatever the locale's encoding. Takes @text; NULL with @error is a
 * failure. */
int hy_cli_print (char *text, const GError *error);

/* A whole file of at most 64 MiB. */
char *hy_cli_read_file (const char *path, gsize *length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first line of a file; of standard input when @path is NULL, asked for without an echo at a
 * terminal. Never of the command line, which everybody on the machine can see. */
char *hy_cli_read_pin (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
