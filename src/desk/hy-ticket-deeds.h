/* What the ticket page does without a form: one press, saved at once, taken back by the toast. */
#pragma once

#include "desk/hy-matter.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Queues a command of @kind that needs no more than the ticket as it is: hy_ticket_menu_is_plain().
 * @widget activates "win.saved", or "win.toast" with the refusal. */
void
hy_ticket_deed (GtkWidget *widget, HySession *session, const HyMatter *matter, const char *kind);
/* Says that the person has read the entry @record. */
void
hy_ticket_read (GtkWidget *widget, HySession *session, const HyMatter *matter, const char *record);

/* Called with @data once it is on record that somebody looks at @field for @purpose; not at all
 * when it cannot be recorded: then a toast says why. */
typedef void (*HyRevealed) (GtkWidget *widget, gpointer data);
void hy_ticket_reveal (GtkWidget *widget,
                       HySession *session,
                       const HyMatter *matter,
                       const char *field,
                       const char *purpose,
                       HyRevealed revealed,
                       gpointer data);

G_END_DECLS
