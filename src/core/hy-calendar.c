#include "core/hy-calendar.h"

#define MINUTES_OF_DAY (24 * 60)

struct _HyCalendar
{
  gatomicrefcount refs;
  char *id;
  gint64 version;
  GHashTable *published; /* years */
  GHashTable *holidays;  /* dates */
  GHashTable *workdays;  /* dates */
  GHashTable *closures;  /* date -> reason */
  GPtrArray *hours;      /* of HyHours*, in order of precedence, least first */
};

static void
hours_free (HyHours *self)
{
  g_array_unref (self->spans);
  g_free (self);
}

static void
add_default_hours (HyCalendar *self)
{
  static const HySpan spans[] = { { 8 * 60 + 30, 12 * 60 }, { 14 * 60, 17 * 60 + 30 } };
  HyHours *hours = g_new0 (HyHours, 1);

  hours->spans = g_array_new (FALSE, FALSE, sizeof (HySpan));
  g_array_append_vals (hours->spans, spans, G_N_ELEMENTS (spans));
  g_ptr_array_add (self->hours, hours);
}

HyCalendar *
hy_calendar_new (const char *id, gint64 version)
{
  HyCalendar *self = g_new0 (HyCalendar, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = g_strdup (id);
  self->version = version;
  self->published = g_hash_table_new (NULL, NULL);
  self->holidays = g_hash_table_new (NULL, NULL);
  self->workdays = g_hash_table_new (NULL, NULL);
  self->closures = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->hours = g_ptr_array_new_with_free_func ((GDestroyNotify) hours_free);
  add_default_hours (self);
  return self;
}

HyCalendar *
hy_calendar_ref (HyCalendar *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hy_calendar_unref (HyCalendar *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->id);
  g_hash_table_unref (self->published);
  g_hash_table_unref (self->holidays);
  g_hash_table_unref (self->workdays);
  g_hash_table_unref (self->closures);
  g_ptr_array_unref (self->hours);
  g_free (self);
}

void
hy_calendar_add_published (HyCalendar *self, int year)
{
  g_hash_table_add (self->published, GINT_TO_POINTER (year));
}

void
hy_calendar_add_holiday (HyCalendar *self, HyDate date)
{
  g_hash_table_add (self->holidays, GINT_TO_POINTER (date));
}

void
hy_calendar_add_workday (HyCalendar *self, HyDate date)
{
  g_hash_table_add (self->workdays, GINT_TO_POINTER (date));
}

void
hy_calendar_add_closure (HyCalendar *self, HyDate date, const char *reason)
{
  g_hash_table_insert (self->closures, GINT_TO_POINTER (date), g_strdup (reason));
}

static gboolean
spans_are_usable (const GArray *spans)
{
  int end = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const HySpan *span = &g_array_index (spans, HySpan, i);

      if (span->from < end || span->to <= span->from || span->to > MINUTES_OF_DAY)
        return FALSE;
      end = span->to;
    }
  return spans->len > 0;
}

gboolean
hy_calendar_add_hours (HyCalendar *self, HyDate from, HyDate to, GArray *spans)
{
  HyHours *hours;

  if (!spans_are_usable (spans) || (to != HY_DATE_NONE && from > to))
    {
      g_array_unref (spans);
      return FALSE;
    }
  hours = g_new0 (HyHours, 1);
  hours->from = from;
  hours->to = to;
  hours->spans = spans;
  g_ptr_array_add (self->hours, hours);
  return TRUE;
}

const char *
hy_calendar_get_id (const HyCalendar *self)
{
  return self->id;
}

gint64
hy_calendar_get_version (const HyCalendar *self)
{
  return self->version;
}

/* What the law fixes by date, whatever the year's notice will say. */
static gboolean
is_fixed_holiday (HyDate date)
{
  int year, month, day;

  hy_date_to_ymd (date, &year, &month, &day);
  return (month == 1 && day == 1) || (month == 5 && day <= 2) || (month == 10 && day <= 3);
}

gboolean
hy_calendar_is_working_day (const HyCalendar *self, HyDate date)
{
  gconstpointer key = GINT_TO_POINTER (date);

  if (g_hash_table_contains (self->closures, key))
    return FALSE;
  if (g_hash_table_contains (self->workdays, key))
    return TRUE;
  if (hy_date_weekday (date) >= 6 || g_hash_table_contains (self->holidays, key))
    return FALSE;
  return !hy_calendar_is_provisional (self, date) || !is_fixed_holiday (date);
}

gboolean
hy_calendar_is_provisional (const HyCalendar *self, HyDate date)
{
  return !g_hash_table_contains (self->published, GINT_TO_POINTER (hy_date_year (date)));
}

const char *
hy_calendar_closure (const HyCalendar *self, HyDate date)
{
  return g_hash_table_lookup (self->closures, GINT_TO_POINTER (date));
}

