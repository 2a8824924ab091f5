#include "desk/hy-session-private.h"

#include "desk/hy-settings.h"
#include "store/hy-drafts.h"
#include "sync/hy-enrol.h"
#include "wire/hy-system-clock.h"

#define MINUTE_S 60
/* A first sync commits many times a second; figures are read this often at most. */
#define REFRESH_MS 200

G_DEFINE_FINAL_TYPE (HySession, hy_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_KNOWN,
  PROP_ENROLLED,
  PROP_OFFICE_NAME,
  PROP_PERSON,
  PROP_PERSON_NAME,
  PROP_MINE,
  PROP_BROKEN,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  FIGURES,
  MINUTE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
notify (HySession *self, guint prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

/* A command of huiyinctl's goes up at once, not at the end of a held wait. */
static void
send_what_others_queued (HySession *self)
{
  if (self->figures->foreign && self->figures->sendable)
    hy_session_sync_now (self);
}

static void
round_ended (HySyncer *syncer, HySession *self)
{
  g_autoptr (GError) failure = hy_syncer_take_failure (syncer);

  if (failure != NULL)
    hy_session_note_failure (self, failure);
  hy_session_refresh (self);
}

static gboolean
start_sync (gpointer data)
{
  HySession *self = data;

  self->sync_source = 0;
  self->syncer = hy_syncer_new (self->store, NULL, NULL);
  g_signal_connect_object (self->syncer, "round-ended", G_CALLBACK (round_ended), self, 0);
  return G_SOURCE_REMOVE;
}

void
hy_session_take_figures (HySession *self, HyFigures *figures)
{
  g_autoptr (HyFigures) before = g_steal_pointer (&self->figures);
  g_autofree char *name = g_strdup (before != NULL ? hy_session_get_person_name (self) : NULL);

  self->figures = figures;
  hy_session_note_read (self);
  if (before == NULL)
    {
      hy_session_lock (self);
      notify (self, PROP_KNOWN);
    }
  if (before == NULL || before->enrolled != figures->enrolled)
    notify (self, PROP_ENROLLED);
  if (before == NULL || g_strcmp0 (before->office_name, figures->office_name) != 0)
    notify (self, PROP_OFFICE_NAME);
  if (g_strcmp0 (name, hy_session_get_person_name (self)) != 0)
    notify (self, PROP_PERSON_NAME);
  /* Once what is here has been drawn. */
  if (figures->enrolled && self->syncer == NULL && self->sync_source == 0)
    self->sync_source = g_idle_add_full (G_PRIORITY_LOW, start_sync, self, NULL);
  send_what_others_queued (self);
  g_signal_emit (self, signals[FIGURES], 0);
}

static gboolean
refresh_now (gpointer data)
{
  HySession *self = data;

  self->refresh_source = 0;
  hy_session_read_figures (self);
  return G_SOURCE_REMOVE;
}

void
hy_session_refresh (HySession *self)
{
  g_return_if_fail (HY_IS_SESSION (self));

  if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add (REFRESH_MS, refresh_now, self);
}

static void
store_changed (HyStore *store, guint mask, HySession *self)
{
  self->foreign |= (mask & HY_STORE_CHANGE_OTHER_PROCESS) != 0;
  hy_session_refresh (self);
  g_signal_emit (self, signals[CHANGED], 0, mask);
}

static gboolean
minute_gone (gpointer data)
{
  HySession *self = data;

  hy_session_read_figures (self);
  g_signal_emit (self, signals[MINUTE], 0);
  return G_SOURCE_CONTINUE;
}

void
hy_session_sync_now (HySession *self)
{
  g_return_if_fail (HY_IS_SESSION (self));

  if (self->syncer != NULL)
    hy_syncer_hurry (self->syncer);
}

HyTime
hy_session_next_try (HySession *self)
{
  return self->syncer != NULL ? hy_syncer_next_try (self->syncer) : HY_TIME_NONE;
}

guint64
hy_session_get_bytes (HySession *self)
{
  return self->syncer != NULL ? hy_syncer_get_bytes (self->syncer) : 0;
}

HySession *
hy_session_take_store (HyStore *store)
{
  g_autoptr (HySession) self = g_object_new (HY_TYPE_SESSION, NULL);
  g_autofree char *person = NULL;

  self->store = g_object_ref (store);
  self->settings = hy_settings_new ();
  self->replica_settings = hy_settings_new_for_replica (hy_store_get_dir (store));
  person = g_settings_get_string (self->replica_settings, "person");
  self->person = person[0] != '\0' ? g_steal_pointer (&person) : NULL;
  self->mine = g_settings_get_boolean (self->replica_settings, "mine");
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed), self, 0);
  self->minute_source = g_timeout_add_seconds (MINUTE_S, minute_gone, self);
  hy_session_read_figures (self);
  return g_steal_pointer (&self);
}

