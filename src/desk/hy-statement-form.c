#include "desk/hy-statement-form.h"

#include "desk/hy-form-bodies.h"

struct _HyStatementForm
{
  HyForm parent_instance;
  HyFormField *cause;
  HyFormField *responsible;
  HyFormField *progress;
  HyFormField *new_date;
  HyFormField *measures;
};

G_DEFINE_FINAL_TYPE (HyStatementForm, hy_statement_form, HY_TYPE_FORM)

static void
prefill (HyForm *form, const HyMatter *matter)
{
  HyStatementForm *self = HY_STATEMENT_FORM (form);
  HySession *session = hy_form_get_session (form);
  const HyCase *view = matter->ticket->view;
  g_autofree char *notes = hy_notes_text (view, NULL);
  const char *handler = hy_session_get_name (session, view->ticket->handler);

  hy_form_field_set_text (self->responsible,
                          handler != NULL ? handler : hy_session_get_person_name (session));
  hy_form_field_set_text (self->progress, notes);
}

static GVariant *
build (HyForm *form, const HyMatter *matter, GVariant *typed, GPtrArray *faults)
{
  return hy_statement_body (typed, matter->ticket->view,
                            hy_session_now (hy_form_get_session (form)), faults);
}

static void
hy_statement_form_dispose (GObject *object)
{
  /* The draft is written while the fields are there. */
  hy_form_flush (HY_FORM (object));
  G_OBJECT_CLASS (hy_statement_form_parent_class)->dispose (object);
}

static void
hy_statement_form_class_init (HyStatementFormClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  HyFormClass *form = HY_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hy_statement_form_dispose;
  form->prefill = prefill;
  form->build = build;
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-statement-form.ui");
  gtk_widget_class_bind_template_child (widget, HyStatementForm, cause);
  gtk_widget_class_bind_template_child (widget, HyStatementForm, responsible);
  gtk_widget_class_bind_template_child (widget, HyStatementForm, progress);
  gtk_widget_class_bind_template_child (widget, HyStatementForm, new_date);
  gtk_widget_class_bind_template_child (widget, HyStatementForm, measures);
}

static void
hy_statement_form_init (HyStatementForm *self)
{
  HyForm *form = HY_FORM (self);

  g_type_ensure (HY_TYPE_FORM_FIELD);
  gtk_widget_init_template (GTK_WIDGET (self));
  hy_form_add_field (form, self->cause);
  hy_form_add_field (form, self->responsible);
  hy_form_add_field (form, self->progress);
  hy_form_add_field (form, self->new_date);
  hy_form_add_field (form, self->measures);
}
