#include "desk/hy-application.h"

#include "hy-config.h"

#include <glib/gi18n.h>
#include <locale.h>

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

/* Before there is an application: its id depends on the folder. */
static gboolean
parse (int *argc, char ***argv, char **replica, gboolean *version)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("[TICKET-NUMBER]"));
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "replica", 0, 0, G_OPTION_ARG_FILENAME, replica, N_ ("The folder of this PC's data"),
      N_ ("DIR") },
    { "version", 0, 0, G_OPTION_ARG_NONE, version, N_ ("Print the version and end"), NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, HY_GETTEXT_DOMAIN);
  g_option_context_set_summary (
      context, _ ("Opens the window, and in it the ticket whose number is given."));
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  g_printerr ("%s\n", error->message);
  return FALSE;
}

int
main (int argc, char **argv)
{
  g_autoptr (HyApplication) application = NULL;
  g_autofree char *replica = NULL;
  gboolean version = FALSE;

  choose_language ();
  g_set_prgname (HY_APP_ID);
  g_set_application_name (_ ("Huiyin"));
  if (!parse (&argc, &argv, &replica, &version))
    return 1;
  if (version)
    {
      g_print ("huiyin %s\n", HY_VERSION);
      return 0;
    }
  application = hy_application_new (replica);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
