/* Handling forms on paper. */
#pragma once

#include "desk/hy-matter.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for the printer in @from's window. @revealed: the screen shows who asked, and that was logged. */
void hy_print_form (GtkWidget *from, HySession *session, HyMatter *matter, gboolean revealed);
/* Each of @tickets (ids, NULL-terminated) from a page of its own, in their order, who asked masked;
 * a toast in @from's window says what could not be read. */
void hy_print_forms (GtkWidget *from, HySession *session, const char *const *tickets);

G_END_DECLS
