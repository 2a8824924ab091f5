#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A menu or popover that is open has the pointer and the keys. Taken away with what it hangs on, it
 * keeps them, and the window answers to nothing any more. So what is below @widget is built anew
 * only while none is open in it. */

typedef void (*HyOpenMenuFunc) (GtkWidget *widget);

/* Calls @show now, or once when the open menu below @widget has closed; asked again meanwhile with
 * the same @widget, it is called once. The widget is alive then, though it may be disposed of. */
void hy_open_menu_wait (GtkWidget *widget, HyOpenMenuFunc show);
/* Closes what is open below @widget, for something else takes its place at once. */
void hy_open_menu_close (GtkWidget *widget);

/* While the menu of @button is open its tooltip says nothing: it would lie over the menu. Again when
 * the button is given another menu. */
void hy_open_menu_hush (GtkMenuButton *button);

G_END_DECLS
