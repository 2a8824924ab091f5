/* What stands against a reply while it is typed. Now is 2026-11-23 10:00, a Monday. */
#include "desk/hy-form-blocks.h"
#include "desk/hy-reply-guards.h"
#include "support/hy-test-case.h"
#include "wire/hy-json.h"

#define CALLED "09:10 sign;09:20 contact demands=d1:a,d2:b"
#define FIRST "{\"demand_id\":\"d1\",\"result\":\"mended\"}"

/* "code field" of each block, a line each. */
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

      g_string_append_printf (out, "%s%s %s", i > 0 ? ", " : "", block->code,
                              block->field != NULL ? block->field : "-");
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
    { "09:10 sign", "{\"answers\":[{\"demand_id\":\"d0\",\"result\":\"done\"}]}", 0, -1,
      "contact_first -" },
    { CALLED, "{\"answers\":[" FIRST ",{\"demand_id\":\"d2\"}]}", 0, -1,
      "demand_unanswered answers.1.result" },
    { CALLED, "{\"answers\":[" FIRST ",{\"demand_id\":\"d2\",\"result\":\"too\"}]}", 0, -1, "" },
    { CALLED, "{\"answers\":[" FIRST ",{\"demand_id\":\"d2\",\"result\":\"too\"}]}", 14, -1,
      "statement_missing -" },
    { CALLED ";09:30 supplemented;09:40 contact",
      "{\"answers\":[" FIRST ",{\"demand_id\":\"d2\",\"result\":\"too\"}]}", 0, 2, "stale_reply -" },
    { CALLED ";09:30 return_request", "{\"answers\":[]}", 0, -1, "decision_pending -" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found
          = blocks_of (rows[i].script, rows[i].typed, rows[i].day, rows[i].base_version);

      g_assert_cmpstr (found, ==, rows[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reply-guards/rows", test_rows);
  return g_test_run ();
}
