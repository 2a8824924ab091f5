#include "desk/hy-reply-form.h"

#include "desk/hy-reply-answer.h"
#include "desk/hy-reply-body.h"
#include "desk/hy-reply-guards.h"
#include "desk/hy-reply-opinion.h"
#include "desk/hy-reply-text.h"
#include "desk/hy-text.h"

#include <string.h>

struct _HyReplyForm
{
  HyForm parent_instance;
  GtkWidget *tabs;
  GtkStack *pages;
  GtkBox *answers;
  GtkLabel *sent;
  GtkGrid *compare;
  GtkWidget *left; /* what had the focus where it is filled in, or NULL */
  HyFormField *contact_summary;
  HyFormField *investigation;
  HyFormField *result_kind;
  HyFormField *basis;
  HyFormField *opinion;
  HyFormField *opinion_words;
  HyFormField *follow_up;
  HyFormField *public_text;
  GPtrArray *editors; /* of HyReplyAnswer, in the order of the demands */
};

G_DEFINE_FINAL_TYPE (HyReplyForm, hy_reply_form, HY_TYPE_FORM)

/* An editor for each demand; the ones there keep what was typed, those of demands withdrawn since
 * go.
 */
static void
show_demands (HyReplyForm *self, const HyMatter *matter)
{
  GPtrArray *kept = g_ptr_array_new ();

  for (guint i = 0; i < matter->demands->len; i++)
    {
      const HyDemand *demand = g_ptr_array_index (matter->demands, i);
      HyReplyAnswer *answer = NULL;

      for (guint j = 0; j < self->editors->len && answer == NULL; j++)
        if (g_strcmp0 (hy_reply_answer_get_demand (g_ptr_array_index (self->editors, j)),
                       demand->id)
            == 0)
          answer = g_ptr_array_steal_index (self->editors, j);
      if (answer == NULL)
        {
          answer = hy_reply_answer_new (HY_FORM (self), demand->id);
          gtk_box_append (self->answers, GTK_WIDGET (answer));
        }
      hy_reply_answer_show (answer, i, demand->text);
      g_ptr_array_add (kept, answer);
    }
  for (guint j = 0; j < self->editors->len; j++)
    {
      hy_reply_answer_retire (g_ptr_array_index (self->editors, j));
      gtk_box_remove (self->answers, g_ptr_array_index (self->editors, j));
    }
  g_ptr_array_unref (self->editors);
  self->editors = kept;
}

static void
show_opinion (HyReplyForm *self, const HyMatter *matter)
{
  g_autofree char *opinion = hy_form_field_get_text (self->opinion);
  g_autofree char *hint = hy_opinion_hint (matter->ticket->view, opinion);

  hy_form_field_set_hint (self->opinion, hint);
}

static void
show (HyForm *form, const HyMatter *matter)
{
  HyReplyForm *self = HY_REPLY_FORM (form);

  show_demands (self, matter);
  show_opinion (self, matter);
  gtk_widget_set_visible (GTK_WIDGET (self->public_text),
                          hy_ticket_is_letter (matter->ticket->view->ticket));
}

static void
prefill (HyForm *form, const HyMatter *matter)
{
  HyReplyForm *self = HY_REPLY_FORM (form);
  const HyCase *view = matter->ticket->view;
  g_autofree char *contact = hy_reply_contact_summary (view);
  g_autofree char *investigation = hy_reply_investigation (view);
  const char *words, *opinion = hy_opinion_heard (hy_opinion_contact (view), &words);

  /* Tries in vain are no opinion, but all there is to be had. */
  if (opinion == NULL && matter->guide.telling.open)
    opinion = "unreachable";
  hy_form_field_set_text (self->contact_summary, contact);
  hy_form_field_set_text (self->investigation, investigation);
  hy_form_field_set_text (self->opinion, opinion);
  hy_form_field_set_text (self->opinion_words, words);
  if (contact != NULL)
    hy_form_field_set_hint (self->contact_summary, _ ("From the log, please edit"));
  if (investigation != NULL)
    hy_form_field_set_hint (self->investigation, _ ("From the log, please edit"));
}

static void
changed (HyForm *form)
{
  show_opinion (HY_REPLY_FORM (form), hy_form_get_matter (form));
}

static void
add_typed (HyForm *form, GVariantDict *dict)
{
  HyReplyForm *self = HY_REPLY_FORM (form);
  GPtrArray *answers = g_ptr_array_new ();

  for (guint i = 0; i < self->editors->len; i++)
    g_ptr_array_add (answers, hy_reply_answer_get_typed (g_ptr_array_index (self->editors, i)));
  hy_put_objects (dict, "answers", answers);
}

