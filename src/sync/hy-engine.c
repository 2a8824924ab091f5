#include "sync/hy-engine-private.h"

#include "store/hy-blobs.h"
#include "store/hy-outbox.h"
#include "store/hy-pull.h"
#include "store/hy-status.h"
#include "sync/hy-enrol.h"
#include "sync/hy-http-transport.h"
#include "sync/hy-sync-lock.h"

#include "store/hy-text.h"

/* A restore or an expired cursor makes a round begin anew; a district that never settles is not
 * followed further. */
#define PASSES_MAX 4

HyEngine *
hy_engine_new (HyStore *store, HyTransport *transport)
{
  HyEngine *self = g_new0 (HyEngine, 1);

  self->store = g_object_ref (store);
  self->own_transport = transport == NULL;
  g_set_object (&self->transport, transport);
  self->dir = g_strdup (hy_store_get_dir (store));
  return self;
}

static void
forget_enrolment (HyEngine *self)
{
  g_clear_pointer (&self->device, g_free);
  g_clear_pointer (&self->token, g_free);
  g_clear_pointer (&self->epoch, g_free);
}

void
hy_engine_free (HyEngine *self)
{
  forget_enrolment (self);
  g_clear_pointer (&self->put_off, g_hash_table_unref);
  g_clear_pointer (&self->dir, g_free);
  g_clear_object (&self->transport);
  g_clear_object (&self->store);
  g_free (self);
}

void
hy_engine_set_progress (HyEngine *self, HyProgressFunc func, gpointer user_data)
{
  self->progress = func;
  self->progress_data = user_data;
}

typedef struct
{
  HyEnrolment enrolment;
  char *epoch;
  HyTime latest;
} Prepare;

static gboolean
load_enrolment (HyReplica *replica, gpointer data, GError **error)
{
  Prepare *self = data;

  if (!hy_replica_get_enrolment (replica, &self->enrolment, error))
    return FALSE;
  self->epoch = hy_replica_get_meta (replica, "epoch");
  self->latest = hy_replica_latest_time (replica);
  return TRUE;
}

static gboolean
make_transport (HyEngine *self, Prepare *prepare, GError **error)
{
  g_autofree char *ca = hy_pinned_ca (self->dir);

  if (!self->own_transport)
    return TRUE;
  g_clear_object (&self->transport);
  self->transport = hy_http_transport_new (prepare->enrolment.url, ca, prepare->latest, error);
  return self->transport != NULL;
}

/* Reads anew what another process may have changed: enrolment, token, epoch, pinned CA. */
static gboolean
prepare (HyEngine *self, GError **error)
{
  Prepare work = { 0 };
  gboolean ok;

  forget_enrolment (self);
  ok = hy_store_read (self->store, load_enrolment, &work, error);
  if (ok)
    {
      self->device = g_strdup (work.enrolment.device);
      self->epoch = g_steal_pointer (&work.epoch);
      self->token = hy_token_load (self->dir, self->device, error);
      ok = self->token != NULL && make_transport (self, &work, error);
      if (self->token == NULL && (error == NULL || *error == NULL))
        g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_ENROLLED,
                     "this PC has no token of the district: enrol it again");
    }
  hy_enrolment_clear (&work.enrolment);
  g_free (work.epoch);
  return ok;
}

static gboolean
enter_epoch (HyReplica *replica, gpointer data, GError **error)
{
  return hy_pull_begin_bootstrap (replica, TRUE, data, error);
}

gboolean
hy_engine_enter_epoch (HyEngine *self, const char *epoch, GError **error)
{
  g_message ("%s", _ ("the district was restored: everything is fetched anew"));
  if (!hy_store_write (self->store, enter_epoch, (gpointer) epoch, error))
    return FALSE;
  g_free (self->epoch);
  self->epoch = g_strdup (epoch);
  return TRUE;
}

static gboolean
put_back (HyReplica *replica, gpointer data, GError **error)
{
  return hy_outbox_put_back (replica, error);
}

static gboolean
read_aside (HyReplica *replica, gpointer data, GError **error)
{
  return hy_pull_read_aside (replica, data, error);
}

static gboolean
read_all_aside (HyEngine *self, GError **error)
{
  g_auto (HyAsidePlace) place = { 0 };

  while (!place.ended)
    if (!hy_store_write (self->store, read_aside, &place, error))
      return FALSE;
  return TRUE;
}

/* What a round that died had taken is to be sent like the rest; once in the life of a program it is seen whether what is
 * kept aside is understood by now. */
static gboolean
pick_up (HyEngine *self, GError **error)
{
  if (!hy_store_write (self->store, put_back, NULL, error))
    return FALSE;
  if (!self->aside_read)
    self->aside_read = read_all_aside (self, error);
  return self->aside_read;
}

