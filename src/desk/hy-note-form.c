#include "desk/hy-note-form.h"

#include "core/hy-waiting.h"
#include "desk/hy-form-bodies.h"
#include "desk/hy-moment.h"
#include "desk/hy-text.h"

struct _HyNoteForm
{
  HyForm parent_instance;
  char *question; /* the record that waits for an answer, or NULL */
  GtkCheckButton *answers;
  GtkExpander *waiting;
  GtkLabel *also;
  HyFormField *text;
  HyFormField *with_units;
  HyFormField *waiting_unit;
  HyFormField *waiting_person;
  HyFormField *waiting_phone;
  HyFormField *waiting_what;
  HyFormField *waiting_by;
};

G_DEFINE_FINAL_TYPE (HyNoteForm, hy_note_form, HY_TYPE_FORM)

/* A question that was answered by somebody else meanwhile stays what this one answers. */
static void
show_question (HyNoteForm *self, const HyCase *c)
{
  g_autofree char *unit = NULL;
  g_autofree char *words = NULL;
  HyTime by;
  const HyRecord *question = hy_waiting_find (c, &unit, &by);

  if (gtk_check_button_get_active (self->answers) && self->question != NULL)
    return;
  g_free (self->question);
  self->question = question != NULL ? g_strdup (question->id) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->answers), question != NULL);
  if (question == NULL)
    return;
  words = g_strdup_printf (_ ("This is the answer of %s"), unit);
  gtk_check_button_set_label (self->answers, words);
}

void
hy_note_form_set_answers (HyNoteForm *self)
{
  g_return_if_fail (HY_IS_NOTE_FORM (self));
  gtk_check_button_set_active (self->answers, TRUE);
}

static void
add_typed (HyForm *form, GVariantDict *dict)
{
  HyNoteForm *self = HY_NOTE_FORM (form);

  const HyRecord *amended = hy_form_find_amended (form);

  if (gtk_check_button_get_active (self->answers))
    hy_put_text (dict, "answers", self->question);
  else if (amended != NULL)
    hy_put_text (dict, "answers", hy_body_string (amended->body, "answers"));
}

static void
take_typed (HyForm *form, GVariant *typed)
{
  HyNoteForm *self = HY_NOTE_FORM (form);
  const char *answers = hy_body_string (typed, "answers");

  if (answers != NULL && g_strcmp0 (answers, self->question) == 0)
    gtk_check_button_set_active (self->answers, TRUE);
}

static void
show (HyForm *form, const HyMatter *matter)
{
  HyNoteForm *self = HY_NOTE_FORM (form);
  guint n = hy_form_get_also (form);
  g_autofree char *words
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Also note on %u more ticket",
                                      "Also note on %u more tickets", n),
                         n);

  show_question (self, matter->ticket->view);
  gtk_label_set_text (self->also, words);
  gtk_widget_set_visible (GTK_WIDGET (self->also), n > 0);
}

/* What is waited for is never hidden while something is in it. */
static void
changed (HyForm *form)
{
  HyNoteForm *self = HY_NOTE_FORM (form);
  HyFormField *waiting[] = { self->waiting_unit, self->waiting_person, self->waiting_phone,
                             self->waiting_what, self->waiting_by };

  for (gsize i = 0; i < G_N_ELEMENTS (waiting); i++)
    {
      g_autofree char *text = hy_form_field_get_text (waiting[i]);

      if (text != NULL)
        gtk_expander_set_expanded (self->waiting, TRUE);
    }
}

/* What folds is only whom the answer is awaited of. */
static void
uncover (HyForm *form, HyFormField *field)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (field)))
    gtk_expander_set_expanded (HY_NOTE_FORM (form)->waiting, TRUE);
}

