/* The rows of Today that are no ticket: so many new ones, so many more. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @name: accessible. */
GtkWidget *hy_today_row_new (const char *title, const char *subtitle, const char *name);
void hy_today_row_set_action (GtkWidget *row, const char *action, GVariant *target);
/* @what: which of many such buttons, for a screen reader. */
GtkWidget *hy_today_row_add_button (GtkWidget *row, const char *words, const char *what);

G_END_DECLS