static gboolean
look_for_sendable (HyReplica *replica, gpointer data, GError **error)
{
  return hy_outbox_has_sendable (replica, data, error);
}

/* Push, then pull: so the pull brings back what the push did. Files between, for a while: neither
 * waits for them. Once more when that made something sendable, or files are left. */
static gboolean
run_parts (HyEngine *self, GCancellable *cancellable, GError **error)
{
  HyPart part = HY_PART_AGAIN;
  gboolean more = FALSE;

  for (guint pass = 0; pass < PASSES_MAX; pass += more ? 0 : 1)
    {
      gboolean sendable = FALSE;

      more = FALSE;
      if (!hy_engine_push (self, &part, cancellable, error))
        return FALSE;
      if (part == HY_PART_DONE && !hy_engine_push_blobs (self, &more, cancellable, error))
        return FALSE;
      if (part == HY_PART_DONE && !hy_engine_pull (self, &part, cancellable, error))
        return FALSE;
      if (part == HY_PART_AGAIN)
        continue;
      if (!hy_store_read (self->store, look_for_sendable, &sendable, error))
        return FALSE;
      if (!sendable && !more)
        return TRUE;
    }
  if (part == HY_PART_DONE)
    return TRUE;
  g_set_error_literal (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER,
                       "the district keeps asking to begin anew");
  return FALSE;
}

typedef struct
{
  HyRoundEnd end;
  const char *fault;
  const char *detail;
  HyRoundSummary summary;
  gboolean sweep; /* out: files were forgotten */
} End;

static gboolean
note_end (HyReplica *replica, gpointer data, GError **error)
{
  End *self = data;

  return hy_outbox_expire (replica, error)
         && hy_blobs_expire (replica, &self->sweep, error)
         && hy_replica_set_meta_int (replica, "round_sent", self->summary.sent, error)
         && hy_replica_set_meta_int (replica, "round_received", self->summary.received, error)
         && hy_status_note_round (replica, self->end, self->fault, self->detail, error);
}

static gboolean
sweep (HyReplica *replica, gpointer data, GError **error)
{
  return hy_blobs_sweep (replica, FALSE, error);
}

static HyRoundEnd
end_of (const GError *error)
{
  if (g_error_matches (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_UNAUTHORIZED)
      || g_error_matches (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_REVOKED))
    return HY_ROUND_UNAUTHORIZED;
  if (g_error_matches (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_CLOCK))
    return HY_ROUND_CLOCK;
  return HY_ROUND_OFFLINE;
}

/* How the round ended is told to everyone who looks at the replica; a round that never was leaves
 * what stood. */
static gboolean
finish (HyEngine *self, gboolean ok, GError **error)
{
  g_autoptr (GError) ignored = NULL;
  End end = { .end = HY_ROUND_DONE, .summary = self->summary };

  if (ok)
    return hy_store_write (self->store, note_end, &end, error)
           && (!end.sweep || hy_store_write (self->store, sweep, NULL, error));
  if ((*error)->domain != HY_TRANSPORT_ERROR)
    return FALSE;
  end = (End){ end_of (*error), hy_transport_error_code (*error), (*error)->message,
               self->summary };
  if (!hy_store_write (self->store, note_end, &end, &ignored))
    g_warning ("%s", ignored->message);
  return FALSE;
}

gboolean
hy_engine_round (HyEngine *self, HyRoundSummary *summary, GCancellable *cancellable, GError **error)
{
  g_autoptr (HySyncLock) lock = hy_sync_lock_take (self->dir, NULL, cancellable, error);
  g_autoptr (GError) fault = NULL;
  gboolean ok;

  self->summary = (HyRoundSummary){ 0 };
  self->bytes = 0;
  self->time_noted = FALSE;
  self->wipe = FALSE;
  hy_engine_begin_blobs (self);
  if (lock == NULL)
    return FALSE;
  ok = prepare (self, &fault) && pick_up (self, &fault) && run_parts (self, cancellable, &fault);
  if (!ok && self->wipe)
    hy_engine_wipe (self, cancellable);
  ok = finish (self, ok, &fault);
  if (summary != NULL)
    *summary = self->summary;
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&fault));
  return ok;
}

gboolean
hy_engine_wait (
    HyEngine *self, guint seconds, gboolean *changed, GCancellable *cancellable, GError **error)
{
  return prepare (self, error)
         && hy_engine_poll (self, MIN (seconds, 50), changed, cancellable, error);
}

gboolean
hy_engine_fetch (HyEngine *self,
                 const HyBlobRef *blob,
                 const char *ticket,
                 GCancellable *cancellable,
                 GError **error)
{
  return prepare (self, error)
         && hy_engine_fetch_blob (self, blob, ticket, cancellable, error);
}
