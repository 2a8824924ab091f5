/* What huiyinctl prints for scripts. Keys are a contract (man huiyinctl); more may be added, none
 * is renamed. */
#pragma once

#include "store/hy-list.h"
#include "store/hy-outbox.h"
#include "store/hy-status.h"
#include "store/hy-tickets.h"

#include <stdio.h>

G_BEGIN_DECLS

/* @out and a line's end, as the bytes they are: JSON is UTF-8 in every locale. */
void hy_ctl_json_print (const GString *out, FILE *file);

void hy_ctl_json_refusal (GString *out, const char *code, const char *detail, const char *field);
/* {"command":ID}, with "amends":ID when there is one. */
void hy_ctl_json_command (GString *out, const char *id);

/* The facts of a round, for `sync`; @sent and @received are the round's. */
void hy_ctl_json_round (GString *out, const HyStatus *status, gint64 sent, gint64 received);
/* The same and what else is known, for `status`. */
void hy_ctl_json_status (GString *out,
                         const HyStatus *status,
                         const HyEnrolment *enrolment,
                         gint64 sent,
                         gint64 received);

/* "blobs":{…}, of the object that is being written. */
void hy_ctl_json_blobs (GString *out, const HyBlobFigures *blobs);

void hy_ctl_json_row (GString *out, const HyListRow *row);
void hy_ctl_json_item (GString *out, const HyOutboxItem *item);
/* The whole of a ticket at @now: `show`. Marks the records of @view that the district does not
 * have. */
void hy_ctl_json_ticket (GString *out, HyTicketView *view, HyTime now);

G_END_DECLS
