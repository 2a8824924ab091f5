#include "sync/hy-retry-after.h"

#include "core/hy-plant.h"
#include "wire/hy-system-clock.h"

typedef struct
{
  gint64 from; /* ms since boot; both ends, so that another boot's is seldom taken for this one's */
  gint64 until;
  HyTime
      over; /* by the PC's clock, whichever comes first: a clock set forward only asks too soon */
} Span;

static gboolean
save (HyReplica *replica, gpointer data, GError **error)
{
  const Span *self = data;

  return hy_replica_set_meta_int (replica, "retry_from", self->from, error)
         && hy_replica_set_meta_int (replica, "retry_until", self->until, error)
         && hy_replica_set_meta_int (replica, "retry_over", self->over, error);
}

static gboolean
load (HyReplica *replica, gpointer data, GError **error)
{
  Span *self = data;

  self->from = hy_replica_get_meta_int (replica, "retry_from");
  self->until = hy_replica_get_meta_int (replica, "retry_until");
  self->over = hy_replica_get_meta_int (replica, "retry_over");
  return TRUE;
}

gboolean
hy_retry_after_note (HyStore *store, const HyReply *reply, GError **error)
{
  Span span = { .from = hy_system_clock_boottime () };

  if (reply->retry_after <= 0)
    return TRUE;
  span.until = span.from + MIN (reply->retry_after, HY_RETRY_AFTER_MAX) * HY_SECOND;
  span.over = hy_system_clock_now () + span.until - span.from;
  return hy_store_write (store, save, &span, error);
}

gboolean
hy_retry_after_check (HyStore *store, GError **error)
{
  gint64 now = hy_system_clock_boottime ();
  Span span = { 0 };

  if (!hy_store_read (store, load, &span, error))
    return FALSE;
  if (HY_PLANT ("retry-after-ignored") || now < span.from || now >= span.until
      || hy_system_clock_now () >= span.over)
    return TRUE;
  g_set_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_SLOW_DOWN,
               "the district asked not to be troubled for another %d s",
               (int) ((span.until - now + HY_SECOND - 1) / HY_SECOND));
  return FALSE;
}
