/* A ticket of Today: its light, what it is about, why it is here, and the button that does it. Its widget's name is the
 * ticket's id. */
#pragma once

#include "desk/hy-session.h"
#include "store/hy-today.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_TODAY_TICKET (hy_today_ticket_get_type ())
G_DECLARE_FINAL_TYPE (HyTodayTicket, hy_today_ticket, HY, TODAY_TICKET, AdwPreferencesRow)

/* @index: within the group, from 1. */
GtkWidget *
hy_today_ticket_new (HySession *session, const HyTodayRow *today, HyTodayGroup group, guint index);
/* It is the one that the ticket pane shows. */
void hy_today_ticket_set_open (HyTodayTicket *self, gboolean open);

G_END_DECLS
