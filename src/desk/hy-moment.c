#include "desk/hy-moment.h"

#include <string.h>

#define DAY_MINUTES (24 * 60)

typedef struct
{
  const char *p;
  HyDate today;
  HyDate date;
  int numbers[3]; /* of the date so far */
  int n_numbers;
  int hour, minute; /* -1: none */
  gboolean morning, afternoon;
  gboolean clock; /* the hour was said, with 点 */
} Scan;

/* What people write about a day and the half of it. */
static const struct
{
  const char *word;
  int days; /* from today; -1: it says the half of the day alone */
  char half; /* a, p; 0: it does not say */
} words[] = {
  { "明早", 1, 'a' },   { "今早", 0, 'a' },  { "今晚", 0, 'p' },   { "明晚", 1, 'p' },
  { "今天", 0, 0 },     { "明天", 1, 0 },    { "后天", 2, 0 },     { "上午", -1, 'a' },
  { "下午", -1, 'p' },  { "晚上", -1, 'p' }, { "早上", -1, 'a' },  { "today", 0, 0 },
  { "tomorrow", 1, 0 }, { "am", -1, 'a' },   { "pm", -1, 'p' },
};

static gboolean
skip (Scan *self, const char *sign)
{
  if (!g_str_has_prefix (self->p, sign))
    return FALSE;
  self->p += strlen (sign);
  return TRUE;
}

static gboolean
skip_any (Scan *self, const char *const *signs)
{
  for (gsize i = 0; signs[i] != NULL; i++)
    if (skip (self, signs[i]))
      return TRUE;
  return FALSE;
}

static gboolean
scan_word (Scan *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (!skip (self, words[i].word))
        continue;
      if (words[i].days >= 0)
        self->date = self->today + words[i].days;
      self->morning = self->morning || words[i].half == 'a';
      self->afternoon = self->afternoon || words[i].half == 'p';
      return TRUE;
    }
  return FALSE;
}

/* At most four digits; -1 when none stands there. */
static int
scan_digits (Scan *self, int *length)
{
  int value = 0;

  for (*length = 0; g_ascii_isdigit (*self->p) && *length < 5; self->p++, (*length)++)
    value = value * 10 + (*self->p - '0');
  return *length == 0 || *length > 4 ? -1 : value;
}

/* 一 to 二十三, as it is said before 点; -1 when none stands there. */
static int
scan_spoken (Scan *self)
{
  static const char *const digits[]
      = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "两", NULL };
  int value = -1, tens = -1;

  for (gboolean more = TRUE; more;)
    {
      more = FALSE;
      if (tens < 0 && skip (self, "十"))
        {
          tens = value < 0 ? 10 : value * 10;
          value = -1;
          more = TRUE;
        }
      for (int i = 0; value < 0 && digits[i] != NULL; i++)
        if (skip (self, digits[i]))
          {
            value = i == 10 ? 2 : i;
            more = TRUE;
          }
    }
  return tens >= 0 ? tens + MAX (value, 0) : value;
}

static gboolean
scan_minutes (Scan *self, int hour)
{
  static const char *const ends[] = { "分", NULL };
  int length;

  if (self->hour >= 0)
    return FALSE;
  self->hour = hour;
  self->minute = 0;
  if (skip (self, "半"))
    self->minute = 30;
  else if (g_ascii_isdigit (*self->p))
    {
      self->minute = scan_digits (self, &length);
      if (length != 2 || self->minute < 0)
        return FALSE;
    }
  (void) skip_any (self, ends);
  return TRUE;
}

static gboolean
scan_number (Scan *self)
{
  static const char *const hours[] = { ":", NULL };
  static const char *const parts[] = { "-", "/", ".", "年", "月", NULL };
  static const char *const last[] = { "日", "号", NULL };
  static const char *const spoken[] = { "点钟", "点", "时", NULL };
  int length, value = scan_digits (self, &length);

  if (value < 0 && length == 0)
    {
      value = scan_spoken (self);
      self->clock = TRUE;
      return value >= 0 && skip_any (self, spoken) && scan_minutes (self, value);
    }
  if (value < 0)
    return FALSE;
  self->clock = skip_any (self, spoken);
  if (self->clock || skip_any (self, hours))
    return scan_minutes (self, value);
  if (skip_any (self, parts) || skip_any (self, last) || self->n_numbers > 0)
    {
      if (self->n_numbers == G_N_ELEMENTS (self->numbers))
        return FALSE;
      self->numbers[self->n_numbers++] = value;
      return TRUE;
    }
  if (length < 3 || self->hour >= 0)
    return FALSE;
  self->hour = value / 100;
  self->minute = value % 100;
  return TRUE;
}

