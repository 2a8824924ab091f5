/* huiyin-district: the reference district server and its administrator's commands. */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "district/hy-cli.h"
#include "district/hy-text.h"

static const HyVerb verbs[] = {
  { "init", "DIR", N_ ("make a district in a folder"), 1, 1, "name host", hy_cli_init },
  { "office", "DIR add ID NAME | DIR list", N_ ("add an office, list them"), 2, 4, "kind",
    hy_cli_office },
  { "person", "DIR add ID NAME | DIR pin ID [FILE]",
    N_ ("add a person of an office, set the PIN from a file or standard input"), 3, 4,
    "office pin clear", hy_cli_person },
  { "code", "DIR OFFICE", N_ ("print a code that enrols one PC"), 2, 2, "", hy_cli_code },
  { "import", "DIR FILE", N_ ("take tickets from a spreadsheet export"), 2, 2,
    "office channel kind at", hy_cli_import },
  { "serve", "DIR", N_ ("serve the offices over HTTPS"), 1, 1, "listen", hy_cli_serve },
  { "event", "DIR TICKET KIND [KEY=VALUE ...]", N_ ("do what the district does to a ticket"), 3,
    G_MAXINT, "", hy_cli_event },
  { "show", "DIR TICKET", N_ ("print a ticket and its timeline"), 2, 2, "", hy_cli_show },
  { "tickets", "DIR", N_ ("print a list of all tickets"), 1, 1, "", hy_cli_tickets },
  { "devices", "DIR", N_ ("print a list of the enrolled PCs"), 1, 1, "", hy_cli_devices },
  { "revoke", "DIR DEVICE", N_ ("shut a PC out"), 2, 2, "wipe", hy_cli_revoke },
  { "policy", "DIR [FILE]", N_ ("print or replace the policy"), 1, 2, "", hy_cli_policy },
  { "calendar", "DIR [FILE]", N_ ("print or replace the calendar"), 1, 2, "", hy_cli_calendar },
  { "duty", "DIR FILE", N_ ("put entries into the duty directory"), 2, 2, "", hy_cli_duty },
  { "article", "DIR FILE", N_ ("put entries into the knowledge base"), 2, 2, "", hy_cli_article },
  { "notice", "DIR", N_ ("send an office a notice"), 1, 1, "office text", hy_cli_notice },
  { "backup", "DIR FILE", N_ ("copy database, policy and keys while the server runs"), 2, 2, "",
    hy_cli_backup },
  { "restore", "DIR FILE", N_ ("put a backup in place and start a new epoch"), 2, 2, "",
    hy_cli_restore },
  { "commands", "DIR FILE", N_ ("take a file of “huiyinctl outbox export”"), 2, 2, "",
    hy_cli_commands },
};

static gboolean
takes (const HyVerb *verb, const char *option)
{
  g_auto (GStrv) names = g_strsplit (verb->options, " ", -1);

  return g_strv_contains ((const char *const *) names, option);
}

/* Texts are of the type "filename": taken as they are, so that Chinese works in the C locale too.
 */
static GArray *
options_of (const HyVerb *verb, HyCli *cli)
{
  const GOptionEntry all[] = {
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &cli->name, N_ ("what the district is called"), "NAME" },
    { "host", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &cli->hosts,
      N_ ("a name or address that the certificate is for"), "HOST" },
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &cli->kind,
      strcmp (verb->name, "office") == 0 ? N_ ("street, township or bureau")
                                         : N_ ("kind of demand where the file is silent"),
      "KIND" },
    { "office", 0, 0, G_OPTION_ARG_FILENAME, &cli->office, N_ ("the office"), "OFFICE" },
    { "pin", 0, 0, G_OPTION_ARG_FILENAME, &cli->pin, N_ ("what guards the screen of a shared PC"),
      "PIN" },
    { "clear", 0, 0, G_OPTION_ARG_NONE, &cli->clear, N_ ("take the PIN away"), NULL },
    { "channel", 0, 0, G_OPTION_ARG_FILENAME, &cli->channel,
      N_ ("channel where the file is silent"), "CHANNEL" },
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &cli->at, N_ ("moment of dispatch, not later than now"),
      "TIME" },
    { "listen", 0, 0, G_OPTION_ARG_FILENAME, &cli->listen,
      N_ ("where to listen (127.0.0.1:8443); port 0 picks one"), "ADDR:PORT" },
    { "text", 0, 0, G_OPTION_ARG_FILENAME, &cli->text, N_ ("the text"), "TEXT" },
    { "wipe", 0, 0, G_OPTION_ARG_NONE, &cli->wipe, N_ ("and tell it to delete its replica"), NULL },
  };
  GArray *entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (takes (verb, all[i].long_name))
        g_array_append_val (entries, all[i]);
    }
  return entries;
}

