#include "desk/hy-refused-row.h"

#include "desk/hy-command-words.h"
#include "desk/hy-export.h"

#include "core/hy-words.h"
#include "desk/hy-look.h"
#include "desk/hy-refusal-ways.h"
#include "desk/hy-refused-decision.h"
#include "desk/hy-refused-draft.h"
#include "desk/hy-trouble.h"
#include "desk/hy-wrap.h"
#include "store/hy-drafts-over.h"

#include "desk/hy-text.h"

struct _HyRefusedRow
{
  AdwExpanderRow parent_instance;
  HySession *session;
  HyOutboxItem *item;
  GPtrArray *views; /* of GtkTextView, not owned: one a piece */
  gboolean deciding;
  gboolean filling; /* texts are being put in, nobody types */
  gboolean dirty;   /* something was typed since the last draft */
  guint draft_source;

  GtkLabel *problem;
  GtkBox *pieces;
  GtkLabel *drafted;
  GtkRevealer *asks_why;
  GtkEntry *why;
  GtkWidget *ways;
  GtkButton *amend;
  GtkWidget *keep;
  GtkButton *open;
};

G_DEFINE_FINAL_TYPE (HyRefusedRow, hy_refused_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

const char *
hy_refused_row_get_command (HyRefusedRow *self)
{
  g_return_val_if_fail (HY_IS_REFUSED_ROW (self), NULL);
  return self->item->command->id;
}

/* Drafts: what is typed over a refused text, beside that text, which stays as it was. */

#define DRAFT_MS 500

static GPtrArray *
typed_texts (HyRefusedRow *self)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->views->len; i++)
    {
      char *text = NULL;

      g_object_get (gtk_text_view_get_buffer (g_ptr_array_index (self->views, i)), "text", &text,
                    NULL);
      g_ptr_array_add (texts, text);
    }
  return texts;
}

static void
show_problem (HyRefusedRow *self, const char *words)
{
  gtk_label_set_text (self->problem, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), words != NULL);
}

static void
show_drafted (HyRefusedRow *self, HyTime at)
{
  g_autofree char *clock = hy_look_clock (at);
  g_autofree char *words = g_strdup_printf (_ ("Draft saved %s"), clock);

  gtk_label_set_text (self->drafted, words);
  gtk_widget_show (GTK_WIDGET (self->drafted));
}

/* What it says is true: it is on the disk. */
static void
draft_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (HyRefusedRow) self = g_weak_ref_get (weak);
  g_autoptr (GError) error = NULL;
  gboolean ok = hy_store_finish (HY_STORE (source), result, &error);

  g_weak_ref_clear (weak);
  g_free (weak);
  if (self == NULL || self->session == NULL)
    return;
  if (ok)
    show_drafted (self, hy_session_now (self->session));
  else
    hy_session_note_failure (self->session, error);
}

static void
draft_now (HyRefusedRow *self)
{
  g_autoptr (GPtrArray) texts = NULL;
  GWeakRef *weak;

  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (!self->dirty || self->session == NULL)
    return;
  self->dirty = FALSE;
  texts = typed_texts (self);
  weak = g_new0 (GWeakRef, 1);
  /* Not of a row that is going: a weak reference is not taken then. */
  g_weak_ref_init (weak, gtk_widget_in_destruction (GTK_WIDGET (self)) ? NULL : self);
  hy_refused_draft_save_async (self->session, self->item->command, texts, draft_saved, weak);
}

static gboolean
draft_due (gpointer data)
{
  HyRefusedRow *self = data;

  self->draft_source = 0;
  draft_now (self);
  return G_SOURCE_REMOVE;
}

static void
text_changed (HyRefusedRow *self)
{
  if (self->filling)
    return;
  self->dirty = TRUE;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->draft_source = g_timeout_add (DRAFT_MS, draft_due, self);
}

static void
put_in (HyRefusedRow *self, GVariant *pieces)
{
  gsize n = MIN (g_variant_n_children (pieces), self->views->len);

  self->filling = TRUE;
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) text = hy_body_element (pieces, i);
      GtkTextView *view = g_ptr_array_index (self->views, i);

      if (g_variant_is_of_type (text, G_VARIANT_TYPE_STRING))
        gtk_text_buffer_set_text (gtk_text_view_get_buffer (view),
                                  g_variant_get_string (text, NULL), -1);
    }
  self->filling = FALSE;
}

static void load_draft (HyRefusedRow *self);

