#include "desk/hy-form-private.h"

#include "desk/hy-contact-form.h"
#include "desk/hy-extension-form.h"
#include "desk/hy-form-table.h"
#include "desk/hy-note-form.h"
#include "desk/hy-reply-form.h"
#include "desk/hy-sign-form.h"
#include "desk/hy-statement-form.h"
#include "desk/hy-table-form.h"
#include "desk/hy-text.h"
#include "desk/hy-wrap.h"

#include <string.h>

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HyForm, hy_form, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_KIND,
  PROP_CONTENT,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static guint folded_signal;

/* Those that have more to them than a table of fields (hy-form-table.h). */
static const struct
{
  const char *kind;
  GType (*type) (void);
  const char *save_words; /* what the button says before the person's name; NULL: "Save" */
} forms[] = {
  { "sign", hy_sign_form_get_type, N_ ("Sign") },
  { "contact", hy_contact_form_get_type, NULL },
  { "progress", hy_note_form_get_type, NULL },
  { "extension_request", hy_extension_form_get_type, N_ ("Ask") },
  { "situation_statement", hy_statement_form_get_type, NULL },
  { "reply", hy_reply_form_get_type, N_ ("Submit") },
};

static GType
type_of (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_strcmp0 (forms[i].kind, kind) == 0)
      return forms[i].type ();
  return hy_form_table_find (kind) != NULL ? HY_TYPE_TABLE_FORM : G_TYPE_INVALID;
}

static const char *
save_words (const char *kind)
{
  const HyFormTable *table = hy_form_table_find (kind);
  const char *words = table != NULL ? table->save_words : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_strcmp0 (forms[i].kind, kind) == 0)
      words = forms[i].save_words;
  return words != NULL ? words : N_ ("Save");
}

HyForm *
hy_form_new (HySession *session, const char *kind)
{
  GType type = type_of (kind);

  return type != G_TYPE_INVALID ? g_object_new (type, "session", session, "kind", kind, NULL)
                                : NULL;
}

gboolean
hy_form_is_there (const char *kind)
{
  return type_of (kind) != G_TYPE_INVALID;
}

HyFormPrivate *
hy_form_private (HyForm *self)
{
  return hy_form_get_instance_private (self);
}

HySession *
hy_form_get_session (HyForm *self)
{
  return hy_form_private (self)->session;
}

const char *
hy_form_get_kind (HyForm *self)
{
  g_return_val_if_fail (HY_IS_FORM (self), NULL);
  return hy_form_private (self)->kind;
}

const HyMatter *
hy_form_get_matter (HyForm *self)
{
  return hy_form_private (self)->matter;
}

const char *
hy_form_get_amends (HyForm *self)
{
  return hy_form_private (self)->amends;
}

const HyRecord *
hy_form_find_amended (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);

  return priv->amends != NULL && priv->matter != NULL
             ? hy_case_find_record (priv->matter->ticket->view, priv->amends)
             : NULL;
}

gint64
hy_form_get_base_version (HyForm *self)
{
  return hy_form_private (self)->base_version;
}

/* The ticket */

static void
show_save (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);
  const char *name = hy_session_get_person_name (priv->session);
  g_autofree char *label = NULL;

  /* Whose name it will bear stands on the button. Translators: "Save (Zhang Min)". */
  label = g_strdup_printf (_ ("%s (%s)"), _ (save_words (priv->kind)),
                           name != NULL ? name : "–");
  gtk_button_set_label (priv->save, label);
}

void
hy_form_set_matter (HyForm *self, HyMatter *matter)
{
  HyFormPrivate *priv = hy_form_private (self);
  HyFormClass *class = HY_FORM_GET_CLASS (self);
  gboolean first = priv->matter == NULL;

  g_return_if_fail (HY_IS_FORM (self));
  if (priv->over)
    return;
  hy_matter_ref (matter);
  g_clear_pointer (&priv->matter, hy_matter_unref);
  priv->matter = matter;
  for (guint i = 0; i < priv->fields->len; i++)
    hy_form_field_set_now (g_ptr_array_index (priv->fields, i), matter->now);
  if (class->show != NULL)
    class->show (self, matter);
  hy_form_show_others (self);
  if (first)
    {
      priv->base_version = matter->ticket->view->ticket->version;
      hy_form_restore (self);
    }
  else
    {
      hy_form_show_refusal (self, NULL);
      hy_form_show_blocks (self);
      hy_form_show_since (self);
    }
}

