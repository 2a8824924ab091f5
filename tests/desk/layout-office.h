/* An office whose tickets are of every kind that a page shows differently, with texts as long as people write them. */
#pragma once

#include "support/hy-test-replica.h"

G_BEGIN_DECLS

/* The time it is there: a Monday at nine. For HUIYIN_NOW. */
#define LAYOUT_NOW "2026-11-23T09:00:00+08:00"

/* Enrolled, with two persons, policy and calendar; without a ticket. */
HyTestReplica *layout_office_new (void);

/* Adds the tickets: t-new, t-urgent, t-contact, t-contacted, t-told, t-review, t-rework, t-suspended, t-overdue,
 * t-asked, t-closed, t-letter; and an outbox that waits and that was refused. */
void layout_office_fill (HyTestReplica *self);

/* The words that @ticket's title begins with; no other title has them. */
const char *layout_office_title (const char *ticket);

G_END_DECLS
