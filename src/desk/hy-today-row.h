/* The rows of Today: what is to be done, not what there is. Their widget's name is the ticket's id. */
#pragma once

#include "desk/hy-session.h"
#include "store/hy-today.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* @name: accessible. */
GtkWidget *hy_today_row_new (const char *title, const char *subtitle, const char *name);
/* @index: within the group, from 1. */
GtkWidget *hy_today_row_new_ticket (HySession *session,
                                    const HyTodayRow *today,
                                    HyTodayGroup group,
                                    guint index);
void hy_today_row_set_action (GtkWidget *row, const char *action, GVariant *target);
/* @what: which of many such buttons, for a screen reader. */
GtkWidget *hy_today_row_add_button (GtkWidget *row, const char *words, const char *what);
/* Its ticket is the one that the ticket pane shows. */
void hy_today_row_set_open (GtkWidget *row, gboolean open);

G_END_DECLS
