#include "core/hy-policy.h"

HyPolicy *
hy_policy_new (void)
{
  HyPolicy *self = g_new0 (HyPolicy, 1);

  g_atomic_ref_count_init (&self->refs);
  for (int i = 0; i < HY_N_CLOCKS; i++)
    self->limits[i] = g_array_new (FALSE, FALSE, sizeof (HyLimitRule));
  return self;
}

HyPolicy *
hy_policy_ref (HyPolicy *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
hy_policy_unref (HyPolicy *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->id);
  for (int i = 0; i < HY_N_CLOCKS; i++)
    g_array_unref (self->limits[i]);
  g_strfreev (self->return_grounds);
  g_strfreev (self->suspend_grounds);
  g_free (self->phone);
  g_free (self->trust);
  g_free (self);
}

/* A ticket reassigned after a rejection starts afresh: its two instants are one again. */
static gboolean
is_rework (const HyTicket *ticket)
{
  return ticket->state == HY_STATE_REWORK
         || (ticket->rework > 0 && ticket->started_at > ticket->dispatched_at);
}

/* Everything of HyWhen that is true of @ticket, but for the kind. */
static guint
conditions (const HyTicket *ticket)
{
  return (hy_ticket_has_flag (ticket, "urgent") ? HY_WHEN_URGENT : 0)
         | (is_rework (ticket) ? HY_WHEN_REWORK : 0)
         | (hy_ticket_has_flag (ticket, "supervised") ? HY_WHEN_SUPERVISED : 0)
         | (hy_ticket_is_letter (ticket) ? HY_WHEN_LETTER : 0);
}

/* The first rule whose conditions lie in @given and that asks for all of @wanted. */
static const HyLimitRule *
find_rule (const GArray *rules, guint given, guint wanted, HyDemandKind kind)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const HyLimitRule *rule = &g_array_index (rules, HyLimitRule, i);

      if ((rule->when & ~(given | HY_WHEN_KIND)) == 0 && (rule->when & wanted) == wanted
          && (!(rule->when & HY_WHEN_KIND) || rule->kind == kind))
        return rule;
    }
  return NULL;
}

static HyLimit
limit_of (const HyPolicy *self, HyClockId clock, const HyTicket *ticket, guint given)
{
  const HyLimitRule *rule = find_rule (self->limits[clock], given, 0, ticket->kind);

  g_return_val_if_fail (rule != NULL, ((HyLimit){ HY_UNIT_WORKING_DAYS, 1 }));
  return rule->limit;
}

HyLimit
hy_policy_limit (const HyPolicy *self, HyClockId clock, const HyTicket *ticket)
{
  return limit_of (self, clock, ticket, conditions (ticket));
}

HyLimit
hy_policy_start_limit (const HyPolicy *self, HyClockId clock, const HyTicket *ticket)
{
  return limit_of (self, clock, ticket, conditions (ticket) & ~(guint) HY_WHEN_SUPERVISED);
}

gboolean
hy_policy_supervised_limit (const HyPolicy *self,
                            HyClockId clock,
                            const HyTicket *ticket,
                            HyLimit *out)
{
  const HyLimitRule *rule
      = find_rule (self->limits[clock], conditions (ticket) | HY_WHEN_SUPERVISED,
                   HY_WHEN_SUPERVISED, ticket->kind);

  if (rule == NULL)
    return FALSE;
  *out = rule->limit;
  return TRUE;
}

gboolean
hy_limit_is_valid (const HyLimit *limit)
{
  int max = limit->unit == HY_UNIT_WORKING_DAYS ? HY_LIMIT_MAX_DAYS : HY_LIMIT_MAX_DAYS * 24 * 60;

  return limit->n >= 1 && limit->n <= max;
}

const char *
hy_clock_code (HyClockId clock)
{
  static const char *const codes[] = { "sign", "contact", "result" };

  g_return_val_if_fail ((guint) clock < HY_N_CLOCKS, "none");
  return codes[clock];
}
