/* Compares what there is to be told of with what there was: nothing is told twice, nothing that was
 * there before the program looked, and nothing of a first sync. Pure; one thread at a time. */
#pragma once

#include "store/hy-alerts.h"

G_BEGIN_DECLS

typedef struct _HyAlertWatch HyAlertWatch;

/* @told: (nullable): keys told before, in an earlier run too; copied. */
HyAlertWatch *hy_alert_watch_new (const char *const *told);
void hy_alert_watch_free (HyAlertWatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyAlertWatch, hy_alert_watch_free)

/**
 * hy_alert_watch_begin:
 * @settled: whether the replica has ever had everything
 * @now: the district's time
 *
 * Begins a look; one that was not ended is forgotten. The first look and those at a replica that is not settled
 * tell nothing.
 */
void hy_alert_watch_begin (HyAlertWatch *self, gboolean settled, HyTime now);

/* Whether this thing, which is there now, is to be told. A red light counts only when it turned since the last look:
 * what comes, or is done here, and is red already is told otherwise. */
gboolean hy_alert_watch_see (HyAlertWatch *self, HyAlertKind kind, const char *key, HyTime at);

/* All there is was seen: from now on it is known, and what was to be told was told. */
void hy_alert_watch_end (HyAlertWatch *self);

/* The last keys told, for the next run; free them. */
char **hy_alert_watch_get_told (HyAlertWatch *self);

G_END_DECLS
