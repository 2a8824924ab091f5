#include "desk/hy-story.h"

#include <adwaita.h>

#define STORY_CHARS 48

GtkWidget *
hy_story_label_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  /* An ideograph is as wide as two letters. */
  int chars = (int) MIN (STORY_CHARS, 2 * g_utf8_strlen (text, -1));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), chars);
  gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

GtkWidget *
hy_story_paragraph_new (const char *text, const char *class)
{
  GtkWidget *label = hy_story_label_new (text);

  gtk_widget_add_css_class (label, class);
  return label;
}

/* GTK 4.8 asks a popover's words for their height at its own width, with its edges: a line is missing where they wrap
 * once more. */
static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *words = gtk_widget_get_first_child (widget);
  int width = -1;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (words, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (words, orientation, width, minimum, natural, NULL, NULL);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

GtkWidget *
hy_story_new (GtkWidget *words)
{
  GtkWidget *story = adw_bin_new ();

  gtk_widget_set_layout_manager (story, gtk_custom_layout_new (NULL, measure, allocate));
  adw_bin_set_child (ADW_BIN (story), words);
  gtk_widget_add_css_class (story, "hy-story");
  return story;
}
