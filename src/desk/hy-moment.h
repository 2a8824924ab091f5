/* Moments as a clerk types them into a form: "09:20", "14:30", "tomorrow 9:00", "11-27", "下午2点半".
 * Pure. */
#pragma once

#include "core/hy-calendar.h"

G_BEGIN_DECLS

typedef struct
{
  HyDate date;
  int minutes; /* of the day; -1: a date alone */
} HyMoment;

/**
 * hy_moment_parse:
 * @text: digits and signs of any width, Chinese or English words; without a date it is today, a date
 * without a year is of the year in which it lies nearest to @now
 * @out: untouched on failure
 */
gboolean hy_moment_parse (const char *text, HyTime now, HyMoment *out) G_GNUC_WARN_UNUSED_RESULT;
/* The instant; of a date alone the closing of its office hours. */
HyTime hy_moment_time (const HyMoment *self, const HyCalendar *calendar);
/* As it may be typed: "09:20" of today, "11-24 09:20" of another day. Free it. */
char *hy_moment_text (HyTime t, HyTime now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
