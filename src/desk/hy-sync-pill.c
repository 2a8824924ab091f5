#include "desk/hy-sync-pill.h"

#include "desk/hy-look.h"
#include "desk/hy-open-menu.h"
#include "desk/hy-trouble.h"
#include "desk/hy-text.h"

/* An arrival confirmed longer ago says when it was looked. */
#define OLD (30 * HY_MINUTE)

struct _HySyncPill
{
  AdwBin parent_instance;
  HySession *session;
  GtkMenuButton *button;
  GtkImage *icon;
  GtkLabel *label;
  GtkLabel *state;
  GtkLabel *received;
  GtkLabel *waiting;
  GtkLabel *files;
  GtkLabel *grace;
  GtkLabel *hotline;
  GtkLabel *next;
  GtkLabel *aside;
  GtkWidget *outbox;
};

G_DEFINE_FINAL_TYPE (HySyncPill, hy_sync_pill, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* What the program noted by itself goes up as quietly; nobody has to wait for it, or fear for it. */
static guint
to_send (const HyStatus *status)
{
  return status->waiting - status->traces;
}

/* Only what the contract calls synced has all arrived: see HyStatus. */
static char *
arrived_words (HySyncPill *self, const HyStatus *status)
{
  gboolean all = g_strcmp0 (status->state, "synced") == 0;
  g_autofree char *at = NULL;

  if (status->at == HY_TIME_NONE)
    return g_strdup (_ ("Not synced yet"));
  at = hy_look_since (status->at, hy_session_now (self->session));
  if (!all || hy_session_now (self->session) - status->at > OLD)
    return g_strdup_printf (_ ("Last checked %s"), at);
  return g_strdup_printf (_ ("All arrived %s"), at);
}

static gboolean
is_offline (const HyStatus *status)
{
  return status->round == HY_ROUND_OFFLINE || status->round == HY_ROUND_CLOCK;
}

static char *
since_words (HySyncPill *self, const HyStatus *status)
{
  g_autofree char *at = NULL;

  if (status->at == HY_TIME_NONE)
    return g_strdup (hy_trouble_is_busy (status) ? _ ("District busy") : _ ("Offline"));
  at = hy_look_since (status->at, hy_session_now (self->session));
  return g_strdup_printf (hy_trouble_is_busy (status) ? _ ("District busy since %s") : _ ("Offline since %s"), at);
}

static char *
offline_words (HySyncPill *self, const HyStatus *status)
{
  g_autofree char *words = since_words (self, status);

  if (to_send (status) == 0)
    return g_steal_pointer (&words);
  return g_strdup_printf (_ ("%s · %u to send"), words, to_send (status));
}

/* Icon and words, the worst first; the icon's name is static. */
static char *
pill_words (HySyncPill *self, const HyStatus *status, const char **icon)
{
  if (status->round == HY_ROUND_UNAUTHORIZED)
    {
      *icon = "hy-revoked-symbolic";
      return g_strdup (_ ("This PC is disabled"));
    }
  if (status->refused > 0)
    {
      *icon = "hy-refused-symbolic";
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u refused", "%u refused",
                                           status->refused),
                              status->refused);
    }
  if (is_offline (status))
    {
      *icon = "hy-offline-symbolic";
      return offline_words (self, status);
    }
  if (to_send (status) > 0)
    {
      *icon = "hy-sending-symbolic";
      return g_strdup_printf (_ ("Sending %u"), to_send (status));
    }
  if (status->blobs.waiting > 0)
    {
      *icon = "hy-sending-symbolic";
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u file to send", "%u files to send",
                                           status->blobs.waiting),
                              status->blobs.waiting);
    }
  *icon = "hy-arrived-symbolic";
  return arrived_words (self, status);
}

static char *
state_words (const HyStatus *status)
{
  HyTrouble trouble = hy_trouble_of_round (status);

  if (trouble != HY_TROUBLE_NONE)
    return hy_trouble_words (trouble, NULL, status);
  if (hy_trouble_is_busy (status))
    return g_strdup (_ ("The line is up, but the district's server is busy. Go on working: it will go by itself."));
  if (is_offline (status))
    return g_strdup (
        _ ("No line to the district. Go on working: it will go by itself when the line is back."));
  if (to_send (status) > 0)
    return g_strdup (_ ("On its way to the district."));
  return g_strdup (_ ("The line is up."));
}

static void
set_text (GtkLabel *label, char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  g_free (text);
}

static char *
received_words (HySyncPill *self, const HyStatus *status)
{
  g_autofree char *at = NULL;

  if (status->at == HY_TIME_NONE)
    return NULL;
  at = hy_look_since (status->at, hy_session_now (self->session));
  return g_strdup_printf (_ ("Dispatches received up to %s"), at);
}

static char *
next_words (HySyncPill *self)
{
  HyTime next = hy_session_next_try (self->session);
  g_autofree char *at = next != HY_TIME_NONE ? hy_look_clock (next) : NULL;

  return at != NULL ? g_strdup_printf (_ ("Next try by itself %s"), at) : NULL;
}

static char *
aside_words (const HyStatus *status)
{
  /* The worse of the two: what was written about them waits until the district has them again. */
  if (status->orphans > 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "The restored district does not know %u ticket of yours: it is kept here whole. Ring the district",
                     "The restored district does not know %u tickets of yours: they are kept here whole. Ring the "
                     "district",
                     status->orphans),
        status->orphans);
  if (status->aside == 0)
    return NULL;
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u row cannot be read by this version; it is kept as it came and touches "
                   "nothing else",
                   "%u rows cannot be read by this version; they are kept as they came and touch "
                   "nothing else",
                   status->aside),
      status->aside);
}

