/* Saving, and taking back. */
#include "desk/hy-window-private.h"

#include "desk/hy-bulk.h"
#include "desk/hy-fill.h"
#include "desk/hy-text.h"
#include "desk/hy-trouble.h"

#define TOAST_S HY_SESSION_UNDO_S

/* Never over what is read or written: over the list that stands beside it, or where that is folded over the search. */
static AdwToastOverlay *
place (HyWindow *self)
{
  gboolean ticket = g_strcmp0 (gtk_stack_get_visible_child_name (self->content), "tickets") == 0
                    && adw_leaflet_get_folded (self->inner)
                    && adw_leaflet_get_visible_child (self->inner) == GTK_WIDGET (self->pane);

  if (hy_window_has_desk (self) && ticket)
    return self->head_toasts;
  return gtk_widget_get_mapped (GTK_WIDGET (self->list_toasts)) ? self->list_toasts : self->toasts;
}

static AdwToast *
toast_new (const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  return adw_toast_new (escaped);
}

static void
toast (GtkWidget *widget, const char *name, GVariant *words)
{
  adw_toast_overlay_add_toast (place (HY_WINDOW (widget)),
                               toast_new (g_variant_get_string (words, NULL)));
}

static void
forget_undo (AdwToast *toast, HyWindow *self)
{
  if (self->undoable == toast)
    g_clear_weak_pointer (&self->undoable);
}

/* The newest of these is also taken back by a key. */
static void
say_with_undo (HyWindow *self, const char *words, const char *action, GVariant *commands)
{
  AdwToast *shown = toast_new (words);

  adw_toast_set_button_label (shown, _ ("Undo"));
  adw_toast_set_action_target_value (shown, commands);
  adw_toast_set_action_name (shown, action);
  adw_toast_set_timeout (shown, TOAST_S);
  g_signal_connect_object (shown, "dismissed", G_CALLBACK (forget_undo), self, 0);
  g_set_weak_pointer (&self->undoable, shown);
  adw_toast_overlay_add_toast (place (self), shown);
}

static void
undo_last (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (AdwToast) shown = NULL;

  if (!g_set_object (&shown, HY_WINDOW (widget)->undoable))
    {
      gtk_widget_error_bell (widget);
      return;
    }
  gtk_widget_activate_action_variant (widget, adw_toast_get_action_name (shown),
                                      adw_toast_get_action_target_value (shown));
  adw_toast_dismiss (shown);
}

/* What it was, where "saved" would leave open whether it has been handed on. */
static const char *
deed_words (const char *kind)
{
  static const struct
  {
    const char *kind, *words;
  } deeds[] = {
    { "sign", N_ ("Signed for") },
    { "assign", N_ ("Handed on") },
    { "reply", N_ ("Submitted for review") },
    { "extension_request", N_ ("Asked for") },
    { "return_request", N_ ("Asked for") },
    { "coordination_request", N_ ("Asked for") },
    { "suspend_request", N_ ("Asked for") },
    { "request_withdraw", N_ ("Withdrawn") },
    { "reply_withdraw", N_ ("Withdrawn") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    if (g_str_equal (deeds[i].kind, kind))
      return _ (deeds[i].words);
  return _ ("Saved");
}

static void
saved (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyWindow *self = HY_WINDOW (widget);
  gboolean sends = hy_session_get_status (self->session)->round == HY_ROUND_DONE;
  const char *kind = NULL, *command = NULL;
  g_autofree char *words = NULL;

  g_variant_get (parameter, "(&s&s)", &kind, &command);
  words = hy_fill (sends ? _ ("%s, sending")
                         : _ ("%s. Offline; it will go by itself when the line is back"),
                   deed_words (kind));
  say_with_undo (self, words, "win.undo", g_variant_new_string (command));
}

/* The same in the words of who did it. */
static void
said (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *words = NULL, *command = NULL;

  g_variant_get (parameter, "(&s&s)", &words, &command);
  say_with_undo (HY_WINDOW (widget), words, "win.undo",
                 g_variant_new_string (command));
}

static void
said_several (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *words = NULL;
  g_autoptr (GVariant) commands = NULL;

  g_variant_get (parameter, "(&s@as)", &words, &commands);
  if (g_variant_n_children (commands) > 0)
    say_with_undo (HY_WINDOW (widget), words, "win.undo-several", commands);
  else
    adw_toast_overlay_add_toast (place (HY_WINDOW (widget)), toast_new (words));
}

static void
several_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyWindow) self = user_data;
  guint late = 0;
  guint n = hy_bulk_undo_finish (HY_SESSION (source), result, &late);
  g_autofree char *words = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u taken back", "%u taken back", n), n);
  g_autofree char *all = late > 0 ? g_strdup_printf (_ ("%s; %u had been sent"), words, late)
                                  : g_steal_pointer (&words);

  adw_toast_overlay_add_toast (place (self), toast_new (all));
}

static void
undo_several (GtkWidget *widget, const char *name, GVariant *commands)
{
  g_autofree const char **ids = g_variant_get_strv (commands, NULL);

  hy_bulk_undo_async (HY_WINDOW (widget)->session, ids, several_undone, g_object_ref (widget));
}

static void
undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = hy_session_undo_finish (HY_SESSION (source), result, &error);

  adw_toast_overlay_add_toast (
      place (self),
      toast_new (
          ok ? _ ("Taken back; the text is a draft again")
             : _ ("Too late to take it back: it has been sent. Correct it in the timeline")));
}

static void
undo (GtkWidget *widget, const char *name, GVariant *command)
{
  HyWindow *self = HY_WINDOW (widget);

  hy_session_undo_async (self->session, g_variant_get_string (command, NULL), NULL, undone,
                         g_object_ref (self));
}

static void
discarded (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *words = NULL, *command = NULL;

  g_variant_get (parameter, "(&s&s)", &words, &command);
  say_with_undo (HY_WINDOW (widget), words, "win.undo-discard",
                 g_variant_new_string (command));
}

static void
discard_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = hy_session_undo_discard_finish (HY_SESSION (source), result, &error);

  adw_toast_overlay_add_toast (
      place (self),
      toast_new (ok ? _ ("Taken back; it waits for your decision again") : hy_trouble_error_words (error)));
}

static void
undo_discard (GtkWidget *widget, const char *name, GVariant *command)
{
  hy_session_undo_discard_async (HY_WINDOW (widget)->session, g_variant_get_string (command, NULL),
                                 discard_undone, g_object_ref (widget));
}

static void
say_saved_always (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_toast_overlay_add_toast (place (HY_WINDOW (widget)),
                               toast_new (_ ("Drafts are saved as you type")));
}

void
hy_window_install_toasts (GtkWidgetClass *widget)
{
  static const struct
  {
    const char *name, *parameter;
    GtkWidgetActionActivateFunc func;
  } actions[] = {
    { "win.saved", "(ss)", saved },
    { "win.said", "(ss)", said },
    { "win.said-several", "(sas)", said_several },
    { "win.undo-several", "as", undo_several },
    { "win.undo", "s", undo },
    { "win.undo-last", NULL, undo_last },
    { "win.discarded", "(ss)", discarded },
    { "win.undo-discard", "s", undo_discard },
    { "win.toast", "s", toast },
    { "win.say-saved-always", NULL, say_saved_always },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget, actions[i].name, actions[i].parameter,
                                     actions[i].func);
  /* After what has the focus: in a text it takes back what was typed. */
  gtk_widget_class_add_binding_action (widget, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo-last", NULL);
}