static void
take_typed (HyForm *form, GVariant *typed)
{
  HyReplyForm *self = HY_REPLY_FORM (form);
  g_autoptr (GVariant) list = hy_body_array (typed, "answers");
  gsize n = list != NULL ? g_variant_n_children (list) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) answer = hy_body_element (list, i);

      for (guint j = 0; j < self->editors->len; j++)
        if (g_strcmp0 (hy_reply_answer_get_demand (g_ptr_array_index (self->editors, j)),
                       hy_body_string (answer, "demand_id"))
            == 0)
          hy_reply_answer_set_typed (g_ptr_array_index (self->editors, j), answer);
    }
}

/* Words of the log go after what was looked into. */
static void
take_record (HyForm *form, const HyRecord *record)
{
  HyReplyForm *self = HY_REPLY_FORM (form);
  g_autofree char *before = hy_form_field_get_text (self->investigation);
  g_autofree char *after = NULL;
  const char *text = hy_body_string (record->body, "text");

  if (text == NULL)
    text = hy_body_string (record->body, "gist");
  if (text == NULL || (before != NULL && strstr (before, text) != NULL))
    return;
  after = before != NULL ? g_strconcat (before, "\n", text, NULL) : g_strdup (text);
  hy_form_field_set_text (self->investigation, after);
}

static GVariant *
build (HyForm *form, const HyMatter *matter, GVariant *typed, GPtrArray *faults)
{
  return hy_reply_body (typed, matter->ticket->view, hy_session_now (hy_form_get_session (form)),
                        faults);
}

static void
check (HyForm *form, const HyMatter *matter, GVariant *typed, GPtrArray *blocks)
{
  hy_reply_guards (typed, matter->ticket->view, hy_session_now (hy_form_get_session (form)),
                   hy_form_get_base_version (form), blocks);
}

static GtkWidget *
first (HyForm *form)
{
  return GTK_WIDGET (hy_form_get_field (form, "answers.0.finding"));
}

static void
uncover (HyForm *form, HyFormField *field)
{
  gtk_stack_set_visible_child_name (HY_REPLY_FORM (form)->pages, "fill");
}

/* As sent, and compared */

static GtkWidget *
paragraph (const char *text, const char *class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_yalign (label, 0);
  gtk_label_set_selectable (label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (label), class);
  return GTK_WIDGET (label);
}

static void
compare_row (HyReplyForm *self, int row, const char *asked, const char *answered)
{
  const char *class = row == 0 ? "hy-caption" : "hy-citizen";

  gtk_grid_attach (self->compare, paragraph (asked, class), 0, row, 1, 1);
  gtk_grid_attach (self->compare, paragraph (answered, class), 1, row, 1, 1);
}

static void
show_compare (HyReplyForm *self, const HyMatter *matter)
{
  g_autofree char *published = hy_form_field_get_text (self->public_text);
  int row = 1;

  while (gtk_widget_get_first_child (GTK_WIDGET (self->compare)) != NULL)
    gtk_grid_remove (self->compare, gtk_widget_get_first_child (GTK_WIDGET (self->compare)));
  compare_row (self, 0, _ ("They ask"), _ ("You answer"));
  for (guint i = 0; i < self->editors->len; i++)
    {
      const HyDemand *demand = g_ptr_array_index (matter->demands, i);
      g_autoptr (GVariant) typed
          = g_variant_ref_sink (hy_reply_answer_get_typed (g_ptr_array_index (self->editors, i)));
      g_autofree char *result = hy_typed_text (typed, "result");

      compare_row (self, row++, demand->text, result != NULL ? result : _ ("(no answer yet)"));
    }
  compare_row (self, row, matter->ticket->view->ticket->content,
               published != NULL ? published : "");
}

/* The pages are of one height, so that nothing moves when they turn. */
static void
page_shown (HyReplyForm *self)
{
  HyForm *form = HY_FORM (self);
  const HyMatter *matter = hy_form_get_matter (form);
  HySession *session = hy_form_get_session (form);
  g_autoptr (GVariant) typed = NULL;
  g_autoptr (GVariant) body = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *text = NULL;
  HyTime now;

  if (matter == NULL)
    return;
  now = hy_session_now (session);
  typed = hy_form_get_typed (form);
  body = g_variant_ref_sink (hy_reply_body (typed, matter->ticket->view, now, NULL));
  signature = g_strdup_printf ("%s  %s", hy_session_get_office_name (session),
                               hy_session_get_person_name (session));
  text = hy_reply_text_compose (body, matter->ticket->view, signature, hy_date_of (now));
  gtk_label_set_text (self->sent, text);
  show_compare (self, matter);
}

