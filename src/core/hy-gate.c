#include "core/hy-rules.h"

#include <string.h>

static gboolean
is_contact (const HyRecord *record)
{
  /* What an office that has lost the ticket sends in afterwards is history, not this office's call.
   */
  return !record->late && strcmp (record->kind, "contact") == 0;
}

const HyRecord *
hy_case_find_record (const HyCase *self, const char *id)
{
  if (id == NULL)
    return NULL;
  for (guint i = self->timeline->len; i > 0; i--)
    {
      const HyRecord *record = g_ptr_array_index (self->timeline, i - 1);

      if (strcmp (record->id, id) == 0)
        return record;
    }
  return NULL;
}

/* Index of the record that the one at @index amends, which is always an earlier one of its kind; or
 * -1. */
static gint64
amended_index (const HyCase *c, guint index)
{
  const HyRecord *record = g_ptr_array_index (c->timeline, index);

  if (record->amends == NULL)
    return -1;
  for (guint i = index; i > 0; i--)
    {
      const HyRecord *other = g_ptr_array_index (c->timeline, i - 1);

      if (strcmp (other->id, record->amends) == 0)
        return strcmp (other->kind, record->kind) == 0 ? (gint64) i - 1 : -1;
    }
  return -1;
}

gboolean
hy_amends_one (const HyCase *c, guint index)
{
  return amended_index (c, index) >= 0;
}

static guint
root_index (const HyCase *c, guint index)
{
  gint64 amended;

  while ((amended = amended_index (c, index)) >= 0)
    index = (guint) amended;
  return index;
}

/* The latest record, before @to, of the chain that begins at @root. */
static const HyRecord *
latest_of_chain (const HyCase *c, guint root, guint to)
{
  for (guint i = to; i > root + 1; i--)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i - 1);

      if (record->amends != NULL && root_index (c, i - 1) == root)
        return record;
    }
  return g_ptr_array_index (c->timeline, root);
}

