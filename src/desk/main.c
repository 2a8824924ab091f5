#include "desk/hy-application.h"

#include "hy-config.h"
#include "sync/hy-http-transport.h"

#include <glib/gi18n.h>
#include <locale.h>

#define TRIES 3

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

typedef struct
{
  char *replica;
  gboolean background, version;
} Options;

/* Before there is an application: its id depends on the folder. */
static gboolean
parse (int *argc, char ***argv, Options *options)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("[TICKET-NUMBER]"));
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "replica", 0, 0, G_OPTION_ARG_FILENAME, &options->replica,
      N_ ("The folder of this PC's data"), N_ ("DIR") },
    { "background", 0, 0, G_OPTION_ARG_NONE, &options->background,
      N_ ("Run without showing the window, as at login"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, N_ ("Print the version and end"),
      NULL },
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

/* One that has the name but ends before it answers is no running instance: this one is. */
static void
find_instance (GApplication *application)
{
  g_autoptr (GError) error = NULL;

  for (int tries = 0; tries < TRIES; tries++, g_clear_error (&error))
    if (g_application_register (application, NULL, &error)
        || !g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY))
      break;
}

int
main (int argc, char **argv)
{
  char *hidden[] = { argv[0], (char *) HY_APPLICATION_BACKGROUND, NULL };
  g_autoptr (HyApplication) application = NULL;
  Options options = { NULL };

  choose_language ();
  g_set_prgname (HY_APP_ID);
  g_set_application_name (_ ("Huiyin"));
  if (!parse (&argc, &argv, &options))
    return 1;
  if (options.version)
    {
      g_print ("huiyin %s\n", HY_VERSION);
      return 0;
    }
  hy_http_transport_be_alone ();
  application = hy_application_new (options.replica);
  g_free (options.replica);
  find_instance (G_APPLICATION (application));
  /* The running instance, if there is one, gets the words of this one. */
  return g_application_run (G_APPLICATION (application),
                            options.background ? (int) G_N_ELEMENTS (hidden) - 1 : argc,
                            options.background ? hidden : argv);
}