static void
mended (HySession *session, GParamSpec *pspec, HyRefusedRow *self)
{
  if (hy_session_get_broken (session) != NULL)
    return;
  g_signal_handlers_disconnect_by_func (session, mended, self);
  load_draft (self);
}

/* What was typed now would be written over a draft that nobody has seen. */
static void
not_loaded (HyRefusedRow *self, const GError *error)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->pieces), FALSE);
  show_problem (self, hy_trouble_error_words (error));
  g_signal_connect_object (self->session, "notify::broken", G_CALLBACK (mended), self, 0);
  hy_session_note_failure (self->session, error);
}

/* What somebody typed meanwhile is newer than any draft. */
static void
draft_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyRefusedRow) self = user_data;
  HyTime at = HY_TIME_NONE;
  g_autoptr (GVariant) pieces = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ok = hy_refused_draft_load_finish (source, result, &pieces, &at, &error);

  if (self->session == NULL)
    return;
  if (!ok)
    {
      not_loaded (self, error);
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->pieces), TRUE);
  if (pieces == NULL || self->dirty)
    return;
  put_in (self, pieces);
  show_drafted (self, at);
}

static void
load_draft (HyRefusedRow *self)
{
  show_problem (self, NULL);
  hy_refused_draft_load_async (self->session, self->item->command, draft_loaded,
                               g_object_ref (self));
}

static void
add_piece (HyRefusedRow *self, const HyWrittenPiece *piece)
{
  GtkWidget *view = gtk_text_view_new ();
  const char *label = piece->label != NULL ? piece->label : _ ("Your text");
  GtkWidget *caption = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "hy-meta");
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "hy-piece");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), piece->text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                           G_CALLBACK (text_changed), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->pieces, caption);
  gtk_box_append (self->pieces, view);
  g_ptr_array_add (self->views, view);
}

/* A step without words of its own is taken again as it is, and leaves nothing to keep. */
static void
show_ways (HyRefusedRow *self, gboolean written)
{
  const HyCommand *command = self->item->command;
  const char *best = hy_refusal_suggests (self->item->code, command->kind);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s", command->ticket);
  gtk_widget_set_visible (GTK_WIDGET (self->open), self->item->number != NULL);
  gtk_button_set_label (self->amend, written ? _ ("Amend and Resend") : _ ("Send Again"));
  gtk_widget_set_visible (self->keep, written);
  for (GtkWidget *way = gtk_widget_get_first_child (self->ways); way != NULL;
       way = gtk_widget_get_next_sibling (way))
    if (best != NULL && g_str_equal (gtk_actionable_get_action_name (GTK_ACTIONABLE (way)), best))
      gtk_widget_add_css_class (way, "suggested-action");
}

void
hy_refused_row_set_item (HyRefusedRow *self, HyOutboxItem *item)
{
  g_autofree char *title = hy_outbox_item_title (item);
  g_autofree char *refusal = hy_outbox_item_refusal (item);
  g_autoptr (GPtrArray) pieces = hy_command_pieces (item->command->body);
  g_autofree char *name = g_strdup_printf ("%s, %s", title, refusal);

  self->item = item;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), refusal);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint i = 0; i < pieces->len; i++)
    add_piece (self, g_ptr_array_index (pieces, i));
  gtk_widget_set_visible (GTK_WIDGET (self->pieces), pieces->len > 0);
  show_ways (self, pieces->len > 0);
  load_draft (self);
}

static GVariant *
amended_body (HyRefusedRow *self)
{
  g_autoptr (GPtrArray) texts = typed_texts (self);

  return hy_command_with_pieces (self->item->command->body, texts);
}

static void
decided (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HyRefusedDecision *decision = g_task_get_task_data (G_TASK (result));
  HyRefusedRow *self = HY_REFUSED_ROW (decision->row);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean ok = hy_store_finish (HY_STORE (source), result, &error);

  self->deciding = FALSE;
  if (self->session == NULL)
    return;
  if (ok)
    {
      hy_session_sync_now (self->session);
      if (decision->discarded != NULL)
        hy_session_note_discard (self->session, g_steal_pointer (&decision->discarded));
      gtk_widget_activate_action (GTK_WIDGET (self), "outbox.decided", "(ss)", decision->words,
                                  decision->why != NULL ? decision->command : "");
      return;
    }
  hy_session_note_failure (self->session, error);
  if (decision->refusal.code != NULL)
    words = hy_refusal_detail (&decision->refusal, decision->kind);
  show_problem (self, words != NULL ? words : hy_trouble_error_words (error));
}