static void
clear_cli (HyCli *cli)
{
  char *strings[] = { cli->name,    cli->kind, cli->office, cli->pin,
                      cli->channel, cli->at,   cli->listen, cli->text };

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (strings[i]);
  g_strfreev (cli->hosts);
}

/* Names of files may be any bytes; everything else goes into JSON. */
static gboolean
texts_are_utf8 (const HyCli *cli)
{
  const char *texts[] = { cli->name,    cli->kind, cli->office, cli->pin,
                          cli->channel, cli->at,   cli->listen, cli->text };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i] != NULL && !g_utf8_validate (texts[i], -1, NULL))
        return FALSE;
    }
  return TRUE;
}

static int
run_verb (const HyVerb *verb, char **argv)
{
  g_autofree char *usage = g_strdup_printf ("%s %s", verb->name, verb->words);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_auto (GStrv) words = g_strdupv (argv);
  g_autoptr (GArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  HyCli cli = { .verb = verb->name };
  int status;

  entries = options_of (verb, &cli);
  g_option_context_set_summary (context, _ (verb->summary));
  g_option_context_add_main_entries (context, (GOptionEntry *) entries->data, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &words, &error))
    status = hy_cli_fail (error);
  else
    {
      cli.words = words + 1;
      cli.n = (int) g_strv_length (words) - 1;
      if (cli.n < verb->min || cli.n > verb->max)
        status = hy_cli_usage (_ ("usage: huiyin-district %s %s"), verb->name, verb->words);
      else if (!texts_are_utf8 (&cli))
        status = hy_cli_usage (_ ("the arguments are not UTF-8"));
      else
        status = verb->run (&cli);
    }
  clear_cli (&cli);
  return status;
}

static int
print_help (void)
{
  printf (_ ("Usage: huiyin-district VERB DIR [ARGUMENT…]\n\n"
             "The reference district server of Huiyin and its administrator's commands.\n\n"));
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    printf ("  %-9s %-35s %s\n", verbs[i].name, verbs[i].words, _ (verbs[i].summary));
  printf (_ ("\nhuiyin-district VERB --help says more about a verb, huiyin-district(8) about all "
             "of them.\n"));
  return HY_EXIT_DONE;
}

static int
dispatch (int argc, char **argv)
{
  if (argc < 2)
    return hy_cli_usage (_ ("say what to do: see huiyin-district --help"));
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    return print_help ();
  if (strcmp (argv[1], "--version") == 0)
    return printf ("huiyin-district %s\n", HY_VERSION) > 0 ? HY_EXIT_DONE : HY_EXIT_UNUSABLE;
  if (strcmp (argv[1], "figures") == 0)
    return hy_cli_usage (_ ("“figures” is not in this version of the program"));
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      if (strcmp (verbs[i].name, argv[1]) == 0)
        return run_verb (&verbs[i], argv + 1);
    }
  return hy_cli_usage (_ ("there is no verb “%s”: see huiyin-district --help"), argv[1]);
}

int
main (int argc, char **argv)
{
  const char *locale_dir = g_getenv ("HUIYIN_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : HY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("huiyin-district");
  /* GnuTLS by itself still takes TLS 1.1, the protocol does not. Read when TLS is first used. */
  g_setenv ("G_TLS_GNUTLS_PRIORITY", "NORMAL:%COMPAT:-VERS-TLS1.1:-VERS-TLS1.0", FALSE);
  return dispatch (argc, argv);
}