static void
begin_correction (HyForm *self, const HyRecord *record)
{
  HyFormPrivate *priv = hy_form_private (self);

  if (priv->amends == NULL)
    hy_form_add_field (self, priv->why);
  g_free (priv->amends);
  priv->amends = g_strdup (record->id);
  gtk_widget_show (GTK_WIDGET (priv->why));
}

void
hy_form_take_record (HyForm *self, const HyRecord *record)
{
  HyFormPrivate *priv = hy_form_private (self);

  g_return_if_fail (HY_IS_FORM (self));
  if (HY_FORM_GET_CLASS (self)->take_record == NULL || priv->matter == NULL)
    return;
  hy_form_draft_now (self);
  g_clear_pointer (&priv->record, hy_record_free);
  priv->record = hy_record_copy (record);
  if (strcmp (record->kind, hy_form_get_kind (self)) == 0)
    begin_correction (self, record);
  hy_form_restore (self);
}

void
hy_form_flush (HyForm *self)
{
  g_return_if_fail (HY_IS_FORM (self));
  hy_form_draft_now (self);
}

void
hy_form_set_also (HyForm *self, const char *const *tickets)
{
  HyFormPrivate *priv = hy_form_private (self);

  g_strfreev (priv->also);
  priv->also = g_strdupv ((char **) tickets);
  if (priv->matter != NULL && HY_FORM_GET_CLASS (self)->show != NULL)
    HY_FORM_GET_CLASS (self)->show (self, priv->matter);
}

guint
hy_form_get_also (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);

  return priv->also != NULL ? g_strv_length (priv->also) : 0;
}

GtkWidget *
hy_form_take_bottom (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);
  GtkWidget *parent = gtk_widget_get_parent (priv->bottom);

  g_return_val_if_fail (GTK_IS_BOX (parent), NULL);
  g_object_ref (priv->bottom);
  gtk_box_remove (GTK_BOX (parent), priv->bottom);
  return priv->bottom;
}

/* Docked elsewhere, it still follows the last field. */
static gboolean
hy_form_focus (GtkWidget *widget, GtkDirectionType direction)
{
  HyFormPrivate *priv = hy_form_private (HY_FORM (widget));

  if (GTK_WIDGET_CLASS (hy_form_parent_class)->focus (widget, direction))
    return TRUE;
  return direction == GTK_DIR_TAB_FORWARD && !gtk_widget_is_ancestor (priv->bottom, widget)
         && gtk_widget_child_focus (priv->bottom, direction);
}

/* Buttons */

static void
save_clicked (GtkButton *button, HyForm *self)
{
  hy_form_save (self);
}

static void
fold_clicked (GtkButton *button, HyForm *self)
{
  hy_form_flush (self);
  g_signal_emit (self, folded_signal, 0);
}

static void
still_me (GtkButton *button, HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);

  gtk_widget_hide (priv->doubt);
  hy_session_confirm_person (priv->session);
  hy_form_save (self);
}

static void
read_since (GtkButton *button, HyForm *self)
{
  hy_form_acknowledge (self);
}

static void
way_out_clicked (GtkButton *button, HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);

  if (priv->way != NULL)
    hy_form_take_way (self, priv->way);
}

/* Its draft is the other person's, who finds it again. */
static void
person_switched (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);
  const char *person = hy_session_get_person (priv->session);

  gtk_widget_hide (priv->doubt);
  if (g_strcmp0 (person != NULL ? person : "", priv->person) == 0)
    return;
  hy_form_flush (self);
  g_signal_emit (self, folded_signal, 0);
}

static void
hy_form_constructed (GObject *object)
{
  HyForm *self = HY_FORM (object);
  HyFormPrivate *priv = hy_form_private (self);
  const char *person = hy_session_get_person (priv->session);

  G_OBJECT_CLASS (hy_form_parent_class)->constructed (object);
  priv->person = g_strdup (person != NULL ? person : "");
  show_save (self);
  g_signal_connect_object (priv->session, "notify::person-name", G_CALLBACK (show_save), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->session, "notify::person", G_CALLBACK (person_switched), self,
                           G_CONNECT_SWAPPED);
}

