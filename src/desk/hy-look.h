/* How lights, times and codes look on the screen (screens.md, section 3): icon, style class and the
 * few words that fit into a row. Pure but for gettext. */
#pragma once

#include "core/hy-workflow.h"

G_BEGIN_DECLS

/* A light with what of the moment changes its form. */
typedef struct
{
  HyLight light;
  gboolean today;   /* yellow: due on this day */
  gboolean pending; /* yellow past its due: an extension asked in time is undecided */
} HyLook;

/* @due: none when no clock runs. */
HyLook hy_look_new (HyLight light, HyTime due, HyTime now);

/* Names of symbolic icons; never NULL. Static. */
const char *hy_look_icon (const HyLook *self);
/* Style class of icon and words: "hy-green" … Static. */
const char *hy_look_class (const HyLook *self);
/* Named colour of the light's form, as style.css defines it. Static. */
const char *hy_look_color (const HyLook *self);
/* "Due today", "Overdue, statement owed" …: what colour and form say, for who sees neither. Static.
 */
const char *hy_look_words (const HyLook *self);
/* Drops the classes of all lights from a GtkWidget's list and adds this one's; see hy_look_class().
 * NULL-terminated, static: for gtk_widget_remove_css_class(). */
const char *const *hy_look_classes (void);

/* When: "today 11:40", "tomorrow 17:30", "11-30 Mon". Free it. */
char *hy_look_date (HyTime t, HyTime now) G_GNUC_WARN_UNUSED_RESULT;
/* The same with the clock on every day: "11-30 Mon 17:30". By "Monday" may be taken to mean before it. */
char *hy_look_moment (HyTime t, HyTime now) G_GNUC_WARN_UNUSED_RESULT;
/* How long: "2 hours left", "5 working days left", "3 hours overdue". Free it. */
char *hy_look_left (HyTime due, HyTime now, const HyCalendar *calendar) G_GNUC_WARN_UNUSED_RESULT;
/* "09:41". Free it. */
char *hy_look_clock (HyTime t) G_GNUC_WARN_UNUSED_RESULT;
/* The same, with its date unless that is today's. */
char *hy_look_since (HyTime t, HyTime now) G_GNUC_WARN_UNUSED_RESULT;

/* Words of wire codes as the rows of lists have them; the code itself when it is unknown. Static,
 * or belong to @code. */
const char *hy_look_kind (const char *code);
const char *hy_look_channel (const char *code);

/* By what people call a ticket: what follows the dash of its number, else the last four characters. Belongs to
 * @number. */
const char *hy_look_tail (const char *number);

/* (element-type utf8): short chips of a row's flags: "urged 1", "supervised", "repeat" …, the most
 * pressing first. @flags as in the list: space-separated, or NULL. */
GPtrArray *hy_look_chips (const char *flags) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