const GArray *
hy_calendar_spans (const HyCalendar *self, HyDate date)
{
  guint i = self->hours->len;

  /* The first entry is the built-in one, which holds on every date. */
  while (--i > 0)
    {
      const HyHours *hours = g_ptr_array_index (self->hours, i);

      if ((hours->from == HY_DATE_NONE || hours->from <= date)
          && (hours->to == HY_DATE_NONE || date <= hours->to))
        break;
    }
  return ((const HyHours *) g_ptr_array_index (self->hours, i))->spans;
}

HyDate
hy_calendar_next_working_day (const HyCalendar *self, HyDate date)
{
  do
    date++;
  while (!hy_calendar_is_working_day (self, date));
  return date;
}

HyDate
hy_calendar_previous_working_day (const HyCalendar *self, HyDate date)
{
  do
    date--;
  while (!hy_calendar_is_working_day (self, date));
  return date;
}

HyDate
hy_calendar_add_working_days (const HyCalendar *self, HyDate date, int n)
{
  for (int i = 0; i < n; i++)
    date = hy_calendar_next_working_day (self, date);
  return date;
}

int
hy_calendar_count_working_days (const HyCalendar *self, HyDate from, HyDate to)
{
  int n = 0;

  if (to < from)
    return -hy_calendar_count_working_days (self, to, from);
  for (HyDate date = from + 1; date <= to; date++)
    n += hy_calendar_is_working_day (self, date);
  return n;
}

HyTime
hy_calendar_closing (const HyCalendar *self, HyDate date)
{
  const GArray *spans = hy_calendar_spans (self, date);

  return hy_date_at (date, g_array_index (spans, HySpan, spans->len - 1).to);
}

HyTime
hy_calendar_working_time (const HyCalendar *self, HyTime from, HyTime to)
{
  HyTime sum = 0;

  for (HyDate date = hy_date_of (from); from < to && date <= hy_date_of (to); date++)
    {
      const GArray *spans;

      if (!hy_calendar_is_working_day (self, date))
        continue;
      spans = hy_calendar_spans (self, date);
      for (guint i = 0; i < spans->len; i++)
        {
          const HySpan *span = &g_array_index (spans, HySpan, i);
          HyTime start = MAX (from, hy_date_at (date, span->from));
          HyTime end = MIN (to, hy_date_at (date, span->to));

          sum += MAX (end - start, 0);
        }
    }
  return sum;
}

/* Takes what @date has of working time since @from off @left; the instant when nothing is left, or
 * none. */
static HyTime
use_up_day (const HyCalendar *self, HyDate date, HyTime from, HyTime *left)
{
  const GArray *spans = hy_calendar_spans (self, date);

  for (guint i = 0; i < spans->len; i++)
    {
      const HySpan *span = &g_array_index (spans, HySpan, i);
      HyTime start = MAX (from, hy_date_at (date, span->from));
      HyTime end = hy_date_at (date, span->to);

      if (start >= end)
        continue;
      if (*left <= end - start)
        return start + *left;
      *left -= end - start;
    }
  return HY_TIME_NONE;
}

HyTime
hy_calendar_add_working_time (const HyCalendar *self, HyTime from, HyTime span)
{
  HyTime end = HY_TIME_NONE;

  for (HyDate date = hy_date_of (from); end == HY_TIME_NONE; date++)
    if (hy_calendar_is_working_day (self, date))
      end = use_up_day (self, date, from, &span);
  return end;
}

int
hy_calendar_working_days_in_year (const HyCalendar *self, int year)
{
  return hy_calendar_count_working_days (self, hy_date_from_ymd (year, 1, 1) - 1,
                                         hy_date_from_ymd (year, 12, 31));
}

/* Closures are the district's own and no fault of the calendar. */
static int
closed_working_days (const HyCalendar *self, int year)
{
  GHashTableIter iter;
  gpointer key;
  int n = 0;

  g_hash_table_iter_init (&iter, self->closures);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      HyDate date = GPOINTER_TO_INT (key);

      if (hy_date_year (date) != year)
        continue;
      n += g_hash_table_contains (self->workdays, key)
           || (hy_date_weekday (date) < 6 && !g_hash_table_contains (self->holidays, key));
    }
  return n;
}

gboolean
hy_calendar_self_check (const HyCalendar *self, int *year)
{
  static const int known[] = { 249, 249, 251, 248, 248 };

  for (int i = 0; i < (int) G_N_ELEMENTS (known); i++)
    {
      int y = 2022 + i;

      if (!g_hash_table_contains (self->published, GINT_TO_POINTER (y)))
        continue;
      if (hy_calendar_working_days_in_year (self, y) + closed_working_days (self, y) != known[i])
        {
          *year = y;
          return FALSE;
        }
    }
  return TRUE;
}