static void
hy_form_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HyFormPrivate *priv = hy_form_private (HY_FORM (object));

  if (id == PROP_SESSION)
    priv->session = g_value_dup_object (value);
  else if (id == PROP_KIND)
    priv->kind = g_value_dup_string (value);
  else if (id == PROP_CONTENT)
    adw_bin_set_child (priv->content, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_form_dispose (GObject *object)
{
  HyForm *self = HY_FORM (object);
  HyFormPrivate *priv = hy_form_private (self);

  if (priv->matter != NULL && priv->content != NULL)
    hy_form_draft_now (self);
  g_clear_handle_id (&priv->draft_source, g_source_remove);
  g_ptr_array_set_size (priv->fields, 0);
  g_clear_pointer (&priv->matter, hy_matter_unref);
  /* gtk_widget_dispose_template() knows the subclass's template alone: the bin drops its child. */
  G_OBJECT_CLASS (hy_form_parent_class)->dispose (object);
}

static void
hy_form_finalize (GObject *object)
{
  HyFormPrivate *priv = hy_form_private (HY_FORM (object));

  g_clear_object (&priv->session);
  g_free (priv->standing);
  g_free (priv->kind);
  g_free (priv->blocked);
  g_ptr_array_unref (priv->fields);
  g_strfreev (priv->also);
  g_free (priv->person);
  g_free (priv->amends);
  g_clear_pointer (&priv->record, hy_record_free);
  G_OBJECT_CLASS (hy_form_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget)
{
  g_type_ensure (HY_TYPE_ATTACH_BOX);
  g_type_ensure (HY_TYPE_FORM_FIELD);
  g_type_ensure (HY_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-form.ui");
  gtk_widget_class_bind_template_child_private (widget, HyForm, since);
  gtk_widget_class_bind_template_child_private (widget, HyForm, since_words);
  gtk_widget_class_bind_template_child_private (widget, HyForm, others);
  gtk_widget_class_bind_template_child_private (widget, HyForm, others_words);
  gtk_widget_class_bind_template_child_private (widget, HyForm, content);
  gtk_widget_class_bind_template_child_private (widget, HyForm, why);
  gtk_widget_class_bind_template_child_private (widget, HyForm, attach);
  gtk_widget_class_bind_template_child_private (widget, HyForm, bottom);
  gtk_widget_class_bind_template_child_private (widget, HyForm, blocks_place);
  gtk_widget_class_bind_template_child_private (widget, HyForm, blocks);
  gtk_widget_class_bind_template_child_private (widget, HyForm, gaps);
  gtk_widget_class_bind_template_child_private (widget, HyForm, gaps_words);
  gtk_widget_class_bind_template_child_private (widget, HyForm, gaps_rows);
  gtk_widget_class_bind_template_child_private (widget, HyForm, problem);
  gtk_widget_class_bind_template_child_private (widget, HyForm, problem_words);
  gtk_widget_class_bind_template_child_private (widget, HyForm, way_out);
  gtk_widget_class_bind_template_child_private (widget, HyForm, doubt);
  gtk_widget_class_bind_template_child_private (widget, HyForm, doubt_words);
  gtk_widget_class_bind_template_child_private (widget, HyForm, drafted);
  gtk_widget_class_bind_template_child_private (widget, HyForm, fold);
  gtk_widget_class_bind_template_child_private (widget, HyForm, save);
  gtk_widget_class_bind_template_child_private (widget, HyForm, foot);
  gtk_widget_class_bind_template_callback (widget, save_clicked);
  gtk_widget_class_bind_template_callback (widget, fold_clicked);
  gtk_widget_class_bind_template_callback (widget, still_me);
  gtk_widget_class_bind_template_callback (widget, read_since);
  gtk_widget_class_bind_template_callback (widget, way_out_clicked);
}

static void
hy_form_class_init (HyFormClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);

  object->constructed = hy_form_constructed;
  object->set_property = hy_form_set_property;
  object->dispose = hy_form_dispose;
  object->finalize = hy_form_finalize;
  GTK_WIDGET_CLASS (klass)->focus = hy_form_focus;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_KIND]
      = g_param_spec_string ("kind", NULL, NULL, NULL,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  g_signal_new ("saved", HY_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
  folded_signal = g_signal_new ("folded", HY_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
hy_form_init (HyForm *self)
{
  hy_form_private (self)->fields = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
