#include "district/hy-cli.h"

#include "authority/hy-documents.h"
#include "district/hy-text.h"

typedef gboolean (*PutFunc) (HyAuthority *authority,
                             const char *json,
                             gsize length,
                             GError **error);
typedef char *(*GetFunc) (HyAuthority *authority, GError **error);

static int
put_file (HyCli *cli, PutFunc put)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = hy_cli_read_file (cli->words[1], &length, &error);
  g_autoptr (HyAuthority) authority = NULL;

  if (text == NULL)
    return hy_cli_fail (error);
  authority = hy_cli_open (cli);
  if (authority == NULL)
    return HY_EXIT_UNUSABLE;
  return put (authority, text, length, &error) ? HY_EXIT_DONE : hy_cli_fail (error);
}

static int
get_or_put (HyCli *cli, GetFunc get, PutFunc put)
{
  g_autoptr (HyAuthority) authority = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  if (cli->n > 1)
    return put_file (cli, put);
  authority = hy_cli_open (cli);
  if (authority == NULL)
    return HY_EXIT_UNUSABLE;
  text = get (authority, &error);
  return hy_cli_print (text, error);
}

int
hy_cli_policy (HyCli *cli)
{
  return get_or_put (cli, hy_authority_get_policy, hy_authority_set_policy);
}

int
hy_cli_calendar (HyCli *cli)
{
  return get_or_put (cli, hy_authority_get_calendar, hy_authority_set_calendar);
}

int
hy_cli_duty (HyCli *cli)
{
  return put_file (cli, hy_authority_put_duties);
}

int
hy_cli_article (HyCli *cli)
{
  return put_file (cli, hy_authority_put_articles);
}

int
hy_cli_notice (HyCli *cli)
{
  g_autoptr (HyAuthority) authority = NULL;
  g_autoptr (GError) error = NULL;

  if (cli->office == NULL || cli->text == NULL)
    return hy_cli_usage (_ ("say “notice DIR --office OFFICE --text TEXT”"));
  authority = hy_cli_open (cli);
  if (authority == NULL)
    return HY_EXIT_UNUSABLE;
  return hy_authority_add_notice (authority, cli->office, cli->text, &error) ? HY_EXIT_DONE
                                                                             : hy_cli_fail (error);
}
