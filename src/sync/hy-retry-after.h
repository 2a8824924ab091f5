/* Retry-After of the district, which binds every process of the replica and a person's wish too
 * (protocol.md, "Transport"). Kept in the replica by the time since boot, which no clock setting
 * moves. */
#pragma once

#include "store/hy-store.h"
#include "sync/hy-transport.h"

G_BEGIN_DECLS

/* How long it binds at most, in seconds: a district that says more is asked again all the same. */
#define HY_RETRY_AFTER_MAX 3600

/* Keeps what @reply asks for, if it does. */
gboolean hy_retry_after_note (HyStore *store,
                              const HyReply *reply,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* HY_TRANSPORT_ERROR_SLOW_DOWN while one has not run out. */
gboolean hy_retry_after_check (HyStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
