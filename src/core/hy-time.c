#include "core/hy-time.h"

#define ZONE (8 * HY_HOUR)
#define MAX_YEAR 9999

static gint64
floor_div (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

/* Days of the proleptic Gregorian calendar, counted in years that begin in March so that the leap
 * day is last. */
static gint64
days_from_ymd (gint64 year, int month, int day)
{
  gint64 y = month <= 2 ? year - 1 : year;
  gint64 era = floor_div (y, 400);
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  gint64 day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

static int
days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

  return month == 2 && leap ? 29 : days[month - 1];
}

static gboolean
is_ymd (int year, int month, int day)
{
  return year >= 1970 && year <= MAX_YEAR && month >= 1 && month <= 12 && day >= 1
         && day <= days_in_month (year, month);
}

HyDate
hy_date_from_ymd (int year, int month, int day)
{
  return is_ymd (year, month, day) ? (HyDate) days_from_ymd (year, month, day) : HY_DATE_NONE;
}

void
hy_date_to_ymd (HyDate date, int *year, int *month, int *day)
{
  gint64 z = (gint64) date + 719468;
  gint64 era = floor_div (z, 146097);
  gint64 day_of_era = z - era * 146097;
  gint64 year_of_era
      = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 m = (5 * day_of_year + 2) / 153;

  *day = (int) (day_of_year - (153 * m + 2) / 5 + 1);
  *month = (int) (m < 10 ? m + 3 : m - 9);
  *year = (int) (year_of_era + era * 400 + (*month <= 2));
}

int
hy_date_year (HyDate date)
{
  int year, month, day;

  hy_date_to_ymd (date, &year, &month, &day);
  return year;
}

int
hy_date_weekday (HyDate date)
{
  /* 1970-01-01 was a Thursday. */
  gint64 since_monday = (gint64) date + 3;

  return (int) (since_monday - floor_div (since_monday, 7) * 7) + 1;
}

/* Exactly @n digits. */
static gboolean
take_digits (const char **text, int n, int *out)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return FALSE;
      value = value * 10 + ((*text)[i] - '0');
    }
  *text += n;
  *out = value;
  return TRUE;
}

static gboolean
take_char (const char **text, char c)
{
  if (g_ascii_toupper (**text) != c)
    return FALSE;
  (*text)++;
  return TRUE;
}

static gboolean
take_date (const char **text, int *year, int *month, int *day)
{
  return take_digits (text, 4, year) && take_char (text, '-') && take_digits (text, 2, month)
         && take_char (text, '-') && take_digits (text, 2, day);
}

/* Milliseconds of the day; a leap second runs into the next one. */
static gboolean
take_clock (const char **text, gint64 *out)
{
  int hour, minute, second, fraction = 0, scale = 100;

  if (!take_digits (text, 2, &hour) || !take_char (text, ':') || !take_digits (text, 2, &minute)
      || !take_char (text, ':') || !take_digits (text, 2, &second))
    return FALSE;
  if (hour > 23 || minute > 59 || second > 60)
    return FALSE;
  if (take_char (text, '.'))
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      for (; g_ascii_isdigit (**text); (*text)++, scale /= 10)
        fraction += (**text - '0') * scale;
    }
  *out = hour * HY_HOUR + minute * HY_MINUTE + second * HY_SECOND + fraction;
  return TRUE;
}

static gboolean
take_offset (const char **text, gint64 *out)
{
  int hour, minute;
  char sign = **text;

  *out = 0;
  if (take_char (text, 'Z'))
    return TRUE;
  if (sign != '+' && sign != '-')
    return FALSE;
  (*text)++;
  if (!take_digits (text, 2, &hour) || !take_char (text, ':') || !take_digits (text, 2, &minute)
      || hour > 23 || minute > 59)
    return FALSE;
  *out = (sign == '-' ? -1 : 1) * (hour * HY_HOUR + minute * HY_MINUTE);
  return TRUE;
}

gboolean
hy_time_parse (const char *text, HyTime *out)
{
  int year, month, day;
  gint64 clock, offset, t;

  if (text == NULL || !take_date (&text, &year, &month, &day) || !is_ymd (year, month, day)
      || !take_char (&text, 'T') || !take_clock (&text, &clock) || !take_offset (&text, &offset)
      || *text != '\0')
    return FALSE;
  t = days_from_ymd (year, month, day) * HY_DAY + clock - offset;
  /* The instant 0 is "none", and what cannot be written back in +08:00 is no time either. */
  if (t <= 0 || t >= days_from_ymd (MAX_YEAR + 1, 1, 1) * HY_DAY - ZONE)
    return FALSE;
  *out = t;
  return TRUE;
}

char *
hy_time_format (HyTime t)
{
  int year, month, day;
  HyTime in_day;
  char fraction[8] = "";

  if (t == HY_TIME_NONE)
    return NULL;
  hy_date_to_ymd (hy_date_of (t), &year, &month, &day);
  in_day = t + ZONE - floor_div (t + ZONE, HY_DAY) * HY_DAY;
  if (in_day % HY_SECOND != 0)
    g_snprintf (fraction, sizeof fraction, ".%03d", (int) (in_day % HY_SECOND));
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%s+08:00", year, month, day,
                          (int) (in_day / HY_HOUR), (int) (in_day / HY_MINUTE % 60),
                          (int) (in_day / HY_SECOND % 60), fraction);
}

HyTime
hy_time_truncate (HyTime t)
{
  return floor_div (t, HY_SECOND) * HY_SECOND;
}

HyDate
hy_date_of (HyTime t)
{
  return (HyDate) floor_div (t + ZONE, HY_DAY);
}

HyTime
hy_date_at (HyDate date, int minutes)
{
  return date * HY_DAY - ZONE + minutes * HY_MINUTE;
}

int
hy_time_minute_of_day (HyTime t)
{
  return (int) ((t + ZONE - floor_div (t + ZONE, HY_DAY) * HY_DAY) / HY_MINUTE);
}

gboolean
hy_date_parse (const char *text, HyDate *out)
{
  int year, month, day;
  HyDate date;

  if (text == NULL || !take_date (&text, &year, &month, &day) || *text != '\0')
    return FALSE;
  date = hy_date_from_ymd (year, month, day);
  if (date == HY_DATE_NONE)
    return FALSE;
  *out = date;
  return TRUE;
}

char *
hy_date_format (HyDate date)
{
  int year, month, day;

  hy_date_to_ymd (date, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}
