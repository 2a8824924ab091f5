#include "desk/hy-first-sync-page.h"

#include "desk/hy-look.h"
#include "desk/hy-trouble.h"
#include "store/hy-first-sync.h"

#include "desk/hy-text.h"

#define LOOK_MS 400
/* Before that the speed says little. */
#define SPEED_AFTER (3 * G_USEC_PER_SEC)

struct _HyFirstSyncPage
{
  AdwBin parent_instance;
  HySession *session;
  guint source;
  GCancellable *cancellable;
  gint64 began;         /* monotonic; of the first look that found tickets */
  gint64 tickets_began; /* that were here then */
  gboolean over;

  AdwStatusPage *page;
  GtkProgressBar *bar;
  GtkLabel *words;
  GtkLabel *ready;
  GtkButton *begin;
  GtkButton *again;
};

G_DEFINE_FINAL_TYPE (HyFirstSyncPage, hy_first_sync_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* NULL while nothing can be said. */
static char *
time_left_words (HyFirstSyncPage *self, const HyFirstSync *sync)
{
  gint64 gone = g_get_monotonic_time () - self->began;
  gint64 came = sync->tickets - self->tickets_began;
  gint64 seconds;

  if (gone < SPEED_AFTER || came <= 0 || sync->expected <= sync->tickets
      || hy_session_get_status (self->session)->round == HY_ROUND_OFFLINE)
    return NULL;
  seconds = (sync->expected - sync->tickets) * gone / came / G_USEC_PER_SEC;
  if (seconds < 60)
    return g_strdup (_ ("less than a minute left"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "about %d minute left", "about %d minutes left",
                                       (gulong) (seconds + 30) / 60),
                          (int) ((seconds + 30) / 60));
}

static char *
progress_words (HyFirstSyncPage *self, const HyFirstSync *sync)
{
  guint64 bytes = hy_session_get_bytes (self->session);
  g_autofree char *left = time_left_words (self, sync);
  GString *out = g_string_new (NULL);

  if (sync->expected > 0)
    g_string_append_printf (out, _ ("Tickets %d of %d"), (int) sync->tickets,
                            (int) MAX (sync->expected, sync->tickets));
  else
    g_string_append_printf (out, _ ("Tickets %d"), (int) sync->tickets);
  if (bytes > 0)
    {
      g_autofree char *size = g_format_size (bytes);

      g_string_append_printf (out, " · %s", size);
    }
  if (left != NULL)
    g_string_append_printf (out, " · %s", left);
  return g_string_free (out, FALSE);
}

/* What stands above the bar: how it goes, or why it does not. */
static char *
state_words (HyFirstSyncPage *self, const HyFirstSync *sync)
{
  const HyStatus *status = hy_session_get_status (self->session);
  HyTrouble trouble = hy_trouble_of_round (status);

  if (sync->done)
    return g_strdup (_ ("Everything is here."));
  if (trouble != HY_TROUBLE_NONE)
    return hy_trouble_words (trouble, NULL, status);
  if (hy_trouble_is_busy (status))
    return g_strdup (_ ("The line is up, but the district's server is busy. It goes on by itself."));
  if (status->round != HY_ROUND_OFFLINE)
    return g_strdup (_ ("The tickets of the office are fetched, open ones first."));
  if (sync->tickets == 0)
    return g_strdup (_ ("No line to the district. It goes on by itself when the line is back."));
  return g_strdup_printf (_ ("Interrupted; it will go on from %d, not from the beginning."),
                          (int) sync->tickets);
}

static void
show_bar (HyFirstSyncPage *self, const HyFirstSync *sync)
{
  g_autofree char *words = progress_words (self, sync);

  if (sync->expected > 0)
    gtk_progress_bar_set_fraction (self->bar,
                                   MIN (1.0, (double) sync->tickets / (double) sync->expected));
  else
    gtk_progress_bar_pulse (self->bar);
  gtk_label_set_text (self->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  words, -1);
}

static void
show_sync (HyFirstSyncPage *self, const HyFirstSync *sync)
{
  gboolean offline = hy_session_get_status (self->session)->round == HY_ROUND_OFFLINE;
  gboolean may_begin = sync->open_in && sync->people;
  g_autofree char *state = state_words (self, sync);

  if (self->began == 0 && sync->tickets > 0)
    {
      self->began = g_get_monotonic_time ();
      self->tickets_began = sync->tickets;
    }
  adw_status_page_set_description (self->page, state);
  show_bar (self, sync);
  gtk_widget_set_visible (GTK_WIDGET (self->ready), may_begin && !sync->done);
  gtk_widget_set_visible (GTK_WIDGET (self->begin), may_begin);
  gtk_widget_set_visible (GTK_WIDGET (self->again), offline && !sync->done);
  if (sync->done && !self->over)
    {
      self->over = TRUE;
      gtk_widget_activate_action (GTK_WIDGET (self), "win.begin", NULL);
    }
}

static gboolean
read_sync (HyReplica *replica, gpointer data, GError **error)
{
  return hy_first_sync_read (replica, data, error);
}

static void
sync_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyFirstSyncPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (hy_store_finish (HY_STORE (source), result, &error))
    show_sync (self, g_task_get_task_data (G_TASK (result)));
}

static gboolean
look (gpointer data)
{
  HyFirstSyncPage *self = data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    hy_store_read_async (hy_session_get_store (self->session), read_sync, g_new0 (HyFirstSync, 1),
                         g_free, self->cancellable, sync_read, g_object_ref (self));
  return G_SOURCE_CONTINUE;
}

static void
hy_first_sync_page_constructed (GObject *object)
{
  HyFirstSyncPage *self = HY_FIRST_SYNC_PAGE (object);

  G_OBJECT_CLASS (hy_first_sync_page_parent_class)->constructed (object);
  self->cancellable = g_cancellable_new ();
  self->source = g_timeout_add (LOOK_MS, look, self);
}

static void
hy_first_sync_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_FIRST_SYNC_PAGE (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_first_sync_page_dispose (GObject *object)
{
  HyFirstSyncPage *self = HY_FIRST_SYNC_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_first_sync_page_parent_class)->dispose (object);
}

static void
hy_first_sync_page_class_init (HyFirstSyncPageClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->constructed = hy_first_sync_page_constructed;
  object->set_property = hy_first_sync_page_set_property;
  object->dispose = hy_first_sync_page_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-first-sync-page.ui");
  gtk_widget_class_bind_template_child (widget, HyFirstSyncPage, page);
  gtk_widget_class_bind_template_child (widget, HyFirstSyncPage, bar);
  gtk_widget_class_bind_template_child (widget, HyFirstSyncPage, words);
  gtk_widget_class_bind_template_child (widget, HyFirstSyncPage, ready);
  gtk_widget_class_bind_template_child (widget, HyFirstSyncPage, begin);
  gtk_widget_class_bind_template_child (widget, HyFirstSyncPage, again);
}

static void
hy_first_sync_page_init (HyFirstSyncPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
