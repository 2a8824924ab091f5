/* Tells by a passing word what has arrived when a line that was away is back. What was refused is told
 * otherwise. */
#pragma once

#include "desk/hy-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  gboolean away;
  HyTime heard; /* of the district, before it was away; none: never */
} HyLineWatch;

/* Since when the line was away, by the first look at which it is back; else none. Pure. */
HyTime hy_line_watch_look (HyLineWatch *self, const HyStatus *status);

/* Looks whenever the session has read its figures; activates "win.toast" on @widget, which lives as
 * long as the words are of use. */
void hy_line_watch_follow (HySession *session, GtkWidget *widget);

G_END_DECLS
