#include "sync/hy-syncer.h"

#include "store/hy-copies.h"
#include "store/hy-indexing.h"
#include "sync/hy-schedule.h"
#include "wire/hy-system-clock.h"

#define WAIT_S 50
/* Ten minutes of quiet: then a round says anew that all has arrived, and how the clocks differ,
 * which a held answer cannot tell. */
#define WAITS_A_ROUND 12

struct _HySyncer
{
  GObject parent_instance;
  HyStore *store;
  HyEngine *engine;
  HyEngine *waiter;
  GMainContext *context;
  GThread *thread;
  GNetworkMonitor *network;
  gulong network_handler;

  GMutex mutex;
  GCond changed;
  gboolean stopped;
  gboolean hurried;
  HyTime next_try;
  guint64 bytes;
  GError *failure;       /* of the store, in the last round */
  GCancellable *waiting; /* of the held wait, while there is one */
  GCancellable *running; /* of everything, for stopping */
};

G_DEFINE_FINAL_TYPE (HySyncer, hy_syncer, G_TYPE_OBJECT)

enum
{
  ROUND_ENDED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
emit_round_ended (gpointer data)
{
  g_signal_emit (data, signals[ROUND_ENDED], 0);
  return G_SOURCE_REMOVE;
}

/* Sleeps until @schedule allows the next round, somebody hurries, or the end. */
static void
sleep_until_due (HySyncer *self, HySchedule *schedule)
{
  g_mutex_lock (&self->mutex);
  for (;;)
    {
      HyTime delay;

      if (self->hurried)
        hy_schedule_hurry (schedule, hy_system_clock_boottime ());
      self->hurried = FALSE;
      delay = hy_schedule_delay (schedule, hy_system_clock_boottime ());
      if (delay <= 0 || self->stopped)
        break;
      self->next_try = hy_system_clock_now () + delay;
      g_cond_wait_until (&self->changed, &self->mutex, g_get_monotonic_time () + delay * 1000);
    }
  self->next_try = HY_TIME_NONE;
  g_mutex_unlock (&self->mutex);
}

/* A fault of the line is told by the status; one of the disk has no place there. */
static void
keep_failure (HySyncer *self, GError *error)
{
  g_mutex_lock (&self->mutex);
  g_clear_error (&self->failure);
  if (error != NULL && error->domain == HY_STORE_ERROR)
    self->failure = g_error_copy (error);
  g_mutex_unlock (&self->mutex);
}

GError *
hy_syncer_take_failure (HySyncer *self)
{
  GError *failure;

  g_return_val_if_fail (HY_IS_SYNCER (self), NULL);
  g_mutex_lock (&self->mutex);
  failure = g_steal_pointer (&self->failure);
  g_mutex_unlock (&self->mutex);
  return failure;
}

/* Never on the thread that syncs, which the last unref would have to wait for. */
static void
tell_round_ended (HySyncer *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit_round_ended, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}

/* What ended a wait. */
typedef enum
{
  WOKEN_BY_DISTRICT, /* something is new there */
  WOKEN_BY_PERSON,   /* hurried, or the end */
  WOKEN_BY_TIME,     /* long enough for another round */
  WOKEN_BY_FAULT
} Woken;

/* Whether to wait on: nobody hurried. */
static gboolean
begin_wait (HySyncer *self, GCancellable *cancellable)
{
  gboolean wanted;

  g_mutex_lock (&self->mutex);
  wanted = !self->hurried && !self->stopped;
  if (wanted)
    g_set_object (&self->waiting, cancellable);
  g_mutex_unlock (&self->mutex);
  return wanted;
}

static gboolean
end_wait (HySyncer *self)
{
  gboolean hurried;

  g_mutex_lock (&self->mutex);
  g_clear_object (&self->waiting);
  hurried = self->hurried || self->stopped;
  self->hurried = FALSE;
  g_mutex_unlock (&self->mutex);
  return hurried;
}

/* What came is made easy to find meanwhile. A list that is there already does not wait for that, and
 * neither does who hurries: the rest is done after the next round. */
static void
index_what_came (HySyncer *self, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (begin_wait (self, cancellable) && !hy_indexing_finish (self->store, cancellable, &error))
    g_debug ("Indexing: %s", error->message);
}

static Woken
hold_wait (HySyncer *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE;
  gboolean ok = TRUE;

  index_what_came (self, cancellable);
  for (guint n = 0; ok && !changed && n < WAITS_A_ROUND && begin_wait (self, cancellable); n++)
    ok = hy_engine_wait (self->waiter, WAIT_S, &changed, cancellable, &error);
  if (end_wait (self))
    return WOKEN_BY_PERSON;
  if (!ok)
    return WOKEN_BY_FAULT;
  return changed ? WOKEN_BY_DISTRICT : WOKEN_BY_TIME;
}

/* With or without a line: what waits here is nowhere else. */
static void
keep_copy (HySyncer *self)
{
  g_autoptr (GError) error = NULL;

  if (hy_copies_keep (self->store, &error))
    return;
  g_debug ("Copy of the day: %s", error->message);
  if (g_error_matches (error, HY_STORE_ERROR, HY_STORE_ERROR_UNUSABLE))
    keep_failure (self, error);
}

static gpointer
syncer_main (gpointer data)
{
  HySyncer *self = data;
  HySchedule schedule = { 0 };
  Woken woken = WOKEN_BY_PERSON;

  while (!g_cancellable_is_cancelled (self->running))
    {
      g_autoptr (GError) error = NULL;
      HyRoundSummary summary = { 0 };
      gboolean ok = hy_engine_round (self->engine, &summary, self->running, &error);

      keep_failure (self, error);
      keep_copy (self);
      tell_round_ended (self);
      /* A district that calls for rounds in which nothing comes is not asked without a pause. */
      if (ok && (woken != WOKEN_BY_DISTRICT || summary.received > 0))
        hy_schedule_succeeded (&schedule, hy_system_clock_boottime ());
      else
        ok = FALSE;
      woken = ok ? hold_wait (self) : WOKEN_BY_FAULT;
      /* A Retry-After is the engine's business: it binds every process of the replica. */
      if (woken == WOKEN_BY_FAULT)
        hy_schedule_failed (&schedule, hy_system_clock_boottime (), -1, g_random_double ());
      sleep_until_due (self, &schedule);
    }
  return NULL;
}

void
hy_syncer_hurry (HySyncer *self)
{
  g_return_if_fail (HY_IS_SYNCER (self));

  g_mutex_lock (&self->mutex);
  self->hurried = TRUE;
  if (self->waiting != NULL)
    g_cancellable_cancel (self->waiting);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

HyTime
hy_syncer_next_try (HySyncer *self)
{
  HyTime next;

  g_mutex_lock (&self->mutex);
  next = self->next_try;
  g_mutex_unlock (&self->mutex);
  return next;
}

guint64
hy_syncer_get_bytes (HySyncer *self)
{
  guint64 bytes;

  g_mutex_lock (&self->mutex);
  bytes = self->bytes;
  g_mutex_unlock (&self->mutex);
  return bytes;
}

static void
note_progress (guint received, guint64 bytes, gpointer user_data)
{
  HySyncer *self = user_data;

  g_mutex_lock (&self->mutex);
  self->bytes = bytes;
  g_mutex_unlock (&self->mutex);
}

void
hy_syncer_stop (HySyncer *self)
{
  if (self->thread == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  g_mutex_unlock (&self->mutex);
  g_cancellable_cancel (self->running);
  hy_syncer_hurry (self);
  g_thread_join (g_steal_pointer (&self->thread));
}

static void
on_network_changed (GNetworkMonitor *monitor, gboolean available, HySyncer *self)
{
  if (available)
    hy_syncer_hurry (self);
}

static void
hy_syncer_dispose (GObject *object)
{
  HySyncer *self = HY_SYNCER (object);

  hy_syncer_stop (self);
  g_clear_signal_handler (&self->network_handler, self->network);
  g_clear_pointer (&self->engine, hy_engine_free);
  g_clear_pointer (&self->waiter, hy_engine_free);
  g_clear_object (&self->store);
  g_clear_object (&self->running);
  g_clear_error (&self->failure);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (hy_syncer_parent_class)->dispose (object);
}

static void
hy_syncer_finalize (GObject *object)
{
  HySyncer *self = HY_SYNCER (object);

  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  G_OBJECT_CLASS (hy_syncer_parent_class)->finalize (object);
}

static void
hy_syncer_class_init (HySyncerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hy_syncer_dispose;
  object_class->finalize = hy_syncer_finalize;
  signals[ROUND_ENDED] = g_signal_new ("round-ended", HY_TYPE_SYNCER, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
hy_syncer_init (HySyncer *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->running = g_cancellable_new ();
  self->context = g_main_context_ref_thread_default ();
  self->network = g_network_monitor_get_default ();
}

HySyncer *
hy_syncer_new (HyStore *store, HyTransport *transport, HyTransport *wait_transport)
{
  HySyncer *self = g_object_new (HY_TYPE_SYNCER, NULL);

  self->store = g_object_ref (store);
  self->engine = hy_engine_new (store, transport);
  hy_engine_set_progress (self->engine, note_progress, self);
  self->waiter = hy_engine_new (store, wait_transport);
  self->network_handler
      = g_signal_connect (self->network, "network-changed", G_CALLBACK (on_network_changed), self);
  self->thread = g_thread_new ("huiyin-sync", syncer_main, self);
  return self;
}
