#include "desk/hy-today-words.h"

#include "core/hy-words.h"
#include "desk/hy-look.h"
#include "desk/hy-text.h"

static const struct
{
  const char *words, *queue;
} groups[HY_N_TODAY] = {
  [HY_TODAY_NOW] = { N_ ("Now"), NULL },
  [HY_TODAY_DUE] = { N_ ("Due Today"), "due_soon" },
  [HY_TODAY_PROMISED] = { N_ ("Promised"), NULL },
  [HY_TODAY_WAITING] = { N_ ("Waiting on Others"), "waiting" },
  [HY_TODAY_TOMORROW] = { N_ ("Due Tomorrow, Can Be Done Today"), "due_soon" },
};

static const struct
{
  const char *kind, *words;
} actions[] = {
  { "sign", N_ ("Sign") },
  { "contact", N_ ("Call") },
  { "progress", N_ ("Note") },
  { "reply", N_ ("Reply") },
  { "situation_statement", N_ ("Statement") },
  { "extension_request", N_ ("Ask for Time") },
};

const char *
hy_today_group_words (HyTodayGroup group)
{
  return _ (groups[group].words);
}

const char *
hy_today_group_queue (HyTodayGroup group)
{
  return groups[group].queue;
}

const char *
hy_today_action_words (const HyTodayRow *row)
{
  if (row->reason == HY_TODAY_REFUSED)
    return _ ("Decide");
  for (gsize i = 0; row->kind != NULL && i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].kind, row->kind))
      return _ (actions[i].words);
  return _ ("Open");
}

/* "11:40" of today, with the day of others. */
static char *
moment (HyTime t, HyTime now)
{
  if (hy_date_of (t) == hy_date_of (now))
    return hy_look_clock (t);
  return hy_moment_words (t);
}

/* What there is to say of the time and the reason. */
static char *
reason_words (const HyTodayRow *row, HyTime now, const HyCalendar *calendar)
{
  g_autofree char *at = row->at != HY_TIME_NONE ? moment (row->at, now) : NULL;
  const char *what = row->what != NULL && *row->what != '\0' ? row->what : NULL;

  switch (row->reason)
    {
    case HY_TODAY_REFUSED:
      return g_strdup_printf (_ ("%s refused by the district"), hy_kind_words (row->what));
    case HY_TODAY_OVERDUE:
      return hy_look_left (row->at, now, calendar);
    case HY_TODAY_BROKEN:
      if (row->what == NULL)
        return g_strdup_printf (_ ("was to be called at %s"), at);
      return what != NULL ? g_strdup_printf (_ ("promised by %s: %s"), at, what)
                          : g_strdup_printf (_ ("promised by %s"), at);
    case HY_TODAY_CALL:
      return g_strdup_printf (_ ("call at %s"), at);
    case HY_TODAY_PROMISE:
      return what != NULL ? g_strdup_printf (_ ("by %s: %s"), at, what)
                          : g_strdup_printf (_ ("by %s"), at);
    case HY_TODAY_LATE_ANSWER:
      return g_strdup_printf (_ ("%s, since %s"), row->what, at);
    case HY_TODAY_SUPERVISED:
    case HY_TODAY_URGED:
    case HY_TODAY_URGENT:
    case HY_TODAY_LIMIT:
    default:
      if (at == NULL)
        return g_strdup ("");
      return g_strdup_printf (_ ("%s by %s"), hy_clock_words (row->ticket->clock), at);
    }
}

/* And how often it was tried, which decides whether to ring or to go there. */
static char *
story_words (const HyTodayRow *row, HyTime now, const HyCalendar *calendar)
{
  g_autofree char *reason = reason_words (row, now, calendar);
  g_autofree char *tried = NULL;

  if (row->tries == 0)
    return g_steal_pointer (&reason);
  tried = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "tried %d time", "tried %d times", (gulong) row->tries),
                           row->tries);
  return reason[0] != '\0' ? g_strdup_printf ("%s · %s", reason, tried) : g_steal_pointer (&tried);
}

char *
hy_today_row_words (const HyTodayRow *row, HyTime now, const HyCalendar *calendar)
{
  g_autofree char *reason = story_words (row, now, calendar);
  GString *out = g_string_new (reason);

  g_string_append_printf (out, "%s%s", out->len > 0 ? " · " : "",
                          hy_look_tail (row->ticket->number));
  return g_string_free (out, FALSE);
}

char *
hy_today_row_name (const HyTodayRow *row,
                   HyTodayGroup group,
                   guint index,
                   HyTime now,
                   const HyCalendar *calendar)
{
  HyLook look = hy_look_new (row->ticket->light, row->ticket->due, now);
  g_autofree char *reason = story_words (row, now, calendar);
  g_autoptr (GPtrArray) chips = hy_look_chips (row->ticket->flags);
  GString *name = g_string_new (NULL);

  g_string_append_printf (name, _ ("%s, item %u: %s, %s, %s, %s"), hy_today_group_words (group), index,
                          hy_today_action_words (row), row->ticket->title, reason,
                          hy_look_words (&look));
  for (guint i = 0; i < chips->len; i++)
    g_string_append_printf (name, _ (", %s"), (const char *) g_ptr_array_index (chips, i));
  return g_string_free (name, FALSE);
}

char *
hy_today_head_words (const HyToday *today, gint64 on_hand, gint64 mine)
{
  return g_strdup_printf (_ ("%d due today · %d promised · %d on hand (%d mine)"),
                          (int) today->due_today, (int) today->promised, (int) on_hand, (int) mine);
}

char *
hy_today_sign_words (const HyToday *today, HyTime now)
{
  g_autofree char *at = NULL;

  if (today->sign_by == HY_TIME_NONE)
    return NULL;
  at = moment (today->sign_by, now);
  if (today->sign_by <= now)
    return g_strdup_printf (_ ("%d past the limit for signing since %s"), (int) today->sign_next, at);
  return g_strdup_printf (_ ("%d to be signed for by %s"), (int) today->sign_next, at);
}

char *
hy_today_signature (const HyToday *today, HyTime now, const HyCalendar *calendar)
{
  g_autofree char *sign = hy_today_sign_words (today, now);
  GString *out = g_string_new (sign);

  g_string_append_printf (out, "%d", (int) today->to_sign);
  for (gsize g = 0; g < HY_N_TODAY; g++)
    {
      g_string_append_printf (out, "\n%d", (int) today->n[g]);
      for (guint i = 0; i < today->rows[g]->len; i++)
        {
          const HyTodayRow *row = g_ptr_array_index (today->rows[g], i);
          g_autofree char *name = hy_today_row_name (row, g, i + 1, now, calendar);
          g_autofree char *words = hy_today_row_words (row, now, calendar);

          g_string_append_printf (out, "\n%s %s %s", row->ticket->id, name, words);
        }
    }
  return g_string_free (out, FALSE);
}
