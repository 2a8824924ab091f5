/* What is to be done today, as actions in the order of time (screens.md, 2.2).
 * Activates "win.open-ticket(s)", "win.open-form((ss))", "win.show-queue(s)", "win.sort-through",
 * "win.settle(s)". */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_TODAY_PAGE (hy_today_page_get_type ())
G_DECLARE_FINAL_TYPE (HyTodayPage, hy_today_page, HY, TODAY_PAGE, AdwBin)

/* The ticket (id) that the ticket pane shows: its row is marked. NULL: none. */
void hy_today_page_set_ticket (HyTodayPage *self, const char *ticket);
/* It was changed to: once it has been read, the ticket is open that was when it was left. */
void hy_today_page_return (HyTodayPage *self);
/* Brings the focus to where work goes on, as soon as something is there. */
void hy_today_page_focus (HyTodayPage *self);
/* The focus that was asked for and has not come yet does not come any more: the hands are elsewhere. */
void hy_today_page_leave (HyTodayPage *self);
/* Opens the next (1) or previous (-1) ticket. */
void hy_today_page_move (HyTodayPage *self, int step);

G_END_DECLS
