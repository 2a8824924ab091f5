#include "ctl/hy-ctl.h"

#include "hy-config.h"

#include <glib/gi18n.h>

typedef struct
{
  gboolean help;
  gboolean version;
} Shown;

static void
print_help (GOptionContext *context)
{
  g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

  g_print ("%s", text);
}

static void
add_common (HyCtl *self, GOptionContext *context, Shown *shown)
{
  const GOptionEntry entries[] = {
    { "replica", 0, 0, G_OPTION_ARG_FILENAME, &self->dir, N_ ("The replica's folder"), N_ ("DIR") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_ ("Print JSON"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &shown->help, N_ ("Show this help"), NULL },
    { NULL },
  };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, HY_GETTEXT_DOMAIN);
  g_option_context_add_main_entries (context, entries, HY_GETTEXT_DOMAIN);
}

static gboolean
parse (GOptionContext *context, char ***words, int *code)
{
  g_autoptr (GError) error = NULL;

  if (g_option_context_parse_strv (context, words, &error))
    return TRUE;
  g_printerr ("huiyinctl: %s\n", error->message);
  *code = HY_EXIT_USAGE;
  return FALSE;
}

static void
drop_first (char **words)
{
  g_free (words[0]);
  memmove (words, words + 1, g_strv_length (words + 1) * sizeof (char *) + sizeof (char *));
}

static char *
describe_verbs (const HyVerb *verbs, gsize n_verbs)
{
  GString *text = g_string_new (_ ("Verbs:"));

  for (gsize i = 0; i < n_verbs; i++)
    g_string_append_printf (text, "\n  %-8s %s", verbs[i].name, _ (verbs[i].summary));
  g_string_append (text, "\n\n");
  g_string_append (text, _ ("“huiyinctl VERB --help” says more of a verb."));
  return g_string_free (text, FALSE);
}

gboolean
hy_ctl_parse_global (HyCtl *self, const HyVerb *verbs, gsize n_verbs, char ***words, int *code)
{
  Shown shown = { 0 };
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &shown.version, N_ ("Show the version"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("VERB …"));
  g_autofree char *description = describe_verbs (verbs, n_verbs);

  add_common (self, context, &shown);
  g_option_context_add_main_entries (context, entries, HY_GETTEXT_DOMAIN);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_description (context, description);
  if (!parse (context, words, code))
    return FALSE;
  drop_first (*words);
  if (shown.help)
    print_help (context);
  else if (shown.version)
    g_print ("huiyinctl %s\n", HY_VERSION);
  else
    return TRUE;
  *code = HY_EXIT_DONE;
  return FALSE;
}

/* The msgid "" is the translation's own header. */
static char *
usage_new (const HyVerb *verb)
{
  if (*verb->arguments == '\0')
    return g_strdup (verb->name);
  return g_strdup_printf ("%s %s", verb->name, _ (verb->arguments));
}

gboolean
hy_ctl_parse (HyCtl *self,
              const GOptionEntry *entries,
              guint min_words,
              guint max_words,
              char ***words,
              int *code)
{
  Shown shown = { 0 };
  g_autofree char *usage = usage_new (self->verb);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  guint n;

  add_common (self, context, &shown);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, HY_GETTEXT_DOMAIN);
  g_option_context_set_summary (context, _ (self->verb->summary));
  if (!parse (context, words, code))
    return FALSE;
  drop_first (*words);
  n = g_strv_length (*words);
  *code = HY_EXIT_USAGE;
  if (shown.help)
    {
      print_help (context);
      *code = HY_EXIT_DONE;
    }
  else if (n < min_words || n > max_words)
    g_printerr (_ ("huiyinctl: usage: huiyinctl %s\n"), usage);
  return !shown.help && n >= min_words && n <= max_words;
}
