/* Instants, dates and RFC 3339 text. The zone is +08:00 always (workflow.md, "Clocks and lights"). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An instant: UTC milliseconds since 1970. Zero is "none". */
typedef gint64 HyTime;
#define HY_TIME_NONE ((HyTime) 0)

#define HY_SECOND ((HyTime) 1000)
#define HY_MINUTE (60 * HY_SECOND)
#define HY_HOUR (60 * HY_MINUTE)
#define HY_DAY (24 * HY_HOUR)

/* A calendar day in +08:00: days since 1970-01-01. Zero is "none". */
typedef gint32 HyDate;
#define HY_DATE_NONE ((HyDate) 0)

/* A source of the present instant, handed in by whoever owns a clock; core has none. */
typedef HyTime (*HyNowFunc) (gpointer user_data);

/**
 * hy_time_parse:
 * @text: RFC 3339, offset mandatory ("2026-11-23T09:20:00+08:00"; 'Z' and fractions are taken)
 * @out: the instant, truncated to milliseconds
 *
 * Returns: %FALSE, @out untouched, when @text is not such a time or lies outside 1970..9999.
 */
gboolean hy_time_parse (const char *text, HyTime *out) G_GNUC_WARN_UNUSED_RESULT;

/* "2026-11-23T09:20:00+08:00"; milliseconds only when there are any. NULL for none. Free it. */
char *hy_time_format (HyTime t) G_GNUC_WARN_UNUSED_RESULT;

/* @t rounded down to the whole second: computed instants are whole seconds, truncated. */
HyTime hy_time_truncate (HyTime t);

HyDate hy_date_of (HyTime t);
/* The instant @minutes after 00:00 of @date. */
HyTime hy_date_at (HyDate date, int minutes);
/* Minutes since 00:00 of its day, truncated. */
int hy_time_minute_of_day (HyTime t);
/* 1 Monday … 7 Sunday. */
int hy_date_weekday (HyDate date);
int hy_date_year (HyDate date);
HyDate hy_date_from_ymd (int year, int month, int day);
void hy_date_to_ymd (HyDate date, int *year, int *month, int *day);
/* "2026-11-23". */
gboolean hy_date_parse (const char *text, HyDate *out) G_GNUC_WARN_UNUSED_RESULT;
char *hy_date_format (HyDate date) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
