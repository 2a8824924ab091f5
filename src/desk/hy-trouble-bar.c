#include "desk/hy-trouble-bar.h"

#include "desk/hy-open-menu.h"
#include "desk/hy-trouble.h"
#include "desk/hy-wrap.h"

struct _HyTroubleBar
{
  AdwBin parent_instance;
  HySession *session;
  GtkInfoBar *bar;
  GtkLabel *words;
  GtkWidget *how;
  GtkLabel *advice;
  GtkWidget *texts;
  GtkButton *act;
};

G_DEFINE_FINAL_TYPE (HyTroubleBar, hy_trouble_bar, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
set_words (HyTroubleBar *self, const char *words)
{
  if (g_strcmp0 (gtk_label_get_text (self->words), words) == 0)
    return;
  gtk_label_set_text (self->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

static void
show_trouble (HyTroubleBar *self)
{
  const GError *broken = hy_session_get_broken (self->session);
  const HyStatus *status = hy_session_get_status (self->session);
  HyTrouble trouble = hy_trouble_find (broken, status);
  const char *label = NULL, *action = NULL;
  g_autofree char *words = NULL, *advice = NULL;

  if (trouble == HY_TROUBLE_NONE)
    hy_open_menu_close (GTK_WIDGET (self));
  gtk_info_bar_set_revealed (self->bar, trouble != HY_TROUBLE_NONE);
  /* A screen reader finds what is merely folded away. */
  gtk_widget_set_visible (GTK_WIDGET (self), trouble != HY_TROUBLE_NONE);
  if (trouble == HY_TROUBLE_NONE)
    return;
  words = hy_trouble_words (trouble, broken, status);
  advice = hy_trouble_advice (trouble, hy_store_get_dir (hy_session_get_store (self->session)));
  action = hy_trouble_action (trouble, &label);
  gtk_info_bar_set_message_type (self->bar, hy_trouble_is_severe (trouble) ? GTK_MESSAGE_ERROR
                                                                           : GTK_MESSAGE_WARNING);
  set_words (self, words);
  gtk_widget_set_visible (self->how, advice != NULL);
  gtk_label_set_text (self->advice, advice != NULL ? advice : "");
  gtk_widget_set_visible (self->texts, trouble == HY_TROUBLE_RESCUED && status->texts > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->act), action != NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->act), action);
  gtk_button_set_label (self->act, label != NULL ? label : "");
}

static void
broken_changed (HySession *session, GParamSpec *pspec, HyTroubleBar *self)
{
  show_trouble (self);
}

static void
figures_read (HySession *session, HyTroubleBar *self)
{
  show_trouble (self);
}

static void
hy_trouble_bar_constructed (GObject *object)
{
  HyTroubleBar *self = HY_TROUBLE_BAR (object);

  G_OBJECT_CLASS (hy_trouble_bar_parent_class)->constructed (object);
  show_trouble (self);
  g_signal_connect_object (self->session, "notify::broken", G_CALLBACK (broken_changed), self, 0);
  g_signal_connect_object (self->session, "figures", G_CALLBACK (figures_read), self, 0);
}

static void
hy_trouble_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_TROUBLE_BAR (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_trouble_bar_dispose (GObject *object)
{
  g_clear_object (&HY_TROUBLE_BAR (object)->session);
  G_OBJECT_CLASS (hy_trouble_bar_parent_class)->dispose (object);
}

static void
hy_trouble_bar_class_init (HyTroubleBarClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->constructed = hy_trouble_bar_constructed;
  object->set_property = hy_trouble_bar_set_property;
  object->dispose = hy_trouble_bar_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  g_type_ensure (HY_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-trouble-bar.ui");
  gtk_widget_class_bind_template_child (widget, HyTroubleBar, bar);
  gtk_widget_class_bind_template_child (widget, HyTroubleBar, words);
  gtk_widget_class_bind_template_child (widget, HyTroubleBar, how);
  gtk_widget_class_bind_template_child (widget, HyTroubleBar, advice);
  gtk_widget_class_bind_template_child (widget, HyTroubleBar, texts);
  gtk_widget_class_bind_template_child (widget, HyTroubleBar, act);
}

static void
hy_trouble_bar_init (HyTroubleBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
