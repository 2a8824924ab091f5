/* Everything rare that may be done with a ticket: always all of it, with the reason under what is
 * not possible now. */
#pragma once

#include "desk/hy-matter.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkPopover *hy_ticket_menu_new (const HyMatter *matter) G_GNUC_WARN_UNUSED_RESULT;

/* Commands that need no form: the page does them at once, and they can be undone. */
gboolean hy_ticket_menu_is_plain (const char *kind);

G_END_DECLS
