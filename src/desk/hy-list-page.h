/* A queue, or what a search found, as a list (screens.md, 2.4). Activates "win.open-ticket(s)", and
 * "win.settle(s)" when nothing of a queue that was asked for is open. */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_LIST_PAGE (hy_list_page_get_type ())
G_DECLARE_FINAL_TYPE (HyListPage, hy_list_page, HY, LIST_PAGE, AdwBin)

/* @search: (nullable): what is looked for, in every queue; NULL or "" lists @queue. */
void hy_list_page_show (HyListPage *self, HyQueue queue, const char *search);
/* The ticket (id) that the ticket pane shows, NULL for none: a row that is marked and is another's is so no longer. */
void hy_list_page_set_ticket (HyListPage *self, const char *ticket);
/* Goes to the next (1) or previous (-1) ticket and opens it. */
void hy_list_page_move (HyListPage *self, int step);
/* Its row, or the first one, gets the focus, once there are rows. */
void hy_list_page_focus (HyListPage *self);
/* Opens the one that is selected, or the first, once there are rows; the focus goes to its row. */
void hy_list_page_open_first (HyListPage *self);
/* What was asked for of these two and has not come yet does not come any more: the hands are elsewhere. */
void hy_list_page_leave (HyListPage *self);

G_END_DECLS
