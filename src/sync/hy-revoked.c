#include "sync/hy-engine-private.h"

#include "store/hy-wipe.h"
#include "sync/hy-enrol.h"

#include "store/hy-text.h"

static gboolean
wipe (HyReplica *replica, gpointer data, GError **error)
{
  return hy_replica_wipe (replica, *(gboolean *) data, error);
}

static gboolean
wipe_files (HyReplica *replica, gpointer data, GError **error)
{
  return hy_replica_wipe_files (replica, error);
}

static gboolean
prepare (HyReplica *replica, gpointer data, GError **error)
{
  return hy_replica_prepare_wipe (replica, error);
}

void
hy_engine_wipe (HyEngine *self, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  HyPart part;
  gboolean sent = hy_store_write (self->store, prepare, NULL, &error)
                  && hy_engine_push (self, &part, cancellable, &error) && part == HY_PART_DONE;
  gboolean keep_outbox = !sent;

  g_clear_error (&error);
  g_message ("%s", _ ("the district has revoked this PC: its data is deleted"));
  if (!hy_store_write (self->store, wipe, &keep_outbox, &error)
      || !hy_store_read (self->store, wipe_files, NULL, &error)
      || !hy_token_delete (self->dir, &error))
    g_warning ("deleting: %s", error->message);
}
