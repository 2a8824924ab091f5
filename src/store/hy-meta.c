#include "store/hy-replica-private.h"
#include "store/hy-text.h"

/* The first one fails the work that reads (hy-worker.c): an absent value means something. */
static void
note_fault (HyReplica *self, GError *error)
{
  if (self->fault == NULL)
    self->fault = error;
  else
    g_clear_error (&error);
}

char *
hy_replica_get_meta (HyReplica *self, const char *key)
{
  GError *error = NULL;
  char *value = NULL;

  hy_sql_get_text (self->sql, &value, &error, "SELECT value FROM meta WHERE key = ?1", "s", key);
  note_fault (self, error);
  return value;
}

gint64
hy_replica_get_meta_int (HyReplica *self, const char *key)
{
  GError *error = NULL;
  gint64 value = 0;

  hy_sql_get_int (self->sql, &value, &error, "SELECT value FROM meta WHERE key = ?1", "s", key);
  note_fault (self, error);
  return value;
}

gboolean
hy_replica_set_meta (HyReplica *self, const char *key, const char *value, GError **error)
{
  if (value == NULL)
    return hy_sql_run (self->sql, NULL, error, "DELETE FROM meta WHERE key = ?1", "s", key);
  return hy_sql_run (self->sql, NULL, error,
                     "INSERT INTO meta (key, value) VALUES (?1, ?2) "
                     "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                     "ss", key, value);
}

gboolean
hy_replica_set_meta_int (HyReplica *self, const char *key, gint64 value, GError **error)
{
  return hy_sql_run (self->sql, NULL, error,
                     "INSERT INTO meta (key, value) VALUES (?1, ?2) "
                     "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                     "si", key, value);
}

/* The enrolment's members by their names in meta. */
static const struct
{
  const char *key;
  gsize offset;
} enrolment_members[] = {
  { "url", G_STRUCT_OFFSET (HyEnrolment, url) },
  { "district", G_STRUCT_OFFSET (HyEnrolment, district) },
  { "district_name", G_STRUCT_OFFSET (HyEnrolment, district_name) },
  { "office", G_STRUCT_OFFSET (HyEnrolment, office) },
  { "office_name", G_STRUCT_OFFSET (HyEnrolment, office_name) },
  { "office_kind", G_STRUCT_OFFSET (HyEnrolment, office_kind) },
  { "device", G_STRUCT_OFFSET (HyEnrolment, device) },
  { "device_name", G_STRUCT_OFFSET (HyEnrolment, device_name) },
};

#define MEMBER(self, i) G_STRUCT_MEMBER (char *, (self), enrolment_members[i].offset)

void
hy_enrolment_clear (HyEnrolment *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (enrolment_members); i++)
    g_clear_pointer (&MEMBER (self, i), g_free);
}

gboolean
hy_replica_get_enrolment (HyReplica *self, HyEnrolment *out, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (enrolment_members); i++)
    MEMBER (out, i) = hy_replica_get_meta (self, enrolment_members[i].key);
  if (out->url != NULL && out->district != NULL && out->office != NULL && out->device != NULL)
    return TRUE;
  hy_enrolment_clear (out);
  g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_ENROLLED,
               _ ("%s: this PC is not enrolled; ask the district for a code"), self->dir);
  return FALSE;
}

gboolean
hy_replica_set_enrolment (HyReplica *self,
                          const HyEnrolment *enrolment,
                          const char *epoch,
                          GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (enrolment_members); i++)
    if (!hy_replica_set_meta (self, enrolment_members[i].key, MEMBER (enrolment, i), error))
      return FALSE;
  hy_replica_mark_changed (self, HY_STORE_CHANGE_STATUS);
  return epoch == NULL || hy_replica_set_meta (self, "epoch", epoch, error);
}

static void
read_clock (HyReplica *self)
{
  if (self->clock_known)
    return;
  self->clock_offset = hy_replica_get_meta_int (self, "clock_offset");
  self->latest = hy_replica_get_meta_int (self, "latest_time");
  self->clock_known = TRUE;
}

HyTime
hy_replica_now (HyReplica *self)
{
  read_clock (self);
  return MAX (self->now (self->now_data) + self->clock_offset, self->latest);
}

gint64
hy_replica_clock_offset (HyReplica *self)
{
  read_clock (self);
  return self->clock_offset;
}

HyTime
hy_replica_latest_time (HyReplica *self)
{
  read_clock (self);
  return self->latest;
}

gboolean
hy_replica_note_time (HyReplica *self, HyTime date, HyTime pc, gint64 round_trip, GError **error)
{
  read_clock (self);
  if (date == HY_TIME_NONE)
    return TRUE;
  if (round_trip >= 0 && round_trip < HY_ROUND_TRIP_MAX)
    {
      self->clock_offset = date - pc;
      if (!hy_replica_set_meta_int (self, "clock_offset", self->clock_offset, error))
        return FALSE;
    }
  if (date <= self->latest)
    return TRUE;
  self->latest = date;
  return hy_replica_set_meta_int (self, "latest_time", date, error);
}
