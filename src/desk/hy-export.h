/* Words into a file that a person chooses: onto a stick, for the district. */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks where, then writes @text; a toast in @from's window says how it went. */
void hy_export_text (GtkWidget *from, const char *name, const char *text);

/* Everything that waits to be sent, in the form that the district takes. */
void hy_export_outbox (GtkWidget *from, HySession *session);

G_END_DECLS
