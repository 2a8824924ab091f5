#include "core/hy-rules.h"

#include <string.h>

#define PENDING HY_IN (HY_STATE_PENDING_SIGN)
#define RETURNING HY_IN (HY_STATE_RETURN_REQUESTED)
#define SUBMITTED HY_IN (HY_STATE_SUBMITTED)
#define SUSPENDED HY_IN (HY_STATE_SUSPENDED)
#define CLOSED HY_IN (HY_STATE_CLOSED)
#define ARCHIVED HY_IN (HY_STATE_ARCHIVED)
#define LEFT HY_IN (HY_STATE_LEFT)
/* The result clock runs, or stands still until the suspension ends. */
#define EXTENSIBLE (PENDING | RETURNING | SUSPENDED | HY_IN_WORK)

#define OFFICE(kind, states, fields, guards, apply)                                                \
  {                                                                                                \
    kind, FALSE, FALSE, states, fields, guards, apply                                              \
  }
#define LATE(kind, states, fields, guards, apply)                                                  \
  {                                                                                                \
    kind, FALSE, TRUE, states, fields, guards, apply                                               \
  }
#define EVENT(kind, states, fields, guards, apply)                                                 \
  {                                                                                                \
    kind, TRUE, FALSE, states, fields, guards, apply                                               \
  }

/* clang-format off */
static const HyKind kinds[] = {
  OFFICE ("sign", HY_IN_OFFICE, hy_fields_sign, hy_guards_sign, hy_apply_sign),
  OFFICE ("assign", HY_IN_OFFICE, hy_fields_assign, NULL, hy_apply_assign),
  OFFICE ("claim", HY_IN_OFFICE, NULL, NULL, hy_apply_claim),
  LATE ("contact", HY_IN_OFFICE, hy_fields_contact, NULL, hy_apply_contact),
  LATE ("progress", HY_IN_OFFICE, hy_fields_progress, NULL, NULL),
  OFFICE ("extension_request", EXTENSIBLE, hy_fields_extension_request,
          hy_guards_extension_request, hy_apply_extension_request),
  OFFICE ("return_request", PENDING | HY_IN_WORK, hy_fields_return_request,
          hy_guards_return_request, hy_apply_return_request),
  OFFICE ("coordination_request", HY_IN_OFFICE, hy_fields_coordination_request, NULL, NULL),
  OFFICE ("suspend_request", HY_IN_WORK, hy_fields_suspend_request,
          hy_guards_suspend_request, hy_apply_suspend_request),
  OFFICE ("request_withdraw", HY_IN_OFFICE, hy_fields_request_withdraw,
          hy_guards_request_withdraw, hy_apply_request_withdraw),
  OFFICE ("situation_statement", HY_IN_OFFICE, hy_fields_situation_statement,
          hy_guards_situation_statement, hy_apply_situation_statement),
  OFFICE ("resume", SUSPENDED, hy_fields_why, NULL, hy_apply_suspension_ended),
  OFFICE ("mediation", HY_IN_OFFICE, hy_fields_mediation, hy_guards_mediation, hy_apply_mediation),
  OFFICE ("petition_link", HY_IN_OFFICE, hy_fields_petition_link, NULL, hy_apply_petition_link),
  OFFICE ("interim_reply", HY_IN_WORK, hy_fields_interim_reply, NULL, NULL),
  OFFICE ("reply", HY_IN_OFFICE, hy_fields_reply, hy_guards_reply, hy_apply_reply),
  OFFICE ("reply_withdraw", HY_IN_OFFICE, hy_fields_why,
          hy_guards_reply_withdraw, hy_apply_reply_withdraw),
  OFFICE ("appeal", HY_IN_OFFICE, hy_fields_appeal, hy_guards_appeal, NULL),
  OFFICE ("read_receipt", HY_IN_OFFICE, hy_fields_read_receipt, hy_guards_read_receipt, NULL),
  OFFICE ("reveal", HY_IN_OFFICE, hy_fields_reveal, NULL, NULL),
  OFFICE ("article_suggest", HY_IN_OFFICE, hy_fields_article_suggest, NULL, NULL),

  EVENT ("dispatched", PENDING | LEFT, hy_fields_dispatched, NULL, hy_apply_dispatched),
  EVENT ("reassigned", HY_IN_OPEN | LEFT, hy_fields_reassigned, NULL, hy_apply_dispatched),
  EVENT ("return_granted", RETURNING, hy_fields_dispatched, NULL, hy_apply_return_granted),
  EVENT ("return_refused", RETURNING, hy_fields_rejected, NULL, hy_apply_return_refused),
  EVENT ("extension_granted", EXTENSIBLE, hy_fields_extension_granted,
         hy_guards_extension_granted, hy_apply_extension_granted),
  EVENT ("extension_refused", EXTENSIBLE, hy_fields_rejected,
         hy_guards_extension_decided, hy_apply_extension_refused),
  EVENT ("urged", HY_IN_OPEN, hy_fields_text, NULL, hy_apply_urged),
  EVENT ("supervised", HY_IN_OPEN, hy_fields_supervised, NULL, hy_apply_supervised),
  EVENT ("supplemented", HY_IN_OFFICE, hy_fields_supplemented, NULL, NULL),
  EVENT ("reply_accepted", SUBMITTED, hy_fields_text, NULL, hy_apply_reply_accepted),
  EVENT ("reply_rejected", SUBMITTED, hy_fields_rejected, NULL, hy_apply_rework),
  EVENT ("followed_up", CLOSED, hy_fields_followed_up, NULL, hy_apply_followed_up),
  EVENT ("reopened", CLOSED | ARCHIVED, hy_fields_text, NULL, hy_apply_rework),
  EVENT ("suspension_granted", HY_IN_WORK, hy_fields_text,
         hy_guards_suspension_decided, hy_apply_suspension_granted),
  EVENT ("suspension_refused", HY_IN_WORK, hy_fields_rejected,
         hy_guards_suspension_decided, hy_apply_suspension_refused),
  EVENT ("suspension_ended", SUSPENDED, hy_fields_text, NULL, hy_apply_suspension_ended),
  EVENT ("coordinated", HY_IN_OFFICE, hy_fields_coordinated, NULL, NULL),
  EVENT ("recalled", HY_IN_OPEN, hy_fields_text, NULL, hy_apply_leave),
  EVENT ("merged", HY_IN_OPEN, hy_fields_merged, NULL, hy_apply_leave),
  EVENT ("appeal_decided", HY_IN_OFFICE, hy_fields_appeal_decided, hy_guards_appeal_decided, NULL),
  EVENT ("noted", HY_IN_ANY, hy_fields_text, NULL, NULL),
};
/* clang-format on */

const HyKind *
hy_kind_find (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds) && kind != NULL; i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return &kinds[i];
  return NULL;
}

const HyKind *
hy_kinds (gsize *n)
{
  if (n != NULL)
    *n = G_N_ELEMENTS (kinds);
  return kinds;
}
