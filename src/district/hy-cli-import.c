#include "district/hy-cli.h"

#include <stdio.h>

#include "authority/hy-import.h"
#include "core/hy-codes.h"
#include "district/hy-text.h"

static void
on_bad_row (const char *message, gpointer user_data)
{
  fprintf (stderr, "%s\n", message);
}

/* What the options say, or FALSE after saying what is wrong with them. */
static gboolean
read_options (HyCli *cli, HyImportOptions *options)
{
  HyChannel channel;
  HyDemandKind kind;

  *options = (HyImportOptions){ .office = cli->office, .channel = -1, .kind = -1 };
  if (cli->office == NULL)
    hy_cli_usage (_ ("say whose tickets these are: --office OFFICE"));
  else if (cli->channel != NULL && !hy_channel_parse (cli->channel, &channel))
    hy_cli_usage (_ ("--channel: “%s” is no channel"), cli->channel);
  else if (cli->kind != NULL && !hy_demand_kind_parse (cli->kind, &kind))
    hy_cli_usage (_ ("--kind: “%s” is no kind of demand"), cli->kind);
  else if (cli->at != NULL && !hy_time_parse (cli->at, &options->at))
    hy_cli_usage (_ ("--at: “%s” is no time such as 2026-11-23T09:00:00+08:00"), cli->at);
  else
    {
      options->channel = cli->channel != NULL ? (int) channel : -1;
      options->kind = cli->kind != NULL ? (int) kind : -1;
      return TRUE;
    }
  return FALSE;
}

int
hy_cli_import (HyCli *cli)
{
  g_autoptr (HyAuthority) authority = NULL;
  g_autoptr (GError) error = NULL;
  HyImportOptions options;
  HyImportSummary summary;

  if (!read_options (cli, &options))
    return HY_EXIT_USAGE;
  authority = hy_cli_open (cli);
  if (authority == NULL)
    return HY_EXIT_UNUSABLE;
  if (!hy_authority_import (authority, cli->words[1], &options, on_bad_row, NULL, &summary, &error))
    return hy_cli_fail (error);
  return hy_cli_print (g_strdup_printf ("imported %u, updated %u, refused %u", summary.imported,
                                        summary.updated, summary.refused),
                       NULL);
}
