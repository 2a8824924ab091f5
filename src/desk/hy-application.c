#include "desk/hy-application.h"

#include "desk/hy-autostart.h"
#include "desk/hy-failed-window.h"
#include "desk/hy-notifier.h"
#include "desk/hy-preferences.h"
#include "desk/hy-session.h"
#include "desk/hy-settings.h"
#include "desk/hy-wait-window.h"
#include "desk/hy-window.h"

#include "desk/hy-text.h"

#include <glib-unix.h>
#include <signal.h>

struct _HyApplication
{
  AdwApplication parent_instance;
  char *dir;
  gboolean usual; /* the user's own folder */
  HySession *session;
  gboolean opening; /* the session is on its way */
  GQueue deeds;     /* of Deed*: what waits for it */
  GtkWindow *wait;  /* says so, when it takes long; not owned */
  guint wait_source;
  HyNotifier *notifier;
  HyWindow *window;
  HyFailedWindow *failure; /* instead of it; not owned */
  gboolean waits_hidden; /* holds the program while no window of it is in sight */
  guint signals[3];      /* sources: what asks the program to end from outside */
};

/* A start that takes no longer than this needs no word about it. */
#define WAIT_MS 800

/* An end that takes longer leaves the replica as a kill would. */
#define CLOSE_MS 2000

/* Something that needs the session. */
typedef struct
{
  void (*func) (HyApplication *self, const char *word);
  char *word;
} Deed;

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

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_free (deed->word);
  g_free (deed);
}

static gboolean
show_wait (gpointer data)
{
  HyApplication *self = data;

  self->wait_source = 0;
  self->wait = g_object_new (HY_TYPE_WAIT_WINDOW, "application", self, NULL);
  g_object_add_weak_pointer (G_OBJECT (self->wait), (gpointer *) &self->wait);
  gtk_window_present (self->wait);
  return G_SOURCE_REMOVE;
}

static void
end_wait (HyApplication *self)
{
  g_clear_handle_id (&self->wait_source, g_source_remove);
  if (self->wait != NULL)
    gtk_window_destroy (self->wait);
}

static void
session_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  Deed *deed;

  self->opening = FALSE;
  self->session = hy_session_open_finish (result, &error);
  if (self->session == NULL)
    show_failure (self, error);
  else
    self->notifier = hy_notifier_new (G_APPLICATION (self), self->session);
  while ((deed = g_queue_pop_head (&self->deeds)) != NULL)
    {
      if (self->session != NULL)
        deed->func (self, deed->word);
      deed_free (deed);
    }
  if (self->session != NULL && self->failure != NULL)
    gtk_window_destroy (GTK_WINDOW (self->failure));
  end_wait (self);
  g_application_release (G_APPLICATION (self));
}

static void
open_session (HyApplication *self)
{
  if (self->opening || self->session != NULL)
    return;
  self->opening = TRUE;
  g_application_hold (G_APPLICATION (self));
  self->wait_source = g_timeout_add (WAIT_MS, show_wait, self);
  hy_session_open_async (self->dir, session_opened, g_object_ref (self));
}

/* Does it, as soon as there is a session. */
static void
with_session (HyApplication *self, void (*func) (HyApplication *, const char *), const char *word)
{
  Deed *deed;

  if (self->session != NULL)
    {
      func (self, word);
      return;
    }
  deed = g_new0 (Deed, 1);
  deed->func = func;
  deed->word = g_strdup (word);
  g_queue_push_tail (&self->deeds, deed);
  open_session (self);
}

static void
need_window (HyApplication *self)
{
  if (self->window != NULL)
    return;
  self->window = hy_window_new (GTK_APPLICATION (self), self->session);
  g_signal_connect (self->window, "destroy", G_CALLBACK (window_gone), self);
  g_signal_connect (self->window, "notify::visible", G_CALLBACK (window_shown), self);
}

static void
present (HyApplication *self, const char *ticket)
{
  need_window (self);
  gtk_window_present (GTK_WINDOW (self->window));
  if (ticket != NULL)
    hy_window_open_ticket (self->window, ticket);
}