static void
decide (HyRefusedRow *self, HyReplicaFunc func, const char *words, GVariant *body, const char *why)
{
  const char *person = hy_session_get_person (self->session);
  HyRefusedDecision *decision;

  if (self->deciding)
    return;
  draft_now (self);
  self->deciding = TRUE;
  show_problem (self, NULL);
  decision = g_new0 (HyRefusedDecision, 1);
  decision->row = g_object_ref (GTK_WIDGET (self));
  decision->command = g_strdup (self->item->command->id);
  decision->kind = g_strdup (self->item->command->kind);
  decision->why = g_strdup (why);
  decision->body = body;
  decision->words = words;
  decision->ticket = g_strdup (self->item->command->ticket);
  decision->signer = g_strdup (person);
  decision->person = g_strdup (person != NULL ? person : "");
  decision->draft = hy_drafts_over_kind (self->item->command);
  hy_store_write_async (hy_session_get_store (self->session), func, decision, hy_refused_decision_free, NULL,
                        decided, NULL);
}

static void
amend_it (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyRefusedRow *self = HY_REFUSED_ROW (widget);

  decide (self, hy_refused_amend, _ ("Sent again"), amended_body (self), NULL);
}

static void
keep_it (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (HY_REFUSED_ROW (widget), hy_refused_keep, _ ("Kept as a note"),
          amended_body (HY_REFUSED_ROW (widget)), NULL);
}

static void
export_it (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyRefusedRow *self = HY_REFUSED_ROW (widget);
  g_autofree char *page = hy_outbox_item_page (self->item);
  g_autofree char *file = g_strdup_printf (
      "%s.txt", self->item->number != NULL ? self->item->number : self->item->command->kind);

  hy_export_text (widget, file, page);
}

static void
ask_why (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyRefusedRow *self = HY_REFUSED_ROW (widget);

  gtk_revealer_set_reveal_child (self->asks_why, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->why));
}

static void
discard_it (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyRefusedRow *self = HY_REFUSED_ROW (widget);
  const char *why = gtk_editable_get_text (GTK_EDITABLE (self->why));

  if (hy_text_is_blank (why))
    {
      show_problem (self, _ ("Say in one line why it is not wanted any more."));
      gtk_widget_grab_focus (GTK_WIDGET (self->why));
      return;
    }
  decide (self, hy_refused_discard, _ ("Discarded; its text is kept with the reason"), NULL, why);
}

static void
why_entered (GtkEntry *entry, HyRefusedRow *self)
{
  discard_it (GTK_WIDGET (self), NULL, NULL);
}

static void
hy_refused_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_REFUSED_ROW (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_refused_row_dispose (GObject *object)
{
  HyRefusedRow *self = HY_REFUSED_ROW (object);

  if (self->views != NULL)
    draft_now (self);
  g_clear_handle_id (&self->draft_source, g_source_remove);
  g_clear_pointer (&self->item, hy_outbox_item_free);
  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_refused_row_parent_class)->dispose (object);
}

static void
hy_refused_row_class_init (HyRefusedRowClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->set_property = hy_refused_row_set_property;
  object->dispose = hy_refused_row_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  g_type_ensure (HY_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-refused-row.ui");
  gtk_widget_class_bind_template_child (widget, HyRefusedRow, ways);
  gtk_widget_class_bind_template_child (widget, HyRefusedRow, amend);
  gtk_widget_class_bind_template_child (widget, HyRefusedRow, keep);
  gtk_widget_class_bind_template_child (widget, HyRefusedRow, open);
  gtk_widget_class_bind_template_child (widget, HyRefusedRow, problem);
  gtk_widget_class_bind_template_child (widget, HyRefusedRow, pieces);
  gtk_widget_class_bind_template_child (widget, HyRefusedRow, drafted);
  gtk_widget_class_bind_template_child (widget, HyRefusedRow, asks_why);
  gtk_widget_class_bind_template_child (widget, HyRefusedRow, why);
  gtk_widget_class_bind_template_callback (widget, why_entered);
  gtk_widget_class_install_action (widget, "refused.amend", NULL, amend_it);
  gtk_widget_class_install_action (widget, "refused.keep", NULL, keep_it);
  gtk_widget_class_install_action (widget, "refused.export", NULL, export_it);
  gtk_widget_class_install_action (widget, "refused.ask-why", NULL, ask_why);
  gtk_widget_class_install_action (widget, "refused.discard", NULL, discard_it);
}

static void
hy_refused_row_init (HyRefusedRow *self)
{
  self->views = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
