/* Plain words on paper. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for the printer, then prints @text on as many pages as it needs; @title names the job. */
void hy_print_text (GtkWindow *parent, const char *title, const char *text);

G_END_DECLS