static gboolean
find_index (const HyCase *c, const HyRecord *record, guint *index)
{
  for (guint i = 0; i < c->timeline->len; i++)
    if (strcmp (((HyRecord *) g_ptr_array_index (c->timeline, i))->id, record->id) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

const HyRecord *
hy_case_effective (const HyCase *self, const HyRecord *record)
{
  guint index;

  if (!find_index (self, record, &index))
    return record;
  return latest_of_chain (self, root_index (self, index), self->timeline->len);
}

const HyRecord *
hy_case_amended (const HyCase *self, const HyRecord *record)
{
  guint index;
  gint64 amended = find_index (self, record, &index) ? amended_index (self, index) : -1;

  return amended >= 0 ? g_ptr_array_index (self->timeline, amended) : NULL;
}

gboolean
hy_case_is_amended (const HyCase *self, const HyRecord *record)
{
  return strcmp (hy_case_effective (self, record)->id, record->id) != 0;
}

const HyRecord *
hy_contact_at (const HyCase *c, guint index, guint to)
{
  const HyRecord *record = g_ptr_array_index (c->timeline, index);

  if (!is_contact (record) || hy_amends_one (c, index))
    return NULL;
  return latest_of_chain (c, index, to);
}

gint64
hy_half_day (HyTime t)
{
  return (gint64) hy_date_of (t) * 2 + (hy_time_minute_of_day (t) >= 12 * 60);
}

/* A try to reach the citizen: what tells it from another. */
typedef struct
{
  const char *number;
  const char *channel;
  HyTime at;
  gint64 half_day;
  gboolean dead; /* a wrong number, or one that is off */
} Try;

/* A call that names no number went to the citizen's own. */
static const char *
number_of (const HyCitizen *citizen, const HyRecord *contact)
{
  const char *number = hy_body_string (contact->body, "number_used");

  if (!hy_text_is_blank (number))
    return number;
  return citizen->phone != NULL ? citizen->phone : citizen->phone2;
}

static void
read_try (const HyCase *c, const HyRecord *contact, Try *try)
{
  const char *outcome = hy_body_string (contact->body, "outcome");

  try->at = contact->made_at;
  hy_body_time (contact->body, "at", &try->at);
  try->number = number_of (&c->ticket->citizen, contact);
  try->channel = hy_body_string (contact->body, "channel");
  try->half_day = hy_half_day (try->at);
  try->dead = g_strcmp0 (outcome, "wrong_number") == 0 || g_strcmp0 (outcome, "off") == 0;
}

static const char *
next_digit (const char *text)
{
  while (*text != '\0' && !g_ascii_isdigit (*text))
    text++;
  return text;
}

/* Two numbers differ when their digits do: "139-0000" is "1390000". */
static gboolean
numbers_differ (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return FALSE;
  for (a = next_digit (a), b = next_digit (b); *a != '\0' && *a == *b;)
    {
      a = next_digit (a + 1);
      b = next_digit (b + 1);
    }
  return *a != *b;
}

/* The tries of a round so far. */
typedef struct
{
  GArray *tries;      /* of Try */
  gboolean other_way; /* a dead number, and one try by another number or channel */
} Tries;

static void
tries_add (Tries *self, const HyCase *c, const HyRecord *contact, HyGate *gate)
{
  Try new;
  gboolean new_half = TRUE;

  read_try (c, contact, &new);
  for (guint i = 0; i < self->tries->len; i++)
    {
      const Try *old = &g_array_index (self->tries, Try, i);

      new_half = new_half && old->half_day != new.half_day;
      if ((old->dead || new.dead)
          && (g_strcmp0 (old->channel, new.channel) != 0
              || numbers_differ (old->number, new.number)))
        self->other_way = TRUE;
    }
  g_array_append_val (self->tries, new);
  gate->tries++;
  gate->half_days += new_half;
  gate->last_try = MAX (gate->last_try, new.at);
}

static void
scan_contact (const HyCase *c, const HyRecord *contact, Tries *tries, HyGate *gate)
{
  if (g_strcmp0 (hy_body_string (contact->body, "outcome"), "reached") == 0)
    gate->reached = TRUE;
  else
    tries_add (tries, c, contact, gate);
  gate->attempts = tries->other_way
                   || (gate->tries >= c->policy->attempts_min
                       && gate->half_days >= c->policy->attempts_half_days);
  if (gate->opener == NULL && (gate->reached || gate->attempts))
    gate->opener = contact;
}

void
hy_gate_scan (const HyCase *c, guint from, guint to, HyGate *out)
{
  Tries tries = { 0 };

  *out = (HyGate){ .last_try = HY_TIME_NONE };
  out->waived = hy_ticket_is_waived (c->ticket);
  for (guint i = from; i < to; i++)
    {
      const HyRecord *contact = hy_contact_at (c, i, to);

      if (contact == NULL)
        continue;
      if (tries.tries == NULL)
        tries.tries = g_array_new (FALSE, FALSE, sizeof (Try));
      scan_contact (c, contact, &tries, out);
    }
  out->open = out->waived || out->opener != NULL;
  g_clear_pointer (&tries.tries, g_array_unref);
}

gboolean
hy_record_is_dispatch (const HyRecord *record)
{
  static const char *const kinds[] = { "dispatched", "reassigned", "return_granted", NULL };

  return !record->late && g_strv_contains (kinds, record->kind);
}

gboolean
hy_record_starts_clocks (const HyRecord *record)
{
  gboolean satisfied;

  if (record->late)
    return FALSE;
  if (strcmp (record->kind, "followed_up") == 0)
    return hy_body_bool (record->body, "satisfied", &satisfied) && !satisfied;
  return hy_record_is_dispatch (record) || strcmp (record->kind, "reply_rejected") == 0
         || strcmp (record->kind, "reopened") == 0;
}

guint
hy_clocks_round (const HyCase *c)
{
  for (guint i = c->timeline->len; i > 0; i--)
    if (hy_record_starts_clocks (g_ptr_array_index (c->timeline, i - 1)))
      return i;
  return 0;
}

void
hy_case_gate (const HyCase *self, HyGate *out)
{
  guint from = hy_clocks_round (self);

  /* A supplement asks for another call; it does not turn the clocks back. */
  for (guint i = self->timeline->len; i > from; i--)
    if (strcmp (((HyRecord *) g_ptr_array_index (self->timeline, i - 1))->kind, "supplemented")
        == 0)
      {
        from = i;
        break;
      }
  hy_gate_scan (self, from, self->timeline->len, out);
}
