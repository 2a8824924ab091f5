/* What stands against a reply while it is typed. Now is 2026-11-23 10:00, a Monday. */
#include "desk/hy-form-blocks.h"
#include "desk/hy-reply-guards.h"
#include "support/hy-test-case.h"
#include "wire/hy-json.h"

#define CALLED "09:10 sign;09:20 contact demands=d1:a,d2:b"
#define MENDED "\"finding\":\"true\",\"result\":\"mended\",\"when\":\"done\"}"
#define FIRST "{\"demand_id\":\"d1\"," MENDED
#define SECOND "{\"demand_id\":\"d2\"," MENDED
#define REST                                                                                       \
  ",\"contact_summary\":\"rang\",\"investigation\":\"went\",\"result_kind\":\"solved\","        \
  "\"opinion\":\"not_asked\"}"

/* The code of each block, of what is to be filled in the field. */
static char *
blocks_of (const char *script, const char *text, int day, gint64 base_version)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autoptr (GVariant) typed = hy_json_body_from_text (text, -1, NULL);
  g_autoptr (GPtrArray) blocks = hy_blocks_new ();
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (HyRefusal) refusal = { 0 };

  g_assert_null (hy_test_case_play (c, script, &refusal));
  hy_reply_guards (typed, c, hy_date_at (hy_date_from_ymd (2026, 11, 23) + day, 10 * 60),
                   base_version, blocks);
  for (guint i = 0; i < blocks->len; i++)
    {
      const HyBlock *block = g_ptr_array_index (blocks, i);

      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "",
                              block->field != NULL ? block->field : block->code);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_rows (void)
{
  static const struct
  {
    const char *script, *typed;
    int day;
    gint64 base_version;
    const char *expected;
  } rows[] = {
    { "09:10 sign", "{\"answers\":[{\"demand_id\":\"d0\"," MENDED "]" REST, 0, -1, "contact_first" },
    { CALLED, "{\"answers\":[" FIRST "," SECOND "]" REST, 0, -1, "" },
    { CALLED, "{\"answers\":[" FIRST ",{\"demand_id\":\"d2\"}]}", 0, -1,
      "answers.1.finding, answers.1.result, answers.1.when, contact_summary, investigation, "
      "result_kind, opinion" },
    { CALLED, "{\"answers\":[" FIRST "," SECOND "]" REST, 14, -1, "statement_missing" },
    { CALLED ";09:30 supplemented;09:40 contact", "{\"answers\":[" FIRST "," SECOND "]" REST, 0, 2,
      "stale_reply" },
    { CALLED ";09:30 return_request", "{\"answers\":[]}", 0, -1, "decision_pending" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found
          = blocks_of (rows[i].script, rows[i].typed, rows[i].day, rows[i].base_version);

      g_assert_cmpstr (found, ==, rows[i].expected);
    }
}

/* The list says of which demand, where the words alone do not. */
static void
test_words (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autoptr (GVariant) typed = hy_json_body_from_text (
      "{\"answers\":[" FIRST ",{\"demand_id\":\"d2\",\"finding\":\"true\"}]" REST, -1, NULL);
  g_autoptr (GPtrArray) blocks = hy_blocks_new ();
  g_auto (HyRefusal) refusal = { 0 };

  g_assert_null (hy_test_case_play (c, CALLED, &refusal));
  hy_reply_guards (typed, c, hy_date_at (hy_date_from_ymd (2026, 11, 23), 10 * 60), -1, blocks);
  g_assert_cmpuint (blocks->len, ==, 2);
  g_assert_cmpstr (((HyBlock *) blocks->pdata[0])->words, ==, "Not yet: demand 2 has no answer");
  g_assert_cmpstr (((HyBlock *) blocks->pdata[1])->words, ==,
                   "Demand 2: Is it done, or by when will it be?");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reply-guards/rows", test_rows);
  g_test_add_func ("/reply-guards/words", test_words);
  return g_test_run ();
}
