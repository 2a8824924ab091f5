#include "desk/hy-extension-form.h"

#include "core/hy-words.h"
#include "desk/hy-form-bodies.h"
#include "desk/hy-text.h"

struct _HyExtensionForm
{
  HyForm parent_instance;
  GtkLabel *new_due;
  HyFormField *days;
  HyFormField *reason;
  HyFormField *citizen_told;
  GtkLabel *told_words;
  GtkButton *call;
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
show_told (HyExtensionForm *self, const HyMatter *matter)
{
  const HyRecord *contact = NULL;
  const char *told = hy_extension_told (matter->ticket->view, &contact);
  g_autofree char *words = NULL;

  if (contact != NULL)
    {
      HyTime at = contact->made_at;
      g_autofree char *when = NULL;

      (void) hy_body_time (contact->body, "at", &at);
      when = hy_moment_words (at);
      words = g_strdup_printf (_ ("The contact of %s"), when);
    }
  else if (g_strcmp0 (told, "attempts") == 0)
    words = g_strdup (_ ("Not reached; the attempts count"));
  else if (told != NULL)
    words = g_strdup (_ ("Not needed: no number, or no call wanted"));
  else
    words = g_strdup (_ ("Not told yet"));
  gtk_label_set_text (self->told_words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->call), told == NULL);
  if (told != NULL)
    hy_form_field_set_fault (self->citizen_told, NULL);
}

static void
show (HyForm *form, const HyMatter *matter)
{
  HyExtensionForm *self = HY_EXTENSION_FORM (form);

  if (matter->policy == NULL)
    return;
  hy_form_field_set_range (self->days, 1, matter->policy->extension_max_days);
  show_due (self);
  show_told (self, matter);
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
call_now (HyExtensionForm *self)
{
  hy_form_flush (HY_FORM (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "ticket.form", "s", "contact");
}

static void
add_told (HyExtensionForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->told_words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->told_words, TRUE);
  gtk_label_set_xalign (self->told_words, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->told_words), TRUE);
  self->call = GTK_BUTTON (gtk_button_new_with_label (_ ("Call Now")));
  g_signal_connect_swapped (self->call, "clicked", G_CALLBACK (call_now), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->told_words));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->call));
  hy_form_field_set_custom (self->citizen_told, box);
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
  form->kind = "extension_request";
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
  add_told (self);
}
