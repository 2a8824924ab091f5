/* A notification for what is to be told: one of a kind, however many it is about. */
#pragma once

#include "store/hy-alerts.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Names notifications of @kind: a later one takes the place of the one before. Static. */
const char *hy_alert_kind_code (HyAlertKind kind);

/* What all of @news (element-type HyAlert) of @kind say together; NULL: there are none. One opens its
 * ticket, several their queue, refused ones the outbox. */
GNotification *hy_alert_notification (const GPtrArray *news, HyAlertKind kind) G_GNUC_WARN_UNUSED_RESULT;
/* The same in words: title and body; for one kind, of at least one alert. Free both. */
char *hy_alert_title (HyAlertKind kind, guint n);
char *hy_alert_body (const GPtrArray *news, HyAlertKind kind);

G_END_DECLS
