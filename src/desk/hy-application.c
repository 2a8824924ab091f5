#include "desk/hy-application.h"

#include "desk/hy-autostart.h"
#include "desk/hy-failed-window.h"
#include "desk/hy-notifier.h"
#include "desk/hy-preferences.h"
#include "desk/hy-session.h"
#include "desk/hy-settings.h"
#include "desk/hy-window.h"

#include "desk/hy-text.h"

struct _HyApplication
{
  AdwApplication parent_instance;
  char *dir;
  gboolean usual; /* the user's own folder */
  HySession *session;
  HyNotifier *notifier;
  HyWindow *window;
  HyFailedWindow *failure; /* instead of it; not owned */
  gboolean waits_hidden; /* holds the program while no window of it is in sight */
};

G_DEFINE_FINAL_TYPE (HyApplication, hy_application, ADW_TYPE_APPLICATION)

/* screens.md, "Frame". Escape is the window's own. */
static const struct
{
  const char *action, *keys[3];
} keys[] = {
  { "win.show-queue::today", { "<Control>1" } },
  { "win.show-queue::pending_sign", { "<Control>2" } },
  { "win.show-queue::to_contact", { "<Control>3" } },
  { "win.show-queue::handling", { "<Control>4" } },
  { "win.show-queue::due_soon", { "<Control>5" } },
  { "win.show-queue::overdue", { "<Control>6" } },
  { "win.show-queue::rework", { "<Control>7" } },
  { "win.show-queue::waiting", { "<Control>8" } },
  { "win.show-outbox", { "<Control>9" } },
  { "win.show-sync", { "<Control>0" } },
  { "win.next-pane", { "F6" } },
  { "win.search", { "<Control>f" } },
  { "win.previous-ticket", { "<Alt>Up" } },
  { "win.next-ticket", { "<Alt>Down" } },
  { "win.back", { "<Alt>Left" } },
  { "win.act('')", { "<Control>Return", "<Control>KP_Enter" } },
  { "win.act('contact')", { "<Control>l" } },
  { "win.act('progress')", { "<Control>j" } },
  { "win.act('sign')", { "<Control><Shift>s" } },
  { "win.act('extension_request')", { "<Control><Shift>y" } },
  { "win.act('reply')", { "<Control>r" } },
  { "win.print", { "<Control>p" } },
  { "win.say-saved-always", { "<Control>s" } },
  { "win.sync-now", { "F5" } },
  { "win.brief", { "<Control><Shift>b" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "app.preferences", { "<Control>comma" } },
  { "window.close", { "<Control>w" } },
  { "app.quit", { "<Control>q" } },
};

static void
set_keys (HyApplication *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action,
                                           (const char *const *) keys[i].keys);
}

/* A replica that cannot be opened leaves nothing to work with: a window that says what to do. */
static void
show_failure (HyApplication *self, const GError *error)
{
  if (self->failure == NULL)
    {
      self->failure = g_object_new (HY_TYPE_FAILED_WINDOW, "application", self, NULL);
      g_object_add_weak_pointer (G_OBJECT (self->failure), (gpointer *) &self->failure);
    }
  hy_failed_window_show (self->failure, error);
}

static void
window_gone (GtkWidget *window, HyApplication *self)
{
  self->window = NULL;
}

/* A window that is hidden, or not made yet, does not keep a program running. */
static void
wait_hidden (HyApplication *self, gboolean hidden)
{
  if (hidden == self->waits_hidden)
    return;
  self->waits_hidden = hidden;
  if (hidden)
    g_application_hold (G_APPLICATION (self));
  else
    g_application_release (G_APPLICATION (self));
}

static void
window_shown (GObject *window, GParamSpec *pspec, HyApplication *self)
{
  wait_hidden (self, !gtk_widget_get_visible (GTK_WIDGET (window)));
}

static gboolean
need_session (HyApplication *self)
{
  g_autoptr (GError) error = NULL;

  if (self->session == NULL)
    self->session = hy_session_new (self->dir, &error);
  if (self->session == NULL)
    show_failure (self, error);
  else if (self->failure != NULL)
    gtk_window_destroy (GTK_WINDOW (self->failure));
  if (self->session != NULL && self->notifier == NULL)
    self->notifier = hy_notifier_new (G_APPLICATION (self), self->session);
  return self->session != NULL;
}

static gboolean
need_window (HyApplication *self)
{
  if (!need_session (self))
    return FALSE;
  if (self->window == NULL)
    {
      self->window = hy_window_new (GTK_APPLICATION (self), self->session);
      g_signal_connect (self->window, "destroy", G_CALLBACK (window_gone), self);
      g_signal_connect (self->window, "notify::visible", G_CALLBACK (window_shown), self);
    }
  return TRUE;
}

static void
hy_application_activate (GApplication *application)
{
  HyApplication *self = HY_APPLICATION (application);

  if (need_window (self))
    gtk_window_present (GTK_WINDOW (self->window));
}

