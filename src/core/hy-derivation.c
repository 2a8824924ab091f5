#include "core/hy-clocks.h"

static void
add_day (GArray *days, HyDate date)
{
  if (days->len < HY_DERIVATION_MAX_DAYS)
    g_array_append_val (days, date);
}

/* Hours may run on the start's own day; a working day is counted from the next one. */
static void
list_days (HyDerivation *self, const HyCalendar *calendar)
{
  gboolean of_days = self->limit.unit == HY_UNIT_WORKING_DAYS;
  HyDate first = hy_date_of (self->start) + of_days;
  HyDate last = MIN (hy_date_of (self->due), first + HY_DERIVATION_MAX_DAYS - 1);

  for (HyDate date = first; date <= last; date++)
    {
      self->provisional |= hy_calendar_is_provisional (calendar, date);
      if (!hy_calendar_is_working_day (calendar, date))
        add_day (self->skipped, date);
      else if (of_days)
        add_day (self->days, date);
    }
}

HyDerivation *
hy_clock_derive (const HyClock *clock, HyClockId id, const HyCalendar *calendar)
{
  HyDerivation *self = g_new0 (HyDerivation, 1);

  self->clock = id;
  self->limit = clock->limit;
  self->origin = clock->origin;
  self->start = clock->counted_from;
  self->due = clock->due;
  self->moved = clock->moved;
  self->extended = clock->extended;
  self->days = g_array_new (FALSE, FALSE, sizeof (HyDate));
  self->skipped = g_array_new (FALSE, FALSE, sizeof (HyDate));
  if (clock->exists && self->limit.unit != HY_UNIT_NATURAL_MINUTES)
    list_days (self, calendar);
  if (self->moved && self->days->len > 0)
    self->limit.n = (int) self->days->len;
  return self;
}

void
hy_derivation_free (HyDerivation *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->days);
  g_array_unref (self->skipped);
  g_free (self);
}
