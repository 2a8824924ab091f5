#include "desk/hy-guide-way.h"

#include "desk/hy-story.h"
#include "desk/hy-text.h"
#include "desk/hy-ticket-words.h"

static void
popdown (GtkButton *button, gpointer data)
{
  gtk_popover_popdown (
      GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER)));
}

/* The sentence, then either the button or why there is none. */
static GtkWidget *
story_new (const HyWayOut *way, const HyMatter *matter)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  g_autofree char *why = hy_matter_why_not (matter, way->kind);

  gtk_box_append (GTK_BOX (box), hy_story_paragraph_new (_ (way->text), "hy-citizen"));
  if (why != NULL)
    gtk_box_append (GTK_BOX (box), hy_story_paragraph_new (why, "hy-meta"));
  else
    {
      GtkWidget *button = gtk_button_new_with_label (_ (way->button));

      gtk_widget_set_halign (button, GTK_ALIGN_START);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "ticket.form");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", way->kind);
      g_signal_connect (button, "clicked", G_CALLBACK (popdown), NULL);
      gtk_box_append (GTK_BOX (box), button);
    }
  return hy_story_new (box);
}

GtkWidget *
hy_guide_way_new (const HyWayOut *way, const HyMatter *matter)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), story_new (way, matter));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), gtk_label_new (_ (way->label)));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "hy-way-out");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (way->label), -1);
  return button;
}
