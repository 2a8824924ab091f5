/* How often somebody may ask: a bucket for each device, and for each address without a token, that fills with time.
 *
 * No office comes near it: it keeps one that runs wild, or means ill, from the others' share. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HyRates HyRates;

/* @burst: requests that may come at once; @a_second: how many the bucket gains. */
HyRates *hy_rates_new (guint burst, guint a_second);
void hy_rates_free (HyRates *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyRates, hy_rates_free)

/* Takes one for @who at @now (monotonic, µs). 0: there was one; else the seconds after which there is again. */
guint hy_rates_take (HyRates *self, const char *who, gint64 now);
/* How many are remembered: full buckets are not. */
guint hy_rates_size (HyRates *self);

G_END_DECLS
