#include "desk/hy-kept-texts.h"

#include "desk/hy-kept-row.h"
#include "desk/hy-trouble.h"

#include "desk/hy-text.h"

struct _HyKeptTexts
{
  AdwWindow parent_instance;
  HySession *session;
  GCancellable *reading;
  AdwToastOverlay *toasts;
  GtkStack *stack; /* loading | texts | none */
  AdwPreferencesGroup *group;
  GPtrArray *rows; /* by number; NULL where the text is deleted. They belong to the group. */
  guint left;
  AdwStatusPage *none;
};

G_DEFINE_FINAL_TYPE (HyKeptTexts, hy_kept_texts, ADW_TYPE_WINDOW)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* Of the rows, which know nothing of the window they are in. */
static void
toast (GtkWidget *widget, const char *name, GVariant *words)
{
  g_autofree char *escaped = g_markup_escape_text (g_variant_get_string (words, NULL), -1);

  adw_toast_overlay_add_toast (HY_KEPT_TEXTS (widget)->toasts, adw_toast_new (escaped));
}

typedef struct
{
  GPtrArray *texts; /* of HyDraft */
} Job;

static void
job_free (gpointer data)
{
  g_clear_pointer (&((Job *) data)->texts, g_ptr_array_unref);
  g_free (data);
}

static gboolean
read_texts (HyReplica *replica, gpointer data, GError **error)
{
  ((Job *) data)->texts = hy_drafts_list_aside (replica, error);
  return ((Job *) data)->texts != NULL;
}

static void
show_page (HyKeptTexts *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->left > 0 ? "texts" : "none");
}

static void
show_texts (HyKeptTexts *self, GPtrArray *texts)
{
  while (texts->len > 0)
    {
      GtkWidget *row = hy_kept_row_new (self->session, g_ptr_array_steal_index (texts, 0), self->rows->len);

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->group, row);
    }
  self->left = self->rows->len;
  if (self->left == 1)
    adw_expander_row_set_expanded (self->rows->pdata[0], TRUE);
  show_page (self);
}

static void
row_deleted (GtkWidget *widget, const char *name, GVariant *no)
{
  HyKeptTexts *self = HY_KEPT_TEXTS (widget);
  gpointer *row = &self->rows->pdata[g_variant_get_uint32 (no)];

  if (*row == NULL)
    return;
  adw_preferences_group_remove (self->group, *row);
  *row = NULL;
  self->left--;
  show_page (self);
  gtk_widget_activate_action (widget, "win.toast", "s", _ ("Deleted"));
}

static void
texts_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyKeptTexts) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = hy_store_finish (HY_STORE (source), result, &error);
  g_autofree char *escaped = NULL;

  if (self->session == NULL)
    return;
  if (ok)
    {
      show_texts (self, ((Job *) g_task_get_task_data (G_TASK (result)))->texts);
      return;
    }
  escaped = g_markup_escape_text (hy_trouble_error_words (error), -1);
  adw_status_page_set_title (self->none, _ ("The Texts Cannot Be Read"));
  adw_status_page_set_description (self->none, escaped);
  gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
hy_kept_texts_constructed (GObject *object)
{
  HyKeptTexts *self = HY_KEPT_TEXTS (object);

  G_OBJECT_CLASS (hy_kept_texts_parent_class)->constructed (object);
  self->reading = g_cancellable_new ();
  hy_store_read_async (hy_session_get_store (self->session), read_texts, g_new0 (Job, 1), job_free,
                       self->reading, texts_read, g_object_ref (self));
}

static void
hy_kept_texts_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_KEPT_TEXTS (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_kept_texts_dispose (GObject *object)
{
  HyKeptTexts *self = HY_KEPT_TEXTS (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (hy_kept_texts_parent_class)->dispose (object);
}

static void
hy_kept_texts_class_init (HyKeptTextsClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->constructed = hy_kept_texts_constructed;
  object->set_property = hy_kept_texts_set_property;
  object->dispose = hy_kept_texts_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-kept-texts.ui");
  gtk_widget_class_bind_template_child (widget, HyKeptTexts, toasts);
  gtk_widget_class_bind_template_child (widget, HyKeptTexts, stack);
  gtk_widget_class_bind_template_child (widget, HyKeptTexts, group);
  gtk_widget_class_bind_template_child (widget, HyKeptTexts, none);
  gtk_widget_class_install_action (widget, "win.toast", "s", toast);
  gtk_widget_class_install_action (widget, "kept-texts.deleted", "u", row_deleted);
  gtk_widget_class_add_binding_action (widget, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hy_kept_texts_init (HyKeptTexts *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
