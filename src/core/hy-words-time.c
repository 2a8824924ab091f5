#include "core/hy-words.h"

#include "hy-config.h"

#define _(text) g_dgettext (HY_GETTEXT_DOMAIN, text)
#define N_(text) (text)

static const char *
weekday_words (HyDate date)
{
  static const char *const days[] = {
    N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"), N_ ("Fri"), N_ ("Sat"), N_ ("Sun"),
  };

  return _ (days[hy_date_weekday (date) - 1]);
}

char *
hy_date_words (HyDate date)
{
  int year, month, day;

  hy_date_to_ymd (date, &year, &month, &day);
  return g_strdup_printf ("%02d-%02d %s", month, day, weekday_words (date));
}

static char *
clock_time (HyTime t)
{
  int minute = hy_time_minute_of_day (t);

  return g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);
}

char *
hy_moment_words (HyTime t)
{
  g_autofree char *date = hy_date_words (hy_date_of (t));
  g_autofree char *time = clock_time (t);

  return g_strdup_printf ("%s %s", date, time);
}

char *
hy_limit_words (const HyLimit *limit)
{
  gboolean hours = limit->n % 60 == 0;
  int n = hours ? limit->n / 60 : limit->n;

  if (limit->unit == HY_UNIT_WORKING_DAYS)
    return g_strdup_printf (g_dngettext (HY_GETTEXT_DOMAIN, "%d working day", "%d working days",
                                         (gulong) limit->n),
                            limit->n);
  if (limit->unit == HY_UNIT_WORKING_MINUTES && hours)
    return g_strdup_printf (g_dngettext (HY_GETTEXT_DOMAIN, "%d working hour", "%d working hours",
                                         (gulong) n),
                            n);
  if (limit->unit == HY_UNIT_WORKING_MINUTES)
    return g_strdup_printf (g_dngettext (HY_GETTEXT_DOMAIN, "%d working minute",
                                         "%d working minutes", (gulong) n),
                            n);
  if (hours)
    return g_strdup_printf (g_dngettext (HY_GETTEXT_DOMAIN, "%d hour round the clock",
                                         "%d hours round the clock", (gulong) n),
                            n);
  return g_strdup_printf (g_dngettext (HY_GETTEXT_DOMAIN, "%d minute round the clock",
                                       "%d minutes round the clock", (gulong) n),
                          n);
}

static char *
overdue_words (const HyTimeLeft *left)
{
  int hours = (int) (left->span / HY_HOUR);
  int minutes = (int) MAX (1, left->span / HY_MINUTE);

  if (left->working_days >= 2)
    return g_strdup_printf (g_dngettext (HY_GETTEXT_DOMAIN, "%d working day overdue",
                                         "%d working days overdue", (gulong) left->working_days),
                            left->working_days);
  if (hours > 0)
    return g_strdup_printf (g_dngettext (HY_GETTEXT_DOMAIN, "%d hour overdue", "%d hours overdue",
                                         (gulong) hours),
                            hours);
  return g_strdup_printf (g_dngettext (HY_GETTEXT_DOMAIN, "%d minute overdue", "%d minutes overdue",
                                       (gulong) minutes),
                          minutes);
}

/* What follows the date; a due on a rest day has no working day left and is counted in hours. */
static char *
ahead_words (const HyTimeLeft *left)
{
  int hours = (int) (left->span / HY_HOUR);

  if (left->working_days > 0)
    return g_strdup_printf (g_dngettext (HY_GETTEXT_DOMAIN, "%d working day left",
                                         "%d working days left", (gulong) left->working_days),
                            left->working_days);
  return g_strdup_printf (g_dngettext (HY_GETTEXT_DOMAIN, "%d hour left", "%d hours left",
                                       (gulong) hours),
                          hours);
}

char *
hy_time_left_words (HyTime due, HyTime now, const HyCalendar *calendar)
{
  HyDate day = hy_date_of (due), today = hy_date_of (now);
  g_autofree char *moment = NULL;
  g_autofree char *ahead = NULL;
  HyTimeLeft left;

  hy_time_left (due, now, calendar, &left);
  if (left.overdue)
    return overdue_words (&left);
  if (day == today)
    {
      moment = clock_time (due);
      return g_strdup_printf (_ ("due today %s"), moment);
    }
  if (day == today + 1)
    return g_strdup (_ ("due tomorrow"));
  moment = hy_moment_words (due);
  ahead = ahead_words (&left);
  return g_strdup_printf ("%s · %s", moment, ahead);
}

static char *
origin_words (const HyDerivation *self)
{
  static const char *const words[] = {
    N_ ("Dispatched"),
    N_ ("Sent back or reopened"),
    N_ ("Supervised"),
    N_ ("Suspension ended"),
  };
  g_autofree char *moment = hy_moment_words (self->start);

  return g_strdup_printf ("%s %s", moment, _ (words[self->origin]));
}

