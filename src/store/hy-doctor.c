#include "store/hy-doctor.h"

#include "store/hy-blobs.h"
#include "store/hy-sums.h"

void
hy_examination_clear (HyExamination *self)
{
  g_clear_pointer (&self->damage, g_free);
}

/* The sums are thrown away, never ended: an examination mends nothing. */
static gboolean
examine_digest (HyReplica *replica, HyExamination *out, GError **error)
{
  gint64 kept = 0;
  guint64 kept_sum = 0, sum = 0;
  gboolean ok;

  hy_sums_begin (replica);
  hy_sums_get_digest (replica, &kept, &kept_sum);
  ok = hy_sums_recount_digest (replica, error);
  if (ok)
    hy_sums_get_digest (replica, &out->tickets, &sum);
  g_clear_pointer (&replica->sums, hy_sums_free);
  out->digest_sound = ok && kept == out->tickets && kept_sum == sum;
  return ok;
}

static gboolean
count_loose (HyReplica *replica, HyExamination *out, GError **error)
{
  g_autoptr (GError) local = NULL;

  hy_sql_get_int (replica->sql, &out->loose, &local,
                  "SELECT count(*) FROM pragma_foreign_key_check", "");
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
hy_replica_examine (HyReplica *replica, HyExamination *out, GError **error)
{
  int year = 0;

  if (!hy_calendar_self_check (hy_replica_calendar (replica), &year))
    out->calendar_year = year;
  out->damage = hy_sql_check (replica->sql);
  /* A damaged file would only fail again, with fewer words. */
  if (out->damage != NULL)
    return TRUE;
  return examine_digest (replica, out, error) && count_loose (replica, out, error)
         && hy_blobs_count_lost (replica, &out->lost_files, error);
}
