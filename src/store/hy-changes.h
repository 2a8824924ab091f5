/* Carries "something was committed" from the threads of a store to the main context that opened it.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HyChanges HyChanges;

/* Called in @context with the mask of all that was told since the last call; @object is alive
 * during it. */
typedef void (*HyChangesFunc) (GObject *object, guint mask);

/* Keeps no reference on @object; nothing is called once it is gone. */
HyChanges *hy_changes_new (GObject *object, GMainContext *context, HyChangesFunc func);
HyChanges *hy_changes_ref (HyChanges *self);
void hy_changes_unref (HyChanges *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyChanges, hy_changes_unref)

/* Any thread. */
void hy_changes_tell (HyChanges *self, guint mask);

G_END_DECLS
