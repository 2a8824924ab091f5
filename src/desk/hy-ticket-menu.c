#include "desk/hy-ticket-menu.h"

#include "core/hy-words.h"
#include "desk/hy-text.h"
#include "desk/hy-ticket-words.h"

#include <string.h>

#define WIDTH 36 /* characters */

static const struct
{
  const char *kind;
  gboolean listed;   /* where it is not possible too, with its reason */
  const char *means; /* of a word that a newcomer does not know */
} kinds[] = {
  { "claim", TRUE, NULL },
  { "assign", TRUE, NULL },
  { "extension_request", TRUE, N_ ("More working days, before the due: the citizen is told first") },
  { "interim_reply", TRUE, N_ ("Says how far it is and by when there is more; no limit stops") },
  { "return_request", TRUE, N_ ("Another unit's, by a ground that counts: back to the district") },
  { "coordination_request", TRUE, N_ ("Several units or none: the district says whose it is") },
  { "suspend_request", TRUE, N_ ("It cannot be done yet: the limits stand still until it can") },
  { "mediation", TRUE, N_ ("Respected neighbours hear both sides and write down an agreement") },
  { "petition_link", TRUE, N_ ("The citizen has petitioned too: names the petition's number") },
  { "appeal", TRUE, N_ ("Against being sent back, dissatisfied or overdue") },
  { "request_withdraw", FALSE, NULL },
  { "reply_withdraw", FALSE, NULL },
  { "resume", FALSE, NULL },
};

gboolean
hy_ticket_menu_is_plain (const char *kind)
{
  return strcmp (kind, "claim") == 0;
}

static GtkWidget *
label_new (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  /* A popover is measured for more width than the words then get, unless they want one width alone. */
  gtk_label_set_width_chars (GTK_LABEL (label), WIDTH);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static void
popdown (GtkButton *button, gpointer data)
{
  gtk_popover_popdown (
      GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER)));
}

/* What is said of an entry stands under its words. */
static GtkWidget *
words_new (const char *words, const char *class, const char *more)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), label_new (words, class));
  if (more != NULL)
    {
      GtkWidget *label = label_new (more, "caption");

      gtk_widget_add_css_class (label, "hy-meta");
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

static GtkWidget *
entry_new (const char *words, const char *means, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), words_new (words, NULL, means));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "hy-entry");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, means != NULL ? means : "",
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  g_signal_connect (button, "clicked", G_CALLBACK (popdown), NULL);
  return button;
}

/* Not a greyed button: its reason is to be read. */
static GtkWidget *
impossible_new (const char *words, const char *why)
{
  GtkWidget *box = words_new (words, "hy-meta", why);
  g_autofree char *name = g_strdup_printf (_ ("%s, not possible now: %s"), words, why);

  gtk_widget_add_css_class (box, "hy-entry");
  gtk_widget_add_css_class (box, "hy-impossible");
  gtk_widget_set_focusable (box, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return box;
}

/* Possible ones, then impossible ones with their reasons. */
static void
add_entries (GtkBox *box, const HyMatter *matter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const HyMay *may = hy_matter_may (matter, kinds[i].kind);

      if (may != NULL && may->allowed)
        gtk_box_append (box, entry_new (hy_kind_words (kinds[i].kind),
                                        kinds[i].means != NULL ? _ (kinds[i].means) : NULL,
                                        "ticket.form", kinds[i].kind));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *why = hy_matter_why_not (matter, kinds[i].kind);

      if (why != NULL && kinds[i].listed)
        gtk_box_append (box, impossible_new (hy_kind_words (kinds[i].kind), why));
    }
}

GtkPopover *
hy_ticket_menu_new (const HyMatter *matter)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (box),
                  entry_new (_ ("Copy for a Community or Section"),
                             _ ("Without name and number; that it was copied is on record"),
                             "ticket.copy-handover", NULL));
  gtk_box_append (GTK_BOX (box), entry_new (_ ("Print the Handling Form"), NULL, "ticket.print", NULL));
  add_entries (GTK_BOX (box), matter);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 580);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_widget_add_css_class (popover, "hy-menu");
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More to do with this ticket"), -1);
  return GTK_POPOVER (popover);
}
