/* How long somebody who typed wrong PINs waits for the next try. Pure; time is monotonic
 * microseconds. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* So many wrong ones cost nothing but typing. From then on each costs a pause, the first this one,
 * every further twice the last, up to the longest. */
#define HY_PIN_GUARD_FREE 2
#define HY_PIN_GUARD_PAUSE_US (5 * G_USEC_PER_SEC)
#define HY_PIN_GUARD_LONGEST_US (5 * 60 * G_USEC_PER_SEC)

typedef struct
{
  guint wrong; /* in a row */
  gint64 until;
} HyPinGuard;

/* A try counts as wrong from its beginning: one that is broken off is none for free. */
void hy_pin_guard_begin (HyPinGuard *self, gint64 now);
void hy_pin_guard_passed (HyPinGuard *self);
/* 0: at once. */
gint64 hy_pin_guard_wait (const HyPinGuard *self, gint64 now);

G_END_DECLS