static int
hy_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  HyApplication *self = HY_APPLICATION (application);
  g_auto (GStrv) words = g_application_command_line_get_arguments (line, NULL);
  const char *word = words[0] != NULL ? words[1] : NULL;

  if (g_strcmp0 (word, HY_APPLICATION_BACKGROUND) == 0)
    {
      if (need_session (self) && self->window == NULL)
        wait_hidden (self, TRUE);
      return 0;
    }
  hy_application_activate (application);
  if (self->window != NULL && word != NULL)
    hy_window_open_ticket (self->window, word);
  return 0;
}

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HyApplication *self = data;

  wait_hidden (self, FALSE);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  if (self->failure != NULL)
    gtk_window_destroy (GTK_WINDOW (self->failure));
  g_application_quit (G_APPLICATION (self));
}

static void
about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (data));

  adw_show_about_window (parent, "application-name", _ ("Huiyin"), "application-icon", HY_APP_ID,
                         "version", HY_VERSION, "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("Citizens' tickets from dispatch to reply, with or without a line"),
                         NULL);
}

static void
preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HyApplication *self = data;

  if (need_window (self))
    gtk_window_present (g_object_new (HY_TYPE_PREFERENCES, "session", self->session, "application",
                                      self, "transient-for", self->window, "destroy-with-parent",
                                      TRUE, NULL));
}

static void
open_ticket (GSimpleAction *action, GVariant *ticket, gpointer data)
{
  HyApplication *self = data;

  hy_application_activate (data);
  if (self->window != NULL)
    hy_window_open_ticket (self->window, g_variant_get_string (ticket, NULL));
}

static void
show_page (GSimpleAction *action, GVariant *page, gpointer data)
{
  HyApplication *self = data;

  hy_application_activate (data);
  if (self->window != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (self->window), "win.show-queue", page);
}

static void
try_again (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hy_application_activate (data);
}

static void
autostart_failed (const GError *error, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));
  g_autofree char *words
      = g_strdup_printf (_ ("The start at login could not be changed: %s"), error->message);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  if (ADW_IS_PREFERENCES_WINDOW (window))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), adw_toast_new (escaped));
}

static void
hy_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "quit", .activate = quit },
    { .name = "about", .activate = about },
    { .name = "try-again", .activate = try_again },
    { .name = "preferences", .activate = preferences },
    { .name = "open-ticket", .activate = open_ticket, .parameter_type = "s" },
    { .name = "show-page", .activate = show_page, .parameter_type = "s" },
  };
  HyApplication *self = HY_APPLICATION (application);
  g_autoptr (GAction) autostart = NULL;

  G_APPLICATION_CLASS (hy_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  autostart = hy_autostart_action_new (g_application_get_application_id (application),
                                       self->usual ? NULL : self->dir, autostart_failed, self);
  g_action_map_add_action (G_ACTION_MAP (application), autostart);
  set_keys (self);
  gtk_window_set_default_icon_name (HY_APP_ID);
  /* A title that gets the focus when its ticket is opened is not to be marked from end to end. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
}

static void
hy_application_shutdown (GApplication *application)
{
  HyApplication *self = HY_APPLICATION (application);

  g_clear_object (&self->notifier);
  g_clear_object (&self->session);
  G_APPLICATION_CLASS (hy_application_parent_class)->shutdown (application);
}

static void
hy_application_finalize (GObject *object)
{
  g_free (HY_APPLICATION (object)->dir);
  G_OBJECT_CLASS (hy_application_parent_class)->finalize (object);
}

static void
hy_application_class_init (HyApplicationClass *klass)
{
  GApplicationClass *application = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hy_application_finalize;
  application->startup = hy_application_startup;
  application->shutdown = hy_application_shutdown;
  application->activate = hy_application_activate;
  application->command_line = hy_application_command_line;
}

static void
hy_application_init (HyApplication *self)
{
}

HyApplication *
hy_application_new (const char *replica)
{
  g_autofree char *usual = g_build_filename (g_get_user_data_dir (), "huiyin", NULL);
  g_autofree char *dir = g_strdup (replica != NULL ? replica : usual);
  g_autofree char *here = hy_settings_canonical_dir (dir);
  g_autofree char *there = hy_settings_canonical_dir (usual);
  g_autofree char *hash = hy_settings_hash_dir (dir);
  gboolean is_usual = g_str_equal (here, there);
  g_autofree char *id = is_usual ? g_strdup (HY_APP_ID) : g_strdup_printf (HY_APP_ID ".r%s", hash);
  HyApplication *self = g_object_new (HY_TYPE_APPLICATION, "application-id", id, "flags",
                                      G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                                      "/cn/huiyin/Huiyin", NULL);

  /* The folder that the program was started in says nothing to the next login. */
  self->dir = g_steal_pointer (&here);
  self->usual = is_usual;
  return self;
}