static char *
rule_words (const HyDerivation *self)
{
  g_autofree char *limit = hy_limit_words (&self->limit);

  if (self->limit.unit == HY_UNIT_NATURAL_MINUTES)
    return g_strdup_printf (_ ("%s: %s"), hy_clock_words (self->clock), limit);
  if (self->limit.unit == HY_UNIT_WORKING_MINUTES)
    return g_strdup_printf (_ ("%s: %s, within office hours"), hy_clock_words (self->clock), limit);
  if (self->extended)
    return g_strdup_printf (_ ("%s: %s with the extension, counted from the next day"),
                            hy_clock_words (self->clock), limit);
  if (self->moved)
    return g_strdup_printf (_ ("%s: %s that were left, counted from the next day"),
                            hy_clock_words (self->clock), limit);
  return g_strdup_printf (_ ("%s: %s, counted from the next day"), hy_clock_words (self->clock),
                          limit);
}

/* "11-24", and only "25" when the month is that of @before. */
static void
append_day (GString *text, HyDate date, HyDate before)
{
  int year, month, day, month_before = 0;

  if (before != HY_DATE_NONE)
    hy_date_to_ymd (before, &year, &month_before, &day);
  hy_date_to_ymd (date, &year, &month, &day);
  if (month != month_before)
    g_string_append_printf (text, "%02d-%02d", month, day);
  else
    g_string_append_printf (text, "%02d", day);
}

/* Days in a row are drawn together: "28, 29", "02-15–23". */
static char *
skipped_words (const GArray *skipped)
{
  g_autoptr (GString) text = g_string_new (NULL);
  HyDate before = HY_DATE_NONE;

  for (guint i = 0; i < skipped->len; i++)
    {
      guint last = i;

      while (last + 1 < skipped->len
             && g_array_index (skipped, HyDate, last + 1)
                    == g_array_index (skipped, HyDate, last) + 1)
        last++;
      if (last < i + 2)
        last = i;
      if (i > 0)
        g_string_append (text, ", ");
      append_day (text, g_array_index (skipped, HyDate, i), before);
      before = g_array_index (skipped, HyDate, i);
      if (last > i)
        {
          g_string_append (text, "–");
          append_day (text, g_array_index (skipped, HyDate, last), before);
          before = g_array_index (skipped, HyDate, last);
        }
      i = last;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
days_words (const HyDerivation *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  HyDate before = HY_DATE_NONE;

  for (guint i = 0; i < self->days->len; i++)
    {
      HyDate date = g_array_index (self->days, HyDate, i);

      g_string_append (text, i > 0 ? " · " : "");
      append_day (text, date, before);
      g_string_append_printf (text, " %s", weekday_words (date));
      before = date;
    }
  if (self->skipped->len > 0)
    {
      g_autofree char *skipped = skipped_words (self->skipped);

      g_string_append (text, text->len > 0 ? " " : "");
      g_string_append_printf (text, _ ("(%s not counted)"), skipped);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
end_words (const HyDerivation *self)
{
  g_autofree char *moment
      = self->days->len > 0 ? clock_time (self->due) : hy_moment_words (self->due);

  return g_strdup_printf (_ ("Ends at %s"), moment);
}

/* The reference district numbers its policies; another platform may name them. */
static char *
rules_words (const char *policy)
{
  const char *number = g_str_has_prefix (policy, "policy-") ? policy + strlen ("policy-") : "";

  if (g_ascii_isdigit (number[0]))
    return g_strdup_printf (_ ("Rules: policy version %s"), number);
  return g_strdup_printf (_ ("Rules: %s"), policy);
}

static void
add_ticket_lines (GPtrArray *lines, const HyTicket *ticket)
{
  g_autofree char *upstream = NULL;

  if (ticket->policy != NULL)
    g_ptr_array_add (lines, rules_words (ticket->policy));
  if (ticket->due_upstream == HY_TIME_NONE)
    return;
  upstream = hy_moment_words (ticket->due_upstream);
  g_ptr_array_add (lines, g_strdup_printf (_ ("The city's limit: %s (only shown)"), upstream));
}

char **
hy_derivation_words (const HyDerivation *self, const HyTicket *ticket)
{
  GPtrArray *lines = g_ptr_array_new ();

  g_ptr_array_add (lines, origin_words (self));
  g_ptr_array_add (lines, rule_words (self));
  if (self->days->len > 0 || self->skipped->len > 0)
    g_ptr_array_add (lines, days_words (self));
  g_ptr_array_add (lines, end_words (self));
  if (self->provisional)
    g_ptr_array_add (lines,
                     g_strdup_printf (_ ("Provisional: the holidays of %d are not announced yet"),
                                      hy_date_year (hy_date_of (self->due))));
  if (ticket != NULL)
    add_ticket_lines (lines, ticket);
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
}
