/* The controls a form's field may have, one entry of a table each. Inside of hy-form-field.c. */
#pragma once

#include "desk/hy-choice-words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  /* The widget that holds the value; @changed is to be called, swapped, with @data. */
  GtkWidget *(*create) (GCallback changed, gpointer data);
  /* Floating; of an empty control an empty value. */
  GVariant *(*get) (GtkWidget *control);
  void (*set) (GtkWidget *control, GVariant *value);
  void (*set_options) (GtkWidget *control,
                       const HyOption *options,
                       GCallback changed,
                       gpointer data);
  gboolean scrolls; /* it is put into a scrolled window */
  gboolean moment;
} HyFieldControl;

/* NULL for a name that is none. */
const HyFieldControl *hy_field_control_find (const char *name);

G_END_DECLS
