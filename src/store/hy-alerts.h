/* What a person wants to be told of without looking: read in one snapshot, compared by whoever tells
 * (desk/hy-alert-watch.h). No personal data: a title, and of a confidential ticket not even that. */
#pragma once

#include "store/hy-replica.h"

G_BEGIN_DECLS

typedef enum
{
  HY_ALERT_NEW,     /* waits to be signed for, and was not taken in on this PC */
  HY_ALERT_URGED,   /* urged or supervised, counted */
  HY_ALERT_RED,     /* its light is red */
  HY_ALERT_REFUSED, /* a command that needs a decision */
  HY_ALERT_OFFLINE, /* no line for 15 minutes of office hours, and an entry has to arrive today */
  HY_N_ALERTS
} HyAlertKind;

typedef struct
{
  HyAlertKind kind;
  char *key;    /* the same thing has the same key in every snapshot */
  char *ticket; /* id */
  char *number; /* NULL: not known */
  char *title;  /* NULL: confidential, or not known */
  HyTime at;    /* of a red one: since when; of what has to arrive: by when */
} HyAlert;

void hy_alert_free (HyAlert *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyAlert, hy_alert_free)

/* Asked of each thing there is, on the thread that reads: whether it is to be told. @key lives only for the call. */
typedef gboolean (*HyAlertFunc) (HyAlertKind kind, const char *key, HyTime at, gpointer data);

/**
 * hy_alerts_read:
 * @handler: only this person's, and what nobody has; NULL: the whole office
 * @is_news: (scope call): is asked of all of a kind in the order in which they came here, for one that were left out
 *   would be news whenever another goes; and of one of an outage: the entry with the soonest limit
 *
 * (element-type HyAlert): those of which @is_news said so. Only of these more than the key is read: an office may have
 * tens of thousands of the others.
 */
GPtrArray *hy_alerts_read (HyReplica *replica,
                           const char *handler,
                           HyAlertFunc is_news,
                           gpointer data,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
