#include "desk/hy-record-words.h"
#include "support/hy-test-case.h"
#include "wire/hy-json.h"

static const HyRecord *
last_of (HyCase *c, const char *script)
{
  g_auto (HyRefusal) refusal = { 0 };

  g_assert_null (hy_test_case_play (c, script, &refusal));
  return c->timeline->pdata[c->timeline->len - 1];
}

/* The whole of what a kind says; no id, no code of the wire. */
static void
test_contact (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  const HyRecord *record
      = last_of (c, "09:10 sign; 09:20 contact demands=d1:停止夜间施工 gist=讲了三分钟");
  g_autofree char *verb = hy_record_verb (record);
  g_autofree char *text = hy_record_text (record);

  g_assert_cmpstr (verb, ==, "Phone · reached");
  g_assert_nonnull (g_strstr_len (text, -1, "讲了三分钟"));
  g_assert_nonnull (g_strstr_len (text, -1, "Demand: 停止夜间施工"));
  g_assert_null (g_strstr_len (text, -1, "d1"));
  /* The verb says it. */
  g_assert_null (g_strstr_len (text, -1, "reached"));
}

static void
test_correction (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autofree char *text = hy_record_text (
      last_of (c, "09:10 sign; 09:20 progress id=a; 09:30 progress amends=a text=went why=wrong"));

  g_assert_cmpstr (text, ==, "went\nCorrected because: wrong");
}

static void
test_attached (void)
{
  g_autoptr (HyRecord) record = hy_record_new ();
  HyBlobRef *late = hy_blob_ref_new ("b", 2000, "b.jpg", "image/jpeg");
  g_autofree char *text = NULL;

  record->kind = g_strdup ("progress");
  late->missing = TRUE;
  g_ptr_array_add (record->blobs, hy_blob_ref_new ("a", 1000, "a.jpg", "image/jpeg"));
  g_ptr_array_add (record->blobs, late);
  text = hy_record_text (record);
  g_assert_nonnull (g_strstr_len (text, -1, "Attached: a.jpg"));
  g_assert_nonnull (g_strstr_len (text, -1, "b.jpg"));
  g_assert_true (g_str_has_suffix (text, "not at the district yet"));
}

static void
test_contact_from_the_citizen (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autofree char *verb
      = hy_record_verb (last_of (c, "09:10 sign; 09:20 contact direction=in outcome=no_answer"));

  g_assert_cmpstr (verb, ==, "Phone from the citizen · no answer");
}

static void
test_progress (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autofree char *text = hy_record_text (
      last_of (c, "09:10 sign; 09:20 progress text=去过现场 with_units=城管,社区"));

  g_assert_cmpstr (text, ==, "去过现场\nWith: 城管, 社区");
}

static void
test_reply (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  const HyRecord *record
      = last_of (c, "09:10 sign; 09:20 contact; 10:00 reply investigation=查过 result_kind=solved");
  g_autofree char *text = hy_record_text (record);

  g_assert_nonnull (g_strstr_len (text, -1, "Result: solved"));
  g_assert_nonnull (g_strstr_len (text, -1, "Investigation: 查过"));
  g_assert_null (g_strstr_len (text, -1, "not_asked"));
}

static void
test_district (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  const HyRecord *record = last_of (c, "09:10 sign; 09:30 supervised level=yellow text=三天内报");
  g_autofree char *verb = hy_record_verb (record);
  g_autofree char *text = hy_record_text (record);

  g_assert_cmpstr (verb, ==, "Supervised");
  g_assert_cmpstr (text, ==, "三天内报\nCard: yellow");
}

/* Everything that was filled in is there to be read again. */
static void
test_requests (void)
{
  static const struct
  {
    const char *kind, *body, *words;
  } said[] = {
    { "mediation",
      "{\"suitable\":{\"civil\":true},\"parties\":[\"甲\",\"乙\"],\"agreement\":[{\"who\":\"甲\",\"what\":\"关音响\","
      "\"by\":\"2026-11-30\"}],\"outcome\":\"谈成\"}",
      "Sides: 甲, 乙\nAgreed: 甲 · 关音响 · 11-30 Mon\nOutcome: 谈成" },
    { "appeal", "{\"against\":\"rework\",\"why\":\"w\"}", "w\nAgainst: That it was sent back" },
    { "coordination_request", "{\"problem\":\"other\"}", "Problem: Something else" },
    { "coordinated", "{\"lead\":\"住建局\",\"assist\":\"街道\"}", "Lead: 住建局\nHelped by: 街道" },
    { "followed_up", "{\"reached\":false}", "Reached: no" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autoptr (HyRecord) record = hy_record_new ();
      g_autofree char *text = NULL;

      record->kind = g_strdup (said[i].kind);
      record->body = g_variant_ref_sink (hy_json_body_from_text (said[i].body, -1, NULL));
      text = hy_record_text (record);
      g_assert_cmpstr (text, ==, said[i].words);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/record-words/contact", test_contact);
  g_test_add_func ("/desk/record-words/correction", test_correction);
  g_test_add_func ("/desk/record-words/attached", test_attached);
  g_test_add_func ("/desk/record-words/contact-in", test_contact_from_the_citizen);
  g_test_add_func ("/desk/record-words/progress", test_progress);
  g_test_add_func ("/desk/record-words/reply", test_reply);
  g_test_add_func ("/desk/record-words/district", test_district);
  g_test_add_func ("/desk/record-words/requests", test_requests);
  return g_test_run ();
}
