#include "desk/hy-reply-guards.h"

#include "desk/hy-form-blocks.h"
#include "desk/hy-reply-body.h"
#include "desk/hy-text.h"

#include <string.h>

/* Of the field that mends it; NULL: there is another way out. */
static const char *
field_of (const char *code)
{
  static const char *const of_public[] = { "public_missing", "private_in_public", NULL };

  return g_strv_contains (of_public, code) ? "public_text" : NULL;
}

/* The workflow counts an answer that is there; one without words is none yet. */
static void
find_unanswered (GVariant *typed, GPtrArray *blocks)
{
  g_autoptr (GVariant) answers = hy_body_array (typed, "answers");
  gsize n = answers != NULL ? g_variant_n_children (answers) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) answer = hy_body_element (answers, i);
      g_autofree char *result = hy_typed_text (answer, "result");
      g_autofree char *field = NULL;
      g_autofree char *words = NULL;

      if (result != NULL)
        continue;
      field = g_strdup_printf ("answers.%" G_GSIZE_FORMAT ".result", i);
      words = g_strdup_printf (_ ("Not yet: demand %u has no answer"), (guint) i + 1);
      hy_blocks_add (blocks, "demand_unanswered", field, words);
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

      hy_blocks_add_refusal (blocks, refusal, "reply");
      ((HyBlock *) g_ptr_array_index (blocks, blocks->len - 1))->field
          = g_strdup (field_of (refusal->code));
      /* Where no reply may be at all, nothing else matters. */
      if ((HY_IN_WORK & HY_IN (c->ticket->state)) == 0)
        return;
    }
  find_unanswered (typed, blocks);
}