/* Numbers of a date are over where something else begins: "11-27 14:30" is no date of three. */
static gboolean
scan (Scan *self)
{
  static const char *const blanks[] = { " ", ",", "，", "、", NULL };

  while (*self->p != '\0')
    {
      if (skip_any (self, blanks) || scan_word (self))
        continue;
      if (!scan_number (self))
        return FALSE;
    }
  return TRUE;
}

static HyDate
nearest (HyDate today, int month, int day)
{
  int year = hy_date_year (today);
  HyDate best = HY_DATE_NONE;

  for (int y = year - 1; y <= year + 1; y++)
    {
      HyDate date = hy_date_from_ymd (y, month, day);

      if (best == HY_DATE_NONE || ABS (date - today) < ABS (best - today))
        best = date;
    }
  return best;
}

static gboolean
read_date (Scan *self)
{
  const int *n = self->numbers;
  int year, month, day;

  if (self->n_numbers == 0)
    return TRUE;
  if (self->n_numbers == 1)
    return FALSE;
  month = n[self->n_numbers - 2];
  day = n[self->n_numbers - 1];
  if (month < 1 || month > 12 || day < 1 || day > 31)
    return FALSE;
  if (self->n_numbers == 3 && (n[0] < 2000 || n[0] > 2100))
    return FALSE;
  self->date = self->n_numbers == 3 ? hy_date_from_ymd (n[0], month, day)
                                    : nearest (self->today, month, day);
  /* 02-30 would be a day of March. */
  hy_date_to_ymd (self->date, &year, &month, &day);
  return month == n[self->n_numbers - 2] && day == n[self->n_numbers - 1];
}

/* Nobody in an office says 五点半 and means before breakfast. */
static gboolean
is_afternoon (const Scan *self)
{
  return self->afternoon || (self->clock && !self->morning && self->hour <= 6);
}

gboolean
hy_moment_parse (const char *text, HyTime now, HyMoment *out)
{
  g_autofree char *plain = NULL;
  g_autofree char *lower = NULL;
  Scan scanned = { .today = hy_date_of (now), .hour = -1, .minute = 0 };

  plain = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE) : NULL;
  if (plain == NULL)
    return FALSE;
  lower = g_utf8_strdown (g_strstrip (plain), -1);
  scanned.p = lower;
  if (lower[0] == '\0' || !scan (&scanned) || !read_date (&scanned))
    return FALSE;
  if (scanned.hour < 0 && scanned.date == HY_DATE_NONE)
    return FALSE;
  if (is_afternoon (&scanned) && scanned.hour >= 1 && scanned.hour < 12)
    scanned.hour += 12;
  if (scanned.hour > 23 || scanned.minute > 59)
    return FALSE;
  out->date = scanned.date != HY_DATE_NONE ? scanned.date : scanned.today;
  out->minutes = scanned.hour >= 0 ? scanned.hour * 60 + scanned.minute : -1;
  return TRUE;
}

HyTime
hy_moment_time (const HyMoment *self, const HyCalendar *calendar)
{
  if (self->minutes >= 0)
    return hy_date_at (self->date, self->minutes);
  return calendar != NULL ? hy_calendar_closing (calendar, self->date)
                          : hy_date_at (self->date, DAY_MINUTES - 1);
}

char *
hy_moment_text (HyTime t, HyTime now)
{
  int year, month, day, minute = hy_time_minute_of_day (t);

  if (hy_date_of (t) == hy_date_of (now))
    return g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);
  hy_date_to_ymd (hy_date_of (t), &year, &month, &day);
  return g_strdup_printf ("%02d-%02d %02d:%02d", month, day, minute / 60, minute % 60);
}