/* What will be late, which "3 to send" does not say; NULL: nothing. */
static char *
due_words (const HyStatus *status)
{
  g_autofree char *by = NULL;

  if (status->due_today == 0)
    return NULL;
  by = hy_look_clock (status->due_first);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u has to arrive today, by %s",
                                       "%u have to arrive today, the first by %s",
                                       status->due_today),
                          status->due_today, by);
}

/* NULL: none. */
static char *
files_words (const HyBlobFigures *blobs)
{
  g_autofree char *size = g_format_size ((guint64) blobs->waiting_bytes);

  if (blobs->waiting == 0)
    return NULL;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u file, %s: no deadline waits for it",
                                       "%u files, %s: no deadline waits for them", blobs->waiting),
                          blobs->waiting, size);
}

static char *
waiting_words (const HyStatus *status)
{
  g_autofree char *due = due_words (status);
  GString *words;

  if (to_send (status) + status->refused == 0)
    return NULL;
  words = g_string_new (NULL);
  if (to_send (status) > 0)
    g_string_printf (words, _ ("To send: %u"), to_send (status));
  if (to_send (status) > 0 && status->refused > 0)
    g_string_append (words, " · ");
  if (status->refused > 0)
    g_string_append_printf (words, _ ("Refused: %u"), status->refused);
  if (due != NULL)
    g_string_append_printf (words, "\n%s", due);
  return g_string_free (words, FALSE);
}

static char *
grace_words (HySyncPill *self, const HyStatus *status)
{
  int hours = hy_session_get_grace_hours (self->session);

  if (!is_offline (status) || to_send (status) == 0 || hours == 0)
    return NULL;
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "What is written without a line counts by when it was written, if it arrives "
                   "within %d hour (rule of the district)",
                   "What is written without a line counts by when it was written, if it arrives "
                   "within %d hours (rule of the district)",
                   (gulong) hours),
      hours);
}

static char *
hotline_words (HySyncPill *self, const HyStatus *status)
{
  const char *phone = hy_session_get_hotline (self->session);

  if (!is_offline (status) || phone == NULL || *phone == '\0')
    return NULL;
  return g_strdup_printf (_ ("The district's hotline office: %s\nReport by phone what cannot wait"),
                          phone);
}

static void
show_popover (HySyncPill *self, const HyStatus *status)
{
  set_text (self->state, state_words (status));
  set_text (self->received, received_words (self, status));
  set_text (self->waiting, waiting_words (status));
  set_text (self->files, files_words (&status->blobs));
  set_text (self->grace, grace_words (self, status));
  set_text (self->hotline, hotline_words (self, status));
  gtk_widget_set_visible (self->outbox, status->waiting + status->refused + status->blobs.waiting > 0);
  set_text (self->next, next_words (self));
  set_text (self->aside, aside_words (status));
}

static void
show_figures (HySession *session, HySyncPill *self)
{
  const HyStatus *status = hy_session_get_status (session);
  const char *icon = NULL;
  g_autofree char *words = pill_words (self, status, &icon);
  g_autofree char *due = due_words (status);
  g_autofree char *all = due != NULL ? g_strdup_printf ("%s%s%s", words, _ (", "), due) : NULL;
  g_autofree char *name = g_strdup_printf (_ ("Sync state: %s"), all != NULL ? all : words);

  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_text (self->label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), words);
  gtk_widget_set_has_tooltip (
      GTK_WIDGET (self->button),
      !gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (self->button))));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  show_popover (self, status);
}

void
hy_sync_pill_popup (HySyncPill *self)
{
  g_return_if_fail (HY_IS_SYNC_PILL (self));

  show_figures (self->session, self);
  gtk_menu_button_popup (self->button);
}

void
hy_sync_pill_set_width_chars (HySyncPill *self, int chars)
{
  g_return_if_fail (HY_IS_SYNC_PILL (self));

  gtk_widget_set_visible (GTK_WIDGET (self->label), chars > 0);
  gtk_label_set_width_chars (self->label, chars);
}

static void
hy_sync_pill_constructed (GObject *object)
{
  HySyncPill *self = HY_SYNC_PILL (object);

  G_OBJECT_CLASS (hy_sync_pill_parent_class)->constructed (object);
  show_figures (self->session, self);
  g_signal_connect_object (self->session, "figures", G_CALLBACK (show_figures), self, 0);
}

static void
hy_sync_pill_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_SYNC_PILL (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_sync_pill_dispose (GObject *object)
{
  HySyncPill *self = HY_SYNC_PILL (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_sync_pill_parent_class)->dispose (object);
}

static void
hy_sync_pill_class_init (HySyncPillClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->constructed = hy_sync_pill_constructed;
  object->set_property = hy_sync_pill_set_property;
  object->dispose = hy_sync_pill_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-sync-pill.ui");
  gtk_widget_class_bind_template_child (widget, HySyncPill, button);
  gtk_widget_class_bind_template_child (widget, HySyncPill, icon);
  gtk_widget_class_bind_template_child (widget, HySyncPill, label);
  gtk_widget_class_bind_template_child (widget, HySyncPill, state);
  gtk_widget_class_bind_template_child (widget, HySyncPill, received);
  gtk_widget_class_bind_template_child (widget, HySyncPill, waiting);
  gtk_widget_class_bind_template_child (widget, HySyncPill, files);
  gtk_widget_class_bind_template_child (widget, HySyncPill, grace);
  gtk_widget_class_bind_template_child (widget, HySyncPill, hotline);
  gtk_widget_class_bind_template_child (widget, HySyncPill, next);
  gtk_widget_class_bind_template_child (widget, HySyncPill, aside);
  gtk_widget_class_bind_template_child (widget, HySyncPill, outbox);
}

static void
hy_sync_pill_init (HySyncPill *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hy_open_menu_hush (self->button);
}