HyStore *
hy_session_get_store (HySession *self)
{
  g_return_val_if_fail (HY_IS_SESSION (self), NULL);
  return self->store;
}

GSettings *
hy_session_get_settings (HySession *self)
{
  g_return_val_if_fail (HY_IS_SESSION (self), NULL);
  return self->settings;
}

GSettings *
hy_session_get_replica_settings (HySession *self)
{
  g_return_val_if_fail (HY_IS_SESSION (self), NULL);
  return self->replica_settings;
}

gboolean
hy_session_get_known (HySession *self)
{
  return self->figures != NULL;
}

gboolean
hy_session_get_enrolled (HySession *self)
{
  return self->figures != NULL && self->figures->enrolled;
}

const char *
hy_session_get_office_name (HySession *self)
{
  if (self->figures == NULL || self->figures->office_name == NULL)
    return "";
  return self->figures->office_name;
}

const char *
hy_session_get_person (HySession *self)
{
  return self->person;
}

const char *
hy_session_get_person_name (HySession *self)
{
  return hy_session_get_name (self, self->person);
}

const GPtrArray *
hy_session_get_people (HySession *self)
{
  static const GPtrArray nobody = { NULL, 0 };

  return self->figures != NULL ? self->figures->people : &nobody;
}

const HyPersonRow *
hy_session_find_person (HySession *self, const char *person)
{
  const GPtrArray *people = hy_session_get_people (self);

  for (guint i = 0; person != NULL && i < people->len; i++)
    {
      const HyPersonRow *row = g_ptr_array_index (people, i);

      if (g_str_equal (row->id, person))
        return row;
    }
  return NULL;
}

const char *
hy_session_get_name (HySession *self, const char *person)
{
  const HyPersonRow *row = hy_session_find_person (self, person);

  return row != NULL ? row->name : person;
}

void
hy_session_set_person (HySession *self, const char *person)
{
  g_return_if_fail (HY_IS_SESSION (self));

  self->locked = FALSE;
  hy_session_confirm_person (self);
  if (g_strcmp0 (self->person, person) == 0)
    return;
  g_free (self->person);
  self->person = g_strdup (person);
  g_settings_set_string (self->replica_settings, "person", person != NULL ? person : "");
  notify (self, PROP_PERSON);
  notify (self, PROP_PERSON_NAME);
  hy_session_read_figures (self);
}

void
hy_session_touch (HySession *self)
{
  hy_presence_touch (&self->presence, g_get_monotonic_time ());
}

gboolean
hy_session_is_doubtful (HySession *self)
{
  return self->person != NULL
         && hy_presence_is_doubtful (&self->presence, g_get_monotonic_time ());
}

void
hy_session_confirm_person (HySession *self)
{
  hy_presence_confirm (&self->presence, g_get_monotonic_time ());
}

gboolean
hy_session_get_mine (HySession *self)
{
  return self->mine;
}

void
hy_session_set_mine (HySession *self, gboolean mine)
{
  g_return_if_fail (HY_IS_SESSION (self));

  if (self->mine == mine)
    return;
  self->mine = mine;
  g_settings_set_boolean (self->replica_settings, "mine", mine);
  notify (self, PROP_MINE);
  hy_session_read_figures (self);
}

const GError *
hy_session_get_broken (HySession *self)
{
  return self->broken;
}

const HyStatus *
hy_session_get_status (HySession *self)
{
  static const HyStatus unknown = { .state = "offline" };

  return self->figures != NULL ? &self->figures->status : &unknown;
}

const HyListCounts *
hy_session_get_counts (HySession *self)
{
  static const HyListCounts none = { 0 };

  return self->figures != NULL ? &self->figures->counts : &none;
}

