/* Sorting through by one key each. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* While @page itself or its button @sign has the focus, to where it comes back once somebody was chosen from @people. */
void hy_sort_keys_add (GtkWidget *page, GtkWidget *sign, GtkDropDown *people);

G_END_DECLS
