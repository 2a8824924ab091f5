#include "ctl/hy-ctl.h"

#include "hy-config.h"
#include "sync/hy-http-transport.h"

#include <glib/gi18n.h>
#include <locale.h>

static const HyVerb verbs[] = {
  { "enrol", N_ ("URL CODE"), N_ ("Enrol this PC with a code of the district"), hy_ctl_enrol },
  { "sync", "", N_ ("Send what waits and fetch what is new"), hy_ctl_sync },
  { "status", "", N_ ("What has arrived and what has not, without the network"), hy_ctl_status },
  { "tickets", "", N_ ("List tickets, most pressing first"), hy_ctl_tickets },
  { "show", N_ ("TICKET"), N_ ("Show a ticket, its timeline, its lights and what may be done"),
    hy_ctl_show },
  { "do", N_ ("TICKET KIND [-]"), N_ ("Do a step on a ticket: sign, contact, reply…"), hy_ctl_do },
  { "outbox", N_ ("[retry ID | discard ID | note ID | export FILE]"),
    N_ ("What the district has not answered, or refused"), hy_ctl_outbox },
  { "doctor", "", N_ ("Examine the replica, the calendar and the clock"), hy_ctl_doctor },
};

static const HyVerb *
find_verb (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].name, name))
      return &verbs[i];
  return NULL;
}

/* HUIYIN_LOCALEDIR is for translations that are not installed: a build tree's. */
static void
choose_language (void)
{
  const char *dir = g_getenv ("HUIYIN_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (HY_GETTEXT_DOMAIN, dir != NULL ? dir : HY_LOCALEDIR);
  bind_textdomain_codeset (HY_GETTEXT_DOMAIN, "UTF-8");
  textdomain (HY_GETTEXT_DOMAIN);
}

/* What happened beside the answer, as a sentence of this program and not as a log's line. */
static void
say (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  if ((level & G_LOG_LEVEL_MASK) == G_LOG_LEVEL_MESSAGE)
    g_printerr ("huiyinctl: %s\n", message);
  else
    g_log_default_handler (domain, level, message, NULL);
}

static int
run (HyCtl *ctl, char ***words)
{
  int code = HY_EXIT_USAGE;

  if (!hy_ctl_parse_global (ctl, verbs, G_N_ELEMENTS (verbs), words, &code))
    return code;
  if ((*words)[0] == NULL)
    return hy_ctl_fail_usage (ctl, _ ("say what to do: see “huiyinctl --help”"));
  ctl->verb = find_verb ((*words)[0]);
  if (ctl->verb == NULL)
    return hy_ctl_fail_usage (ctl, _ ("there is no verb “%s”: see “huiyinctl --help”"),
                              (*words)[0]);
  return ctl->verb->run (ctl, *words);
}

int
main (int argc, char **argv)
{
  HyCtl ctl = { 0 };
  g_auto (GStrv) words = g_strdupv (argv);
  int code;

  choose_language ();
  g_set_prgname ("huiyinctl");
  g_log_set_default_handler (say, NULL);
  /* GnuTLS by itself still takes TLS 1.1, the protocol does not. Read when TLS is first used. */
  g_setenv ("G_TLS_GNUTLS_PRIORITY", "NORMAL:%COMPAT:-VERS-TLS1.1:-VERS-TLS1.0", FALSE);
  hy_http_transport_be_alone ();
  code = run (&ctl, &words);
  hy_ctl_clear (&ctl);
  return code;
}
