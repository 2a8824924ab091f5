/* What the log tells a reply, and the reply as the district gets it. */
#include "desk/hy-reply-text.h"
#include "support/hy-test-case.h"
#include "wire/hy-json.h"

#include <string.h>

static HyCase *
played (void)
{
  HyCase *c = hy_test_case_new ();
  g_auto (HyRefusal) refusal = { 0 };

  g_assert_null (hy_test_case_play (
      c,
      "09:10 sign;09:20 contact at=2026-11-23T09:20:00+08:00 demands=d1:quiet "
      "purpose=confirm,tell_result;09:40 progress text=went at= with_units=A,B",
      &refusal));
  return c;
}

static void
test_log (void)
{
  g_autoptr (HyCase) c = played ();
  g_autofree char *contact = hy_reply_contact_summary (c);
  g_autofree char *investigation = hy_reply_investigation (c);

  g_assert_true (g_str_has_prefix (contact, "11-23 09:20 "));
  g_assert_nonnull (strstr (contact, "rang the citizen: Reached; demands confirmed: quiet"));
  g_assert_nonnull (strstr (contact, "told the result"));
  g_assert_cmpstr (investigation, ==, "11-23 09:40 went (with A, B)");
}

static void
test_told_in_vain (void)
{
  g_autoptr (HyCase) c = played ();
  g_auto (HyRefusal) refusal = { 0 };
  g_autofree char *contact = NULL;

  g_assert_null (hy_test_case_play (c, "10:00 contact purpose=tell_return outcome=no_answer", &refusal));
  contact = hy_reply_contact_summary (c);
  g_assert_nonnull (strstr (contact, "No answer"));
  g_assert_null (strstr (contact, "passing to another unit"));
}

static void
test_empty_log (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();

  g_assert_null (hy_reply_contact_summary (c));
  g_assert_null (hy_reply_investigation (c));
}

static void
test_whole (void)
{
  g_autoptr (HyCase) c = played ();
  g_autoptr (GVariant) body = hy_json_body_from_text (
      "{\"answers\":[{\"demand_id\":\"d1\",\"finding\":\"true\",\"result\":\"stopped\",\"done\":"
      "false,\"by\":\"2026-11-27\"}],\"contact_summary\":\"rang\",\"result_kind\":\"partly\","
      "\"citizen_opinion\":{\"value\":\"basic\",\"words\":\"so so\"}}",
      -1, NULL);
  g_autofree char *text
      = hy_reply_text_compose (body, c, "Office, Zhang", hy_date_from_ymd (2026, 11, 24));

  g_assert_cmpstr (text, ==,
                   "I. What is asked\n1. quiet\n\n"
                   "II. Contact with the citizen\nrang\n\n"
                   "III. Handling of each demand\n1. “quiet”: True. stopped (by 2026-11-27)\n\n"
                   "IV. Overall result\nPartly solved\n\n"
                   "V. Citizen's opinion\n“so so” – Fairly satisfied\n\n"
                   "Office, Zhang  2026-11-24");
}

static void
test_letter (void)
{
  g_autoptr (HyCase) c = played ();
  g_autoptr (GVariant) body
      = hy_json_body_from_text ("{\"public_text\":\"for all\"}", -1, NULL);
  g_autofree char *text = hy_reply_text_compose (body, c, NULL, hy_date_from_ymd (2026, 11, 24));

  g_assert_true (g_str_has_prefix (text, "Public reply\nfor all\n\nInternal result\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/reply-text/log", test_log);
  g_test_add_func ("/desk/reply-text/told-in-vain", test_told_in_vain);
  g_test_add_func ("/desk/reply-text/empty-log", test_empty_log);
  g_test_add_func ("/desk/reply-text/whole", test_whole);
  g_test_add_func ("/desk/reply-text/letter", test_letter);
  return g_test_run ();
}