static void
present_page (HyApplication *self, const char *page)
{
  present (self, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-queue", "s", page);
}

static void
present_preferences (HyApplication *self, const char *word)
{
  need_window (self);
  gtk_window_present (g_object_new (HY_TYPE_PREFERENCES, "session", self->session, "application",
                                    self, "transient-for", self->window, "destroy-with-parent",
                                    TRUE, NULL));
}

static void
stay_in_background (HyApplication *self, const char *word)
{
  if (self->window == NULL)
    wait_hidden (self, TRUE);
}

static void
hy_application_activate (GApplication *application)
{
  with_session (HY_APPLICATION (application), present, NULL);
}

static int
hy_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  HyApplication *self = HY_APPLICATION (application);
  g_auto (GStrv) words = g_application_command_line_get_arguments (line, NULL);
  const char *word = words[0] != NULL ? words[1] : NULL;

  if (g_strcmp0 (word, HY_APPLICATION_BACKGROUND) == 0)
    with_session (self, stay_in_background, NULL);
  else
    with_session (self, present, word);
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
  end_wait (self);
  g_application_quit (G_APPLICATION (self));
}

/* A logout or a shutdown: the replica is closed as at Quit, so that the next start need not look whether it is whole. */
static gboolean
end_asked (gpointer application)
{
  g_action_group_activate_action (G_ACTION_GROUP (application), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

static void
follow_signals (HyApplication *self)
{
  static const int ends[G_N_ELEMENTS (self->signals)] = { SIGTERM, SIGINT, SIGHUP };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    self->signals[i] = g_unix_signal_add (ends[i], end_asked, self);
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
  with_session (data, present_preferences, NULL);
}

static void
open_ticket (GSimpleAction *action, GVariant *ticket, gpointer data)
{
  with_session (data, present, g_variant_get_string (ticket, NULL));
}

static void
show_page (GSimpleAction *action, GVariant *page, gpointer data)
{
  with_session (data, present_page, g_variant_get_string (page, NULL));
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

  /* On its thread while GTK gets ready here. */
  open_session (self);
  G_APPLICATION_CLASS (hy_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  autostart = hy_autostart_action_new (g_application_get_application_id (application),
                                       self->usual ? NULL : self->dir, autostart_failed, self);
  g_action_map_add_action (G_ACTION_MAP (application), autostart);
  set_keys (self);
  follow_signals (self);
  gtk_window_set_default_icon_name ("hy-window");
  /* A title that gets the focus when its ticket is opened is not to be marked from end to end. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
}

static gboolean
note_late (gpointer late)
{
  *(gboolean *) late = TRUE;
  return G_SOURCE_CONTINUE;
}

/* What is on its way holds the replica: its answers are waited for, though nobody wants them any more, for a replica that is
 * not closed is checked at the next start. */
static void
close_session (HyApplication *self)
{
  gpointer store = self->session != NULL ? hy_session_get_store (self->session) : NULL;
  gboolean late = FALSE;
  guint source = g_timeout_add (CLOSE_MS, note_late, &late);

  if (store != NULL)
    g_object_add_weak_pointer (store, &store);
  g_clear_object (&self->notifier);
  g_clear_object (&self->session);
  while (store != NULL && !late)
    g_main_context_iteration (NULL, TRUE);
  if (store != NULL)
    g_object_remove_weak_pointer (store, &store);
  g_source_remove (source);
}

/* Who starts the program while this one closes its replica would ask it for a window, and get no answer. */
static void
release_name (GApplication *application)
{
  GDBusConnection *bus = g_application_get_dbus_connection (application);

  if (bus == NULL)
    return;
  g_dbus_connection_call (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ReleaseName",
                          g_variant_new ("(s)", g_application_get_application_id (application)), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
  g_dbus_connection_flush_sync (bus, NULL, NULL);
}

static void
hy_application_shutdown (GApplication *application)
{
  HyApplication *self = HY_APPLICATION (application);

  release_name (application);
  for (gsize i = 0; i < G_N_ELEMENTS (self->signals); i++)
    g_clear_handle_id (&self->signals[i], g_source_remove);
  close_session (self);
  G_APPLICATION_CLASS (hy_application_parent_class)->shutdown (application);
}

static void
hy_application_finalize (GObject *object)
{
  g_queue_clear_full (&HY_APPLICATION (object)->deeds, deed_free);
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
