#include "desk/hy-reply-guards.h"

#include "desk/hy-form-blocks.h"
#include "desk/hy-reply-body.h"
#include "desk/hy-text.h"

#include <string.h>

#define ANSWERS "answers."

/* Whether a field says as much, which is where it is mended. */
static gboolean
is_of_field (const char *code)
{
  static const char *const of_fields[]
      = { "demand_unanswered", "public_missing", "private_in_public", NULL };

  return g_strv_contains (of_fields, code);
}

/* Under its demand the field says what it lacks, here it says of which demand. */
static char *
gap_words (const HyFault *fault)
{
  guint index;

  if (!g_str_has_prefix (fault->field, ANSWERS) || g_str_has_suffix (fault->field, ".result"))
    return g_strdup (fault->words);
  index = (guint) g_ascii_strtoull (fault->field + strlen (ANSWERS), NULL, 10);
  return g_strdup_printf (_ ("Demand %u: %s"), index + 1, fault->words);
}

static void
find_gaps (GVariant *typed, const HyCase *c, HyTime now, GPtrArray *blocks)
{
  g_autoptr (GPtrArray) faults = hy_faults_new ();
  GVariant *body = hy_reply_body (typed, c, now, faults);

  if (body != NULL)
    g_variant_unref (g_variant_ref_sink (body));
  for (guint i = 0; i < faults->len; i++)
    {
      const HyFault *fault = g_ptr_array_index (faults, i);
      g_autofree char *words = gap_words (fault);

      hy_blocks_add (blocks, NULL, fault->field, words);
    }
}

void
hy_reply_guards (GVariant *typed, const HyCase *c, HyTime now, gint64 base_version, GPtrArray *blocks)
{
  g_autoptr (HyRecord) record = hy_record_new ();
  HyStep step = { hy_kind_find ("reply"), record, base_version, now };
  g_autoptr (GPtrArray) stops = NULL;

  g_clear_pointer (&record->body, g_variant_unref);
  record->body = g_variant_ref_sink (hy_reply_body (typed, c, now, NULL));
  stops = hy_case_stops (c, &step);
  for (guint i = 0; i < stops->len; i++)
    {
      const HyRefusal *refusal = g_ptr_array_index (stops, i);

      if (!is_of_field (refusal->code))
        hy_blocks_add_refusal (blocks, refusal, "reply");
      /* Where no reply may be at all, nothing else matters. */
      if ((HY_IN_WORK & HY_IN (c->ticket->state)) == 0)
        return;
    }
  find_gaps (typed, c, now, blocks);
}