static void
take_waiting (HyNoteForm *self, GVariant *body)
{
  g_autoptr (GVariant) waiting = hy_body_object (body, "waiting_for");
  HyTime at, now = hy_session_now (hy_form_get_session (HY_FORM (self)));
  g_autofree char *by = NULL;

  if (waiting == NULL)
    return;
  by = hy_body_time (waiting, "by", &at) ? hy_moment_text (at, now)
                                         : g_strdup (hy_body_string (waiting, "by"));
  hy_form_field_set_text (self->waiting_unit, hy_body_string (waiting, "unit"));
  hy_form_field_set_text (self->waiting_person, hy_body_string (waiting, "person"));
  hy_form_field_set_text (self->waiting_phone, hy_body_string (waiting, "phone"));
  hy_form_field_set_text (self->waiting_what, hy_body_string (waiting, "what"));
  hy_form_field_set_text (self->waiting_by, by);
}

static void
take_record (HyForm *form, const HyRecord *record)
{
  HyNoteForm *self = HY_NOTE_FORM (form);
  g_auto (GStrv) units = hy_typed_list (record->body, "with_units");
  g_autofree char *joined = g_strjoinv (_ (", "), units);

  hy_form_field_set_text (self->text, hy_body_string (record->body, "text"));
  hy_form_field_set_text (self->with_units, joined);
  take_waiting (self, record->body);
}

static GVariant *
build (HyForm *form, const HyMatter *matter, GVariant *typed, GPtrArray *faults)
{
  return hy_note_body (typed, matter->ticket->view, hy_form_find_amended (form),
                       hy_session_now (hy_form_get_session (form)), faults);
}

static void
hy_note_form_dispose (GObject *object)
{
  /* The draft is written while the fields are there. */
  hy_form_flush (HY_FORM (object));
  g_clear_pointer (&HY_NOTE_FORM (object)->question, g_free);
  G_OBJECT_CLASS (hy_note_form_parent_class)->dispose (object);
}

static void
hy_note_form_class_init (HyNoteFormClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  HyFormClass *form = HY_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hy_note_form_dispose;
  form->show = show;
  form->changed = changed;
  form->add_typed = add_typed;
  form->take_typed = take_typed;
  form->take_record = take_record;
  form->uncover = uncover;
  form->build = build;
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-note-form.ui");
  gtk_widget_class_bind_template_child (widget, HyNoteForm, answers);
  gtk_widget_class_bind_template_child (widget, HyNoteForm, waiting);
  gtk_widget_class_bind_template_child (widget, HyNoteForm, also);
  gtk_widget_class_bind_template_child (widget, HyNoteForm, text);
  gtk_widget_class_bind_template_child (widget, HyNoteForm, with_units);
  gtk_widget_class_bind_template_child (widget, HyNoteForm, waiting_unit);
  gtk_widget_class_bind_template_child (widget, HyNoteForm, waiting_person);
  gtk_widget_class_bind_template_child (widget, HyNoteForm, waiting_phone);
  gtk_widget_class_bind_template_child (widget, HyNoteForm, waiting_what);
  gtk_widget_class_bind_template_child (widget, HyNoteForm, waiting_by);
}

static void
hy_note_form_init (HyNoteForm *self)
{
  HyForm *form = HY_FORM (self);

  g_type_ensure (HY_TYPE_FORM_FIELD);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->answers, "toggled", G_CALLBACK (hy_form_touch), self,
                           G_CONNECT_SWAPPED);
  hy_form_add_field (form, self->text);
  hy_form_add_field (form, self->with_units);
  hy_form_add_field (form, self->waiting_unit);
  hy_form_add_field (form, self->waiting_person);
  hy_form_add_field (form, self->waiting_phone);
  hy_form_add_field (form, self->waiting_what);
  hy_form_add_field (form, self->waiting_by);
  hy_form_field_add_quick (self->waiting_by, _ ("Today 17:00"), "17:00");
  hy_form_field_add_quick (self->waiting_by, _ ("Tomorrow 10:00"), "明天 10:00");
}
