#include "desk/hy-told-view.h"

#include "core/hy-words.h"
#include "desk/hy-contact-form.h"
#include "desk/hy-form-bodies.h"
#include "desk/hy-text.h"

struct _HyToldView
{
  AdwBin parent_instance;
  GtkLabel *words;
  GtkWidget *call;
};

G_DEFINE_FINAL_TYPE (HyToldView, hy_told_view, ADW_TYPE_BIN)

static char *
told_words (const char *told, const HyRecord *contact)
{
  HyTime at;
  g_autofree char *when = NULL;

  if (told == NULL)
    return g_strdup (_ ("Not told yet"));
  if (contact == NULL)
    return g_strdup (g_str_equal (told, "attempts")
                         ? _ ("Not reached; the attempts count")
                         : _ ("Not needed: no number, or no call wanted"));
  at = contact->made_at;
  (void) hy_body_time (contact->body, "at", &at);
  when = hy_moment_words (at);
  return g_strdup_printf (_ ("The contact of %s"), when);
}

gboolean
hy_told_view_show (HyToldView *self, const HyMatter *matter)
{
  const HyRecord *contact = NULL;
  const char *told = hy_citizen_told (matter->ticket->view, &contact);
  g_autofree char *words = told_words (told, contact);

  gtk_label_set_text (self->words, words);
  gtk_widget_set_visible (self->call, told == NULL);
  return told != NULL;
}

static void
hy_told_view_class_init (HyToldViewClass *klass)
{
}

static void
hy_told_view_init (HyToldView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->words, TRUE);
  gtk_label_set_xalign (self->words, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  self->call = gtk_button_new_with_label (_ ("Call Now"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->call), "ticket.form");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->call), "s",
                                    HY_FORM_TELL_EXTENSION);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (box), self->call);
  adw_bin_set_child (ADW_BIN (self), box);
}