/* The other page begins there, wherever this one is scrolled to. */
static void
focus_tab (HyReplyForm *self, gsize index)
{
  GtkWidget *tab = gtk_widget_get_first_child (self->tabs);

  while (index-- > 0)
    tab = gtk_widget_get_next_sibling (tab);
  gtk_widget_grab_focus (tab);
}

static gboolean
turn_page (GtkWidget *widget, GVariant *step, gpointer data)
{
  static const char *const names[] = { "fill", "sent", "compare" };
  HyReplyForm *self = HY_REPLY_FORM (widget);
  const char *now = gtk_stack_get_visible_child_name (self->pages);
  gsize at = 0;

  while (g_strcmp0 (names[at], now) != 0)
    at++;
  if (at == 0)
    g_set_weak_pointer (&self->left, gtk_root_get_focus (gtk_widget_get_root (widget)));
  at = (at + G_N_ELEMENTS (names) + (gsize) g_variant_get_int32 (step)) % G_N_ELEMENTS (names);
  focus_tab (self, at);
  gtk_stack_set_visible_child_name (self->pages, names[at]);
  if (at == 0 && self->left != NULL)
    gtk_widget_grab_focus (self->left);
  return TRUE;
}

/* Before a text view takes them for its own. */
static void
add_page_keys (HyReplyForm *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  const guint values[] = { GDK_KEY_Page_Up, GDK_KEY_Page_Down };

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      GtkShortcut *shortcut
          = gtk_shortcut_new (gtk_keyval_trigger_new (values[i], GDK_CONTROL_MASK),
                              gtk_callback_action_new (turn_page, NULL, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (i == 0 ? -1 : 1));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
hy_reply_form_finalize (GObject *object)
{
  g_ptr_array_unref (HY_REPLY_FORM (object)->editors);
  G_OBJECT_CLASS (hy_reply_form_parent_class)->finalize (object);
}

static void
hy_reply_form_dispose (GObject *object)
{
  /* The draft is written while the fields are there. */
  hy_form_flush (HY_FORM (object));
  g_clear_weak_pointer (&HY_REPLY_FORM (object)->left);
  G_OBJECT_CLASS (hy_reply_form_parent_class)->dispose (object);
}

static void
hy_reply_form_class_init (HyReplyFormClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  HyFormClass *form = HY_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hy_reply_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = hy_reply_form_finalize;
  form->show = show;
  form->prefill = prefill;
  form->changed = changed;
  form->add_typed = add_typed;
  form->take_typed = take_typed;
  form->take_record = take_record;
  form->build = build;
  form->check = check;
  form->uncover = uncover;
  form->first = first;
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-reply-form.ui");
  gtk_widget_class_bind_template_child (widget, HyReplyForm, tabs);
  gtk_widget_class_bind_template_child (widget, HyReplyForm, pages);
  gtk_widget_class_bind_template_child (widget, HyReplyForm, answers);
  gtk_widget_class_bind_template_child (widget, HyReplyForm, sent);
  gtk_widget_class_bind_template_child (widget, HyReplyForm, compare);
  gtk_widget_class_bind_template_child (widget, HyReplyForm, contact_summary);
  gtk_widget_class_bind_template_child (widget, HyReplyForm, investigation);
  gtk_widget_class_bind_template_child (widget, HyReplyForm, result_kind);
  gtk_widget_class_bind_template_child (widget, HyReplyForm, basis);
  gtk_widget_class_bind_template_child (widget, HyReplyForm, opinion);
  gtk_widget_class_bind_template_child (widget, HyReplyForm, opinion_words);
  gtk_widget_class_bind_template_child (widget, HyReplyForm, follow_up);
  gtk_widget_class_bind_template_child (widget, HyReplyForm, public_text);
  gtk_widget_class_bind_template_callback (widget, page_shown);
}

static void
hy_reply_form_init (HyReplyForm *self)
{
  HyForm *form = HY_FORM (self);

  g_type_ensure (HY_TYPE_FORM_FIELD);
  gtk_widget_init_template (GTK_WIDGET (self));
  hy_form_add_field (form, self->contact_summary);
  hy_form_add_field (form, self->investigation);
  hy_form_add_field (form, self->result_kind);
  hy_form_add_field (form, self->basis);
  hy_form_add_field (form, self->opinion);
  hy_form_add_field (form, self->opinion_words);
  hy_form_add_field (form, self->follow_up);
  hy_form_add_field (form, self->public_text);
  self->editors = g_ptr_array_new ();
  hy_form_field_set_options (self->result_kind, hy_options_result);
  hy_form_field_set_options (self->opinion, hy_options_final_opinion);
  add_page_keys (self);
}
