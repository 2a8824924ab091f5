#include "desk/hy-story.h"

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
