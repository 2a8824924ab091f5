/* Compares what there is to be told of with what there was: nothing is told twice, nothing that was
 * there before the program looked, and nothing of a first sync. Pure; main thread. */
#pragma once

#include "store/hy-alerts.h"

G_BEGIN_DECLS

typedef struct _HyAlertWatch HyAlertWatch;

/* @told: (nullable): keys told before, in an earlier run too; copied. */
HyAlertWatch *hy_alert_watch_new (const char *const *told);
void hy_alert_watch_free (HyAlertWatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyAlertWatch, hy_alert_watch_free)

/**
 * hy_alert_watch_look:
 * @alerts: (element-type HyAlert): all there is now
 * @settled: whether the replica has ever had everything
 * @now: the district's time
 *
 * (transfer container): those of @alerts to be told, by kind; they belong to @alerts. The first look
 * and those at a replica that is not settled tell nothing. A red light counts only when it turned
 * since the last look: what comes, or is done here, and is red already is told otherwise.
 */
GPtrArray *hy_alert_watch_look (HyAlertWatch *self, GPtrArray *alerts, gboolean settled, HyTime now);

/* The last keys told, for the next run; free them. */
char **hy_alert_watch_get_told (HyAlertWatch *self);

G_END_DECLS
