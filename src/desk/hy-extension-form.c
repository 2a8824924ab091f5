#include "desk/hy-extension-form.h"

#include "core/hy-words.h"
#include "desk/hy-form-bodies.h"
#include "desk/hy-text.h"
#include "desk/hy-told-view.h"

struct _HyExtensionForm
{
  HyForm parent_instance;
  GtkLabel *new_due;
  HyFormField *days;
  HyFormField *reason;
  HyFormField *citizen_told;
  HyToldView *told;
};

G_DEFINE_FINAL_TYPE (HyExtensionForm, hy_extension_form, HY_TYPE_FORM)

/* "New due date 12-07 Mon 17:30 (at most 10 days, once)" */
static void
show_due (HyExtensionForm *self)
{
  const HyMatter *matter = hy_form_get_matter (HY_FORM (self));
  const HyTicket *ticket = matter->ticket->view->ticket;
  g_autoptr (GVariant) days = g_variant_ref_sink (hy_form_field_get_value (self->days));
  g_autofree char *due = NULL;
  g_autofree char *words = NULL;

  if (ticket->due == HY_TIME_NONE || matter->policy == NULL)
    return;
  due = hy_moment_words (
      hy_extended_due (matter->calendar, ticket->due, (int) g_variant_get_int64 (days)));
  words = g_strdup_printf (_ ("New due date %s (at most %d days, %d time)"), due,
                           matter->policy->extension_max_days, matter->policy->extension_max_times);
  gtk_label_set_text (self->new_due, words);
}

static void
show (HyForm *form, const HyMatter *matter)
{
  HyExtensionForm *self = HY_EXTENSION_FORM (form);

  if (matter->policy == NULL)
    return;
  hy_form_field_set_range (self->days, 1, matter->policy->extension_max_days);
  show_due (self);
  if (hy_told_view_show (self->told, matter))
    hy_form_field_set_fault (self->citizen_told, NULL);
}

static void
prefill (HyForm *form, const HyMatter *matter)
{
  HyExtensionForm *self = HY_EXTENSION_FORM (form);
  g_autofree char *days = NULL;
  g_autofree char *notes = hy_notes_text (matter->ticket->view, &days);
  g_autofree char *hint = NULL;

  if (notes == NULL)
    return;
  hint = g_strdup_printf (_ ("From the notes of %s, please edit"), days);
  hy_form_field_set_text (self->reason, notes);
  hy_form_field_set_hint (self->reason, hint);
}

static void
changed (HyForm *form)
{
  show_due (HY_EXTENSION_FORM (form));
}

static GVariant *
build (HyForm *form, const HyMatter *matter, GVariant *typed, GPtrArray *faults)
{
  return hy_extension_body (typed, matter->ticket->view, faults);
}

static void
hy_extension_form_dispose (GObject *object)
{
  /* The draft is written while the fields are there. */
  hy_form_flush (HY_FORM (object));
  G_OBJECT_CLASS (hy_extension_form_parent_class)->dispose (object);
}

static void
hy_extension_form_class_init (HyExtensionFormClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  HyFormClass *form = HY_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hy_extension_form_dispose;
  form->show = show;
  form->prefill = prefill;
  form->changed = changed;
  form->build = build;
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-extension-form.ui");
  gtk_widget_class_bind_template_child (widget, HyExtensionForm, new_due);
  gtk_widget_class_bind_template_child (widget, HyExtensionForm, days);
  gtk_widget_class_bind_template_child (widget, HyExtensionForm, reason);
  gtk_widget_class_bind_template_child (widget, HyExtensionForm, citizen_told);
}

static void
hy_extension_form_init (HyExtensionForm *self)
{
  HyForm *form = HY_FORM (self);

  g_type_ensure (HY_TYPE_FORM_FIELD);
  gtk_widget_init_template (GTK_WIDGET (self));
  hy_form_add_field (form, self->days);
  hy_form_add_field (form, self->reason);
  hy_form_add_field (form, self->citizen_told);
  self->told = g_object_new (HY_TYPE_TOLD_VIEW, NULL);
  hy_form_field_set_custom (self->citizen_told, GTK_WIDGET (self->told));
}
