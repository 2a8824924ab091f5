#include "desk/hy-look.h"

#include "core/hy-words.h"
#include "desk/hy-text.h"

#include <string.h>

HyLook
hy_look_new (HyLight light, HyTime due, HyTime now)
{
  HyLook self = { light, FALSE, FALSE };

  if (light == HY_LIGHT_YELLOW && due != HY_TIME_NONE)
    {
      self.pending = due < now;
      self.today = !self.pending && hy_date_of (due) == hy_date_of (now);
    }
  return self;
}

typedef struct
{
  const char *icon, *class, *words;
} Appearance;

static const Appearance appearances[HY_N_LIGHTS] = {
  [HY_LIGHT_NONE] = { "hy-none-symbolic", "hy-stopped", N_ ("No limit runs") },
  [HY_LIGHT_IN_TIME] = { "hy-in-time-symbolic", "hy-stopped", N_ ("Done in time") },
  [HY_LIGHT_LATE] = { "hy-late-symbolic", "hy-stopped", N_ ("Done late") },
  [HY_LIGHT_PAUSED] = { "hy-paused-symbolic", "hy-stopped", N_ ("Suspended") },
  [HY_LIGHT_GREEN] = { "hy-green-symbolic", "hy-green", N_ ("Green light") },
  [HY_LIGHT_YELLOW] = { "hy-yellow-symbolic", "hy-yellow", N_ ("Yellow light") },
  [HY_LIGHT_RED] = { "hy-red-symbolic", "hy-red", N_ ("Red light") },
  [HY_LIGHT_RED_FRAMED]
  = { "hy-red-framed-symbolic", "hy-red-framed", N_ ("Red light, statement owed") },
};

static const Appearance yellow_today
    = { "hy-yellow-today-symbolic", "hy-yellow-today", N_ ("Yellow light, due today") };
static const Appearance yellow_pending
    = { "hy-pending-symbolic", "hy-stopped", N_ ("Extension undecided") };

static const Appearance *
appearance (const HyLook *self)
{
  if (self->pending)
    return &yellow_pending;
  if (self->today)
    return &yellow_today;
  return &appearances[self->light];
}

const char *
hy_look_icon (const HyLook *self)
{
  return appearance (self)->icon;
}

const char *
hy_look_class (const HyLook *self)
{
  return appearance (self)->class;
}

const char *
hy_look_color (const HyLook *self)
{
  static const char *const colors[HY_N_LIGHTS] = {
    [HY_LIGHT_GREEN] = "hy_green",
    [HY_LIGHT_YELLOW] = "hy_yellow",
    [HY_LIGHT_RED] = "hy_red",
    [HY_LIGHT_RED_FRAMED] = "hy_red",
  };

  return !self->pending && colors[self->light] != NULL ? colors[self->light] : "hy_dim";
}

const char *
hy_look_words (const HyLook *self)
{
  return _ (appearance (self)->words);
}

const char *const *
hy_look_classes (void)
{
  static const char *const classes[] = { "hy-green", "hy-yellow",     "hy-yellow-today",
                                         "hy-red",   "hy-red-framed", "hy-stopped",
                                         NULL };

  return classes;
}

char *
hy_look_clock (HyTime t)
{
  int minute = hy_time_minute_of_day (t);

  return g_strdup_printf ("%02d:%02d", minute / 60, minute % 60);
}

char *
hy_look_since (HyTime t, HyTime now)
{
  return hy_date_of (t) == hy_date_of (now) ? hy_look_clock (t) : hy_moment_words (t);
}

char *
hy_look_date (HyTime t, HyTime now)
{
  HyDate date = hy_date_of (t), today = hy_date_of (now);
  g_autofree char *clock = hy_look_clock (t);

  if (date == today)
    return g_strdup_printf (_ ("today %s"), clock);
  if (date == today + 1)
    return g_strdup_printf (_ ("tomorrow %s"), clock);
  return hy_date_words (date);
}

char *
hy_look_moment (HyTime t, HyTime now)
{
  HyDate date = hy_date_of (t), today = hy_date_of (now);

  return date == today || date == today + 1 ? hy_look_date (t, now) : hy_moment_words (t);
}

char *
hy_look_left (HyTime due, HyTime now, const HyCalendar *calendar)
{
  HyTimeLeft left = { 0 };
  int hours, minutes;

  if (calendar == NULL)
    return g_strdup ("");
  hy_time_left (due, now, calendar, &left);
  if (left.overdue)
    return hy_time_left_words (due, now, calendar);
  hours = (int) (left.span / HY_HOUR);
  minutes = (int) (left.span / HY_MINUTE);
  if (left.working_days > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d working day left",
                                         "%d working days left", (gulong) left.working_days),
                            left.working_days);
  if (hours > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d hour left", "%d hours left",
                                         (gulong) hours),
                            hours);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d minute left", "%d minutes left",
                                       (gulong) minutes),
                          minutes);
}

const char *
hy_look_kind (const char *code)
{
  HyDemandKind kind;

  return hy_demand_kind_parse (code, &kind) ? hy_demand_kind_words (kind) : code;
}

const char *
hy_look_channel (const char *code)
{
  HyChannel channel;

  return hy_channel_parse (code, &channel) ? hy_channel_words (channel) : code;
}

/* Whole tails are short enough to be said on the phone; of longer ones the last digits are. */
#define TAIL 6
#define LAST 4

const char *
hy_look_tail (const char *number)
{
  const char *dash;
  glong length;

  if (number == NULL || !g_utf8_validate (number, -1, NULL))
    return "";
  dash = strrchr (number, '-');
  if (dash != NULL && dash[1] != '\0')
    number = dash + 1;
  length = g_utf8_strlen (number, -1);
  if (length <= (dash != NULL ? TAIL : LAST))
    return number;
  return g_utf8_offset_to_pointer (number, length - LAST);
}

/* The chips of screens.md 2.4 in the order of their weight; @valued ones carry a count. */
static const struct
{
  const char *flag, *words;
  gboolean valued;
} chips[] = {
  { "urgent", N_ ("urgent"), FALSE },       { "supervised", N_ ("supervised"), FALSE },
  { "urged", N_ ("urged"), TRUE },          { "rework", N_ ("sent back"), TRUE },
  { "petition", N_ ("petition"), FALSE },   { "repeat", N_ ("repeat"), FALSE },
  { "group", N_ ("group"), FALSE },         { "vacuum", N_ ("vacuum"), FALSE },
  { "special_duty", N_ ("duty"), FALSE },   { "no_number", N_ ("no number"), FALSE },
  { "mediation", N_ ("mediation"), FALSE },
};

static char *
chip_of (const char *const *flags, gsize chip)
{
  gsize length = strlen (chips[chip].flag);

  for (gsize i = 0; flags[i] != NULL; i++)
    {
      if (strncmp (flags[i], chips[chip].flag, length) != 0)
        continue;
      if (flags[i][length] == '\0')
        return g_strdup (_ (chips[chip].words));
      if (flags[i][length] == ':' && chips[chip].valued)
        return g_strdup_printf (_ ("%s %s"), _ (chips[chip].words), flags[i] + length + 1);
      if (flags[i][length] == ':')
        return g_strdup (_ (chips[chip].words));
    }
  return NULL;
}

GPtrArray *
hy_look_chips (const char *flags)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit (flags != NULL ? flags : "", " ", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (chips); i++)
    {
      char *chip = chip_of ((const char *const *) words, i);

      if (chip != NULL)
        g_ptr_array_add (found, chip);
    }
  return found;
}
