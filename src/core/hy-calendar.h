/* Working days and office hours. A document of the district, by date; holidays and make-up days are facts of
 * the State Council's yearly notices, and a year without one is computed and provisional. */
#pragma once

#include "core/hy-time.h"

G_BEGIN_DECLS

/* A span of office hours, minutes of the day, from < to. */
typedef struct
{
  int from;
  int to;
} HySpan;

/* Office hours between two dates (inclusive; none: open). Spans in order, not overlapping, at least one. */
typedef struct
{
  HyDate from;
  HyDate to;
  GArray *spans; /* of HySpan */
} HyHours;

typedef struct _HyCalendar HyCalendar;

HyCalendar *hy_calendar_new (const char *id, gint64 version);
HyCalendar *hy_calendar_ref (HyCalendar *self);
void hy_calendar_unref (HyCalendar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyCalendar, hy_calendar_unref)

/* Filling one, before it is shared. Days may come in any order. */
void hy_calendar_add_published (HyCalendar *self, int year);
void hy_calendar_add_holiday (HyCalendar *self, HyDate date);
void hy_calendar_add_workday (HyCalendar *self, HyDate date);
/* A local closure (flood, snow) with its reason; it wins over everything. */
void hy_calendar_add_closure (HyCalendar *self, HyDate date, const char *reason);
/* Takes @spans. The last added that holds on a date wins. FALSE when the spans are unusable. */
gboolean hy_calendar_add_hours (HyCalendar *self, HyDate from, HyDate to, GArray *spans);

const char *hy_calendar_get_id (const HyCalendar *self);
gint64 hy_calendar_get_version (const HyCalendar *self);

gboolean hy_calendar_is_working_day (const HyCalendar *self, HyDate date);
/* The year's notice is not out: the day is computed from weekends and fixed-date holidays ("暂算"). */
gboolean hy_calendar_is_provisional (const HyCalendar *self, HyDate date);
/* The reason of a local closure, or NULL. */
const char *hy_calendar_closure (const HyCalendar *self, HyDate date);
/* Office hours of @date whether it is a working day or not; never empty. */
const GArray *hy_calendar_spans (const HyCalendar *self, HyDate date);

/* The first working day later than @date. */
HyDate hy_calendar_next_working_day (const HyCalendar *self, HyDate date);
/* The last working day earlier than @date. */
HyDate hy_calendar_previous_working_day (const HyCalendar *self, HyDate date);
/* The @n-th working day later than @date; n >= 1. */
HyDate hy_calendar_add_working_days (const HyCalendar *self, HyDate date, int n);
/* Working days with from < day <= to; negative when to < from. */
int hy_calendar_count_working_days (const HyCalendar *self, HyDate from, HyDate to);
/* The instant of closing of a day's office hours. */
HyTime hy_calendar_closing (const HyCalendar *self, HyDate date);

/* Working time from @from to @to, 0 when to <= from, in milliseconds. */
HyTime hy_calendar_working_time (const HyCalendar *self, HyTime from, HyTime to);
/* The instant when @span of working time has passed since @from (or since the next opening); a limit that ends
 * exactly at a closing ends there. */
HyTime hy_calendar_add_working_time (const HyCalendar *self, HyTime from, HyTime span);

/* Working days of a year, for the self-check: 249, 249, 251, 248, 248 for 2022 to 2026. */
int hy_calendar_working_days_in_year (const HyCalendar *self, int year);
/* Compares every published year from 2022 to 2026 with that. FALSE and the first bad year in @year. */
gboolean hy_calendar_self_check (const HyCalendar *self, int *year) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