gint64
hy_session_get_on_hand (HySession *self)
{
  return self->figures != NULL ? self->figures->on_hand : 0;
}

gint64
hy_session_get_on_hand_mine (HySession *self)
{
  return self->figures != NULL ? self->figures->on_hand_mine : 0;
}

HyTime
hy_session_now (HySession *self)
{
  if (self->figures == NULL)
    return hy_system_clock_now ();
  return self->figures->now + (g_get_monotonic_time () - self->figures->mono) / 1000;
}

const HyCalendar *
hy_session_get_calendar (HySession *self)
{
  return self->figures != NULL ? self->figures->calendar : NULL;
}

int
hy_session_get_grace_hours (HySession *self)
{
  return self->figures != NULL ? self->figures->grace_hours : 0;
}

const char *
hy_session_get_hotline (HySession *self)
{
  return self->figures != NULL ? self->figures->hotline : NULL;
}

static void
hy_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HySession *self = HY_SESSION (object);

  if (id == PROP_KNOWN)
    g_value_set_boolean (value, hy_session_get_known (self));
  else if (id == PROP_ENROLLED)
    g_value_set_boolean (value, hy_session_get_enrolled (self));
  else if (id == PROP_OFFICE_NAME)
    g_value_set_string (value, hy_session_get_office_name (self));
  else if (id == PROP_PERSON)
    g_value_set_string (value, self->person);
  else if (id == PROP_PERSON_NAME)
    g_value_set_string (value, hy_session_get_person_name (self));
  else if (id == PROP_MINE)
    g_value_set_boolean (value, self->mine);
  else if (id == PROP_BROKEN)
    g_value_set_boxed (value, self->broken);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MINE)
    hy_session_set_mine (HY_SESSION (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_session_dispose (GObject *object)
{
  HySession *self = HY_SESSION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->sync_source, g_source_remove);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->minute_source, g_source_remove);
  g_clear_handle_id (&self->probe_source, g_source_remove);
  if (self->syncer != NULL)
    hy_syncer_stop (self->syncer);
  g_clear_object (&self->syncer);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (hy_session_parent_class)->dispose (object);
}

static void
hy_session_finalize (GObject *object)
{
  HySession *self = HY_SESSION (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->replica_settings);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->undoable, g_hash_table_unref);
  g_clear_pointer (&self->discards, g_hash_table_unref);
  g_clear_pointer (&self->guards, g_hash_table_unref);
  g_clear_pointer (&self->figures, hy_figures_free);
  g_free (self->person);
  g_clear_error (&self->broken);
  G_OBJECT_CLASS (hy_session_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_KNOWN] = g_param_spec_boolean ("known", NULL, NULL, FALSE, shown);
  properties[PROP_ENROLLED] = g_param_spec_boolean ("enrolled", NULL, NULL, FALSE, shown);
  properties[PROP_OFFICE_NAME] = g_param_spec_string ("office-name", NULL, NULL, "", shown);
  properties[PROP_PERSON] = g_param_spec_string ("person", NULL, NULL, NULL, shown);
  properties[PROP_PERSON_NAME] = g_param_spec_string ("person-name", NULL, NULL, NULL, shown);
  properties[PROP_MINE]
      = g_param_spec_boolean ("mine", NULL, NULL, FALSE, shown | G_PARAM_WRITABLE);
  properties[PROP_BROKEN] = g_param_spec_boxed ("broken", NULL, NULL, G_TYPE_ERROR, shown);
  g_object_class_install_properties (object, N_PROPS, properties);
}

static void
hy_session_class_init (HySessionClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);

  object->get_property = hy_session_get_property;
  object->set_property = hy_session_set_property;
  object->dispose = hy_session_dispose;
  object->finalize = hy_session_finalize;
  install_properties (object);
  signals[CHANGED] = g_signal_new ("changed", HY_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[FIGURES] = g_signal_new ("figures", HY_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[MINUTE] = g_signal_new ("minute", HY_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
hy_session_init (HySession *self)
{
  self->cancellable = g_cancellable_new ();
  self->undoable
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) hy_draft_free);
  self->discards
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) hy_discard_free);
  self->guards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
