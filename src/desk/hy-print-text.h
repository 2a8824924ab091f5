/* Plain words on paper. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for the printer, then prints @text on as many pages as it needs; @title names the
 * job, and the file when it is one. How it ended is a toast of @parent. */
void hy_print_text (GtkWindow *parent, const char *title, const char *text);
/* Several texts in one job, each from the top of a page of its own, with its title and its count of pages at the foot.
 * @titles, @texts: NULL-terminated, of one length. */
void hy_print_texts (GtkWindow *parent, const char *title, const char *const *titles, const char *const *texts);

/* The same without asking: for who has a printer or a file already. */
GtkPrintOperation *hy_print_operation_new (const char *title,
                                           const char *const *titles,
                                           const char *const *texts) G_GNUC_WARN_UNUSED_RESULT;
/* That it is printed; into a file, which one. */
char *hy_print_words (GtkPrintOperation *operation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
