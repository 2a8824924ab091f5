/* Rows of Today in words: the action, until when, why. Pure but for gettext. */
#pragma once

#include "store/hy-today.h"

G_BEGIN_DECLS

/* "Now", "Due Today" … Static. */
const char *hy_today_group_words (HyTodayGroup group);
/* The queue that holds what a group does not show; NULL: none, it grows. Static. */
const char *hy_today_group_queue (HyTodayGroup group);
/* The button of a row: "Call", "Sign", "Reply" … Static. */
const char *hy_today_action_words (const HyTodayRow *row);
/* "by 11:40 · urged 1 · 0042". Free it. */
char *hy_today_row_words (const HyTodayRow *row, HyTime now, const HyCalendar *calendar);
/* What a screen reader says of the row, @index from 1. Free it. */
char *hy_today_row_name (const HyTodayRow *row,
                         HyTodayGroup group,
                         guint index,
                         HyTime now,
                         const HyCalendar *calendar);
/* "6 due today · 3 promised · 47 on hand (19 mine)". Free it. */
char *hy_today_head_words (const HyToday *today, gint64 on_hand, gint64 mine);
/* "earliest limit 11:00" of the new ones. Free it; NULL when there is none. */
char *hy_today_sign_words (const HyToday *today, HyTime now);
/* Everything that the rows show, in one string: what is the same need not be shown again. */
char *hy_today_signature (const HyToday *today, HyTime now, const HyCalendar *calendar) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
