/* A way out of the present step, as the guide card offers it. Its button activates "ticket.form(s)". */
#pragma once

#include "desk/hy-guide-words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A button whose popover says when to take it, and leads there or says why it is barred. */
GtkWidget *hy_guide_way_new (const HyWayOut *way, const HyMatter *matter) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
