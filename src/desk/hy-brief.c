#include "desk/hy-brief.h"

#include "desk/hy-brief-text.h"
#include "desk/hy-print-text.h"
#include "desk/hy-trouble.h"
#include "desk/hy-wrap.h"

#include "desk/hy-text.h"

struct _HyBrief
{
  AdwWindow parent_instance;
  HySession *session;
  GCancellable *reading;
  AdwToastOverlay *toasts;
  GtkTextView *words;
};

G_DEFINE_FINAL_TYPE (HyBrief, hy_brief, ADW_TYPE_WINDOW)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static char *
get_words (HyBrief *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->words);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyBrief *self = HY_BRIEF (widget);
  g_autofree char *words = get_words (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), words);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Copied")));
}

static void
print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *words = get_words (HY_BRIEF (widget));

  hy_print_text (GTK_WINDOW (widget), _ ("Brief"), words);
}

static void
show_facts (HyBrief *self, const HyBriefFacts *facts)
{
  const HyStatus *status = hy_session_get_status (self->session);
  HyBriefHead head = {
    .office = hy_session_get_office_name (self->session),
    .on_hand = hy_session_get_on_hand (self->session),
    .unsent = status->waiting + status->refused,
    .checked = status->at,
    .now = hy_session_now (self->session),
    .calendar = hy_session_get_calendar (self->session),
  };
  g_autofree char *text = hy_brief_text (facts, &head);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->words), text, -1);
}

static void
facts_free (gpointer data)
{
  hy_brief_facts_clear (data);
  g_free (data);
}

static gboolean
read_facts (HyReplica *replica, gpointer data, GError **error)
{
  return hy_brief_read (replica, data, error);
}

static void
facts_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyBrief) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = hy_store_finish (HY_STORE (source), result, &error);

  if (self->session == NULL)
    return;
  if (ok)
    show_facts (self, g_task_get_task_data (G_TASK (result)));
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->words), hy_trouble_error_words (error), -1);
}

static void
hy_brief_constructed (GObject *object)
{
  HyBrief *self = HY_BRIEF (object);

  G_OBJECT_CLASS (hy_brief_parent_class)->constructed (object);
  self->reading = g_cancellable_new ();
  hy_store_read_async (hy_session_get_store (self->session), read_facts, g_new0 (HyBriefFacts, 1),
                       facts_free, self->reading, facts_read, g_object_ref (self));
}

static void
hy_brief_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_BRIEF (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_brief_dispose (GObject *object)
{
  HyBrief *self = HY_BRIEF (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_brief_parent_class)->dispose (object);
}

static void
hy_brief_class_init (HyBriefClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->constructed = hy_brief_constructed;
  object->set_property = hy_brief_set_property;
  object->dispose = hy_brief_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  g_type_ensure (HY_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-brief.ui");
  gtk_widget_class_bind_template_child (widget, HyBrief, toasts);
  gtk_widget_class_bind_template_child (widget, HyBrief, words);
  gtk_widget_class_install_action (widget, "brief.copy", NULL, copy);
  gtk_widget_class_install_action (widget, "brief.print", NULL, print);
  gtk_widget_class_add_binding_action (widget, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget, GDK_KEY_p, GDK_CONTROL_MASK, "brief.print", NULL);
}

static void
hy_brief_init (HyBrief *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
