/* Sorting through the new tickets, one a screen, one key each (screens.md, 2.3). What was left for
 * later is remembered over a restart.
 * Activates "win.sort-aside((ss))", "win.said((ss))", "win.toast(s)". */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_SORT_PAGE (hy_sort_page_get_type ())
G_DECLARE_FINAL_TYPE (HySortPage, hy_sort_page, HY, SORT_PAGE, AdwBin)

/* Shows the first that is to be looked at. */
void hy_sort_page_begin (HySortPage *self);
/* Goes on after something else had its place: with the same one, unless that is decided. */
void hy_sort_page_resume (HySortPage *self);

G_END_DECLS
