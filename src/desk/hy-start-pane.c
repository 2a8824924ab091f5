#include "desk/hy-start-pane.h"

#include "desk/hy-lessons.h"
#include "desk/hy-text.h"

struct _HyStartPane
{
  AdwBin parent_instance;
  HySession *session;
  gboolean today;

  GtkLabel *words;
  GtkButton *begin;
};

G_DEFINE_FINAL_TYPE (HyStartPane, hy_start_pane, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* @button: NULL: there is nothing to begin with. */
static void
show (HyStartPane *self, const char *words, const char *button, const char *action)
{
  gtk_label_set_text (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->begin), button != NULL);
  if (button == NULL)
    return;
  gtk_button_set_label (self->begin, button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->begin), action);
}

static void
refresh (HyStartPane *self)
{
  const HyListCounts *counts = hy_session_get_counts (self->session);
  gboolean told = self->today && hy_lessons_are_wanted (self->session);
  gint64 to_sign = counts->n[HY_QUEUE_PENDING_SIGN];
  g_autofree char *words = NULL;

  if (told && to_sign > 0)
    {
      words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                            "%d new ticket waits to be signed for. Begin here: look "
                                            "at it, and sign for it if it is ours.",
                                            "%d new tickets wait to be signed for. Begin here: look "
                                            "at one after the other, and sign for what is ours.",
                                            (gulong) to_sign),
                               (int) to_sign);
      show (self, words, _ ("Sort Through"), "win.sort-through");
    }
  else if (told && counts->n[HY_QUEUE_TODAY] > 0)
    show (self, _ ("Begin with the first ticket of Today, the most urgent. Its card says step by step what to do."),
          _ ("Open the First"), "win.next-ticket");
  else
    show (self, _ ("No ticket chosen. Choose one from the list."), NULL, NULL);
}

void
hy_start_pane_set_today (HyStartPane *self, gboolean today)
{
  g_return_if_fail (HY_IS_START_PANE (self));

  self->today = today;
  refresh (self);
}

gboolean
hy_start_pane_begin (HyStartPane *self)
{
  g_return_val_if_fail (HY_IS_START_PANE (self), FALSE);

  return gtk_widget_get_mapped (GTK_WIDGET (self->begin))
         && gtk_widget_activate (GTK_WIDGET (self->begin));
}

static void
hy_start_pane_constructed (GObject *object)
{
  HyStartPane *self = HY_START_PANE (object);

  G_OBJECT_CLASS (hy_start_pane_parent_class)->constructed (object);
  g_signal_connect_object (self->session, "figures", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::person", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hy_session_get_replica_settings (self->session), "changed::guided",
                           G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

static void
hy_start_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_START_PANE (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_start_pane_dispose (GObject *object)
{
  g_clear_object (&HY_START_PANE (object)->session);
  G_OBJECT_CLASS (hy_start_pane_parent_class)->dispose (object);
}

static void
hy_start_pane_class_init (HyStartPaneClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->constructed = hy_start_pane_constructed;
  object->set_property = hy_start_pane_set_property;
  object->dispose = hy_start_pane_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-start-pane.ui");
  gtk_widget_class_bind_template_child (widget, HyStartPane, words);
  gtk_widget_class_bind_template_child (widget, HyStartPane, begin);
}

static void
hy_start_pane_init (HyStartPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
