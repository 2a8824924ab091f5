#include "core/hy-clocks.h"

/* Days are counted one by one; a due that a broken row puts centuries off must not cost seconds. */
#define FAR_DAYS (4 * HY_LIMIT_MAX_DAYS)

HyTime
hy_limit_due (const HyLimit *limit, const HyCalendar *calendar, HyTime start)
{
  HyTime due = start + limit->n * HY_MINUTE;

  if (limit->unit == HY_UNIT_WORKING_DAYS)
    due = hy_calendar_closing (calendar, hy_calendar_add_working_days (calendar, hy_date_of (start),
                                                                       limit->n));
  else if (limit->unit == HY_UNIT_WORKING_MINUTES)
    due = hy_calendar_add_working_time (calendar, start, limit->n * HY_MINUTE);
  return hy_time_truncate (due);
}

static HyTime
half_way (const HyLimit *limit, const HyCalendar *calendar, HyTime start, HyTime due)
{
  HyTime half;

  if (limit->unit == HY_UNIT_NATURAL_MINUTES || due - start > FAR_DAYS * HY_DAY)
    return start + (due - start) / 2;
  half = hy_calendar_working_time (calendar, start, due) / 2;
  return hy_calendar_add_working_time (calendar, start, half);
}

HyTime
hy_limit_yellow_at (const HyLimit *limit, const HyCalendar *calendar, HyTime start, HyTime due)
{
  HyDate day;
  HyTime yellow_at;

  if (due <= start)
    return due;
  if (limit->unit != HY_UNIT_WORKING_DAYS || limit->n <= 2)
    {
      yellow_at = half_way (limit, calendar, start, due);
    }
  else
    {
      day = hy_calendar_previous_working_day (calendar, hy_date_of (due));
      day = hy_calendar_previous_working_day (calendar, day);
      yellow_at = hy_calendar_closing (calendar, day);
    }
  return hy_time_truncate (MIN (yellow_at, due));
}

HyTime
hy_extended_due (const HyCalendar *calendar, HyTime due, int days)
{
  return hy_calendar_closing (calendar,
                              hy_calendar_add_working_days (calendar, hy_date_of (due), days));
}

void
hy_time_left (HyTime due, HyTime now, const HyCalendar *calendar, HyTimeLeft *out)
{
  HyDate today = hy_date_of (now);
  HyDate day = CLAMP (hy_date_of (due), today - FAR_DAYS, today + FAR_DAYS);

  out->overdue = now > due;
  out->span = ABS (due - now);
  out->working_days = ABS (hy_calendar_count_working_days (calendar, today, day));
}
