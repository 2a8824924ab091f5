#include "desk/hy-notifier.h"

#include "desk/hy-alert-watch.h"
#include "desk/hy-alert-words.h"

#define TOLD "notified"
/* What comes within this time is told together. */
#define LOOK_S 2

/* Who shows notifications, as GLib asks them; it complains aloud when there is nobody. */
static const char *const servers[] = { "org.freedesktop.Notifications", "org.gtk.Notifications" };

struct _HyNotifier
{
  GObject parent_instance;
  GApplication *application; /* not owned */
  HySession *session;
  HyAlertWatch *watch; /* NULL: a look has it */
  char *scope; /* whose tickets the last look was of; NULL: the office's */
  GCancellable *cancellable;
  guint source;
  gboolean looked;
  gboolean outage; /* there was something to be told of one */
  guint watches[G_N_ELEMENTS (servers)];
  guint served; /* a bit for each that is there */
};

G_DEFINE_FINAL_TYPE (HyNotifier, hy_notifier, G_TYPE_OBJECT)

/* One look on the reader's thread, which has the watch meanwhile. */
typedef struct
{
  HyAlertWatch *watch;
  char *handler;    /* NULL: the whole office */
  gboolean settled; /* what is there is no longer the first tickets */
  gboolean outage;  /* there is one to be told of */
  GPtrArray *news;
} Look;

static void
look_free (gpointer data)
{
  Look *self = data;

  g_clear_pointer (&self->watch, hy_alert_watch_free);
  g_free (self->handler);
  g_clear_pointer (&self->news, g_ptr_array_unref);
  g_free (self);
}

static gboolean
see (HyAlertKind kind, const char *key, HyTime at, gpointer data)
{
  Look *self = data;

  self->outage |= kind == HY_ALERT_OFFLINE;
  return hy_alert_watch_see (self->watch, kind, key, at);
}

static gboolean
read_alerts (HyReplica *replica, gpointer data, GError **error)
{
  Look *self = data;

  hy_alert_watch_begin (self->watch, self->settled, hy_replica_now (replica));
  self->news = hy_alerts_read (replica, self->handler, see, self, error);
  if (self->news != NULL)
    hy_alert_watch_end (self->watch);
  return self->news != NULL;
}

/* Kept before it is said: what is killed in between is told once rather than twice. */
static void
keep_told (HyNotifier *self)
{
  g_auto (GStrv) told = hy_alert_watch_get_told (self->watch);

  g_settings_set_strv (hy_session_get_replica_settings (self->session), TOLD,
                       (const char *const *) told);
}

static guint
bit_of (const char *name)
{
  return g_str_equal (name, servers[0]) ? 1 : 2;
}

static void
server_came (GDBusConnection *bus, const char *name, const char *owner, gpointer data)
{
  HY_NOTIFIER (data)->served |= bit_of (name);
}

static void
server_went (GDBusConnection *bus, const char *name, gpointer data)
{
  HY_NOTIFIER (data)->served &= ~bit_of (name);
}

static void
tell (HyNotifier *self, const GPtrArray *news)
{
  if (news->len == 0)
    return;
  keep_told (self);
  if (self->served == 0)
    return;
  for (int kind = 0; kind < HY_N_ALERTS; kind++)
    {
      g_autoptr (GNotification) notification = hy_alert_notification (news, kind);

      if (notification != NULL)
        g_application_send_notification (self->application, hy_alert_kind_code (kind),
                                         notification);
    }
}

/* Whose tickets are looked at has changed: what was there before is no news. */
static void
follow_scope (HyNotifier *self, const char *handler)
{
  g_auto (GStrv) told = NULL;

  if (g_strcmp0 (handler, self->scope) == 0)
    return;
  g_free (self->scope);
  self->scope = g_strdup (handler);
  told = hy_alert_watch_get_told (self->watch);
  hy_alert_watch_free (self->watch);
  self->watch = hy_alert_watch_new ((const char *const *) told);
}

/* What is over is no longer shown. */
static void
forget_outage (HyNotifier *self, gboolean outage)
{
  if (self->outage && !outage && self->served != 0)
    g_application_withdraw_notification (self->application,
                                         hy_alert_kind_code (HY_ALERT_OFFLINE));
  self->outage = outage;
}

static void
alerts_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyNotifier) self = user_data;
  Look *look = g_task_get_task_data (G_TASK (result));

  self->watch = g_steal_pointer (&look->watch);
  /* What cannot be read is told by whoever shows it. */
  if (!hy_store_finish (HY_STORE (source), result, NULL)
      || g_cancellable_is_cancelled (self->cancellable))
    return;
  forget_outage (self, look->outage);
  tell (self, look->news);
}

static gboolean
look_now (gpointer data)
{
  HyNotifier *self = data;
  Look *look;

  if (self->watch == NULL)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  look = g_new0 (Look, 1);
  if (hy_session_get_mine (self->session))
    look->handler = g_strdup (hy_session_get_person (self->session));
  follow_scope (self, look->handler);
  look->watch = g_steal_pointer (&self->watch);
  look->settled = hy_session_get_status (self->session)->at != HY_TIME_NONE;
  hy_store_read_async (hy_session_get_store (self->session), read_alerts, look, look_free,
                       self->cancellable, alerts_read, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* Not while the first tickets pour in: they were there before. */
static void
figures_read (HySession *session, HyNotifier *self)
{
  if (self->source != 0 || hy_session_get_status (session)->at == HY_TIME_NONE)
    return;
  /* At once what was there before, so that all that comes is news. */
  if (!self->looked)
    look_now (self);
  else
    self->source = g_timeout_add_seconds (LOOK_S, look_now, self);
  self->looked = TRUE;
}

static void
hy_notifier_dispose (GObject *object)
{
  HyNotifier *self = HY_NOTIFIER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  for (gsize i = 0; i < G_N_ELEMENTS (servers); i++)
    g_clear_handle_id (&self->watches[i], g_bus_unwatch_name);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_notifier_parent_class)->dispose (object);
}

static void
hy_notifier_finalize (GObject *object)
{
  HyNotifier *self = HY_NOTIFIER (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->watch, hy_alert_watch_free);
  g_free (self->scope);
  G_OBJECT_CLASS (hy_notifier_parent_class)->finalize (object);
}

static void
hy_notifier_class_init (HyNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hy_notifier_dispose;
  G_OBJECT_CLASS (klass)->finalize = hy_notifier_finalize;
}

static void
hy_notifier_init (HyNotifier *self)
{
  self->cancellable = g_cancellable_new ();
}

HyNotifier *
hy_notifier_new (GApplication *application, HySession *session)
{
  HyNotifier *self = g_object_new (HY_TYPE_NOTIFIER, NULL);
  g_auto (GStrv) told = g_settings_get_strv (hy_session_get_replica_settings (session), TOLD);

  self->application = application;
  self->session = g_object_ref (session);
  self->watch = hy_alert_watch_new ((const char *const *) told);
  for (gsize i = 0; i < G_N_ELEMENTS (servers); i++)
    self->watches[i]
        = g_bus_watch_name (G_BUS_TYPE_SESSION, servers[i], G_BUS_NAME_WATCHER_FLAGS_AUTO_START,
                            server_came, server_went, self, NULL);
  g_signal_connect_object (session, "figures", G_CALLBACK (figures_read), self, 0);
  return self;
}
