#include "store/hy-changes.h"

struct _HyChanges
{
  gatomicrefcount refs;
  GWeakRef object;
  GMainContext *context;
  HyChangesFunc func;
  GMutex lock;
  guint mask; /* told and not yet delivered */
};

HyChanges *
hy_changes_new (GObject *object, GMainContext *context, HyChangesFunc func)
{
  HyChanges *self = g_new0 (HyChanges, 1);

  g_atomic_ref_count_init (&self->refs);
  g_weak_ref_init (&self->object, object);
  self->context = g_main_context_ref (context);
  self->func = func;
  g_mutex_init (&self->lock);
  return self;
}

HyChanges *
hy_changes_ref (HyChanges *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hy_changes_unref (HyChanges *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_weak_ref_clear (&self->object);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static guint
take_mask (HyChanges *self)
{
  guint mask;

  g_mutex_lock (&self->lock);
  mask = self->mask;
  self->mask = 0;
  g_mutex_unlock (&self->lock);
  return mask;
}

static gboolean
deliver (gpointer data)
{
  HyChanges *self = data;
  g_autoptr (GObject) object = g_weak_ref_get (&self->object);
  guint mask = take_mask (self);

  if (object != NULL && mask != 0)
    self->func (object, mask);
  return G_SOURCE_REMOVE;
}

void
hy_changes_tell (HyChanges *self, guint mask)
{
  g_autoptr (GSource) source = NULL;
  gboolean waits;

  if (mask == 0)
    return;
  g_mutex_lock (&self->lock);
  waits = self->mask != 0;
  self->mask |= mask;
  g_mutex_unlock (&self->lock);
  if (waits)
    return;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver, hy_changes_ref (self), (GDestroyNotify) hy_changes_unref);
  g_source_attach (source, self->context);
}
