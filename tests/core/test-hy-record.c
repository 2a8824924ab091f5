#include "core/hy-record.h"

#define SHA "0000000000000000000000000000000000000000000000000000000000000001"

static HyCommand *
sample (void)
{
  HyCommand *command = hy_command_new ();
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "text", "s", "went there");
  g_variant_unref (command->body);
  command->body = g_variant_ref_sink (g_variant_dict_end (&dict));
  command->id = g_strdup ("c-1");
  command->after = g_strdup ("c-0");
  command->amends = g_strdup ("c-9");
  command->person = g_strdup ("p-zhang");
  command->ticket = g_strdup ("t-1");
  command->kind = g_strdup ("progress");
  command->made_at = 1000;
  g_ptr_array_add (command->blobs, hy_blob_ref_new (SHA, 5, "a.jpg", "image/jpeg"));
  return command;
}

static void
test_record_of_command (void)
{
  g_autoptr (HyCommand) command = sample ();
  g_autoptr (HyRecord) record = hy_record_from_command (command, "o-1", "Zhang");
  const HyBlobRef *blob;
  const char *text = NULL;

  g_clear_pointer (&command, hy_command_free);
  g_assert_cmpstr (record->id, ==, "c-1");
  g_assert_cmpstr (record->by_office, ==, "o-1");
  g_assert_cmpstr (record->by_person, ==, "p-zhang");
  g_assert_cmpstr (record->by_name, ==, "Zhang");
  g_assert_null (record->by_district);
  g_assert_cmpstr (record->amends, ==, "c-9");
  g_assert_cmpint (record->version, ==, 0);
  g_assert_cmpint (record->received_at, ==, HY_TIME_NONE);
  g_assert_true (g_variant_lookup (record->body, "text", "&s", &text));
  g_assert_cmpstr (text, ==, "went there");
  blob = g_ptr_array_index (record->blobs, 0);
  g_assert_cmpstr (blob->sha256, ==, SHA);
  g_assert_cmpint (blob->size, ==, 5);
}

static void
test_copies (void)
{
  g_autoptr (HyCommand) command = sample ();
  g_autoptr (HyCommand) second = hy_command_copy (command);
  g_autoptr (HyRecord) record = hy_record_from_command (command, "o-1", NULL);
  g_autoptr (HyRecord) copy = hy_record_copy (record);

  g_clear_pointer (&command, hy_command_free);
  g_clear_pointer (&record, hy_record_free);
  g_assert_cmpstr (second->after, ==, "c-0");
  g_assert_cmpuint (second->blobs->len, ==, 1);
  g_assert_cmpstr (copy->kind, ==, "progress");
  g_assert_null (copy->by_name);
  g_assert_cmpuint (copy->blobs->len, ==, 1);
}

static void
test_empty (void)
{
  g_autoptr (HyRecord) record = hy_record_new ();
  g_autoptr (HyCommand) command = hy_command_new ();

  g_assert_true (g_variant_is_of_type (record->body, G_VARIANT_TYPE_VARDICT));
  g_assert_cmpuint (record->blobs->len, ==, 0);
  g_assert_cmpint (command->v, ==, 1);
}

static void
test_results (void)
{
  HyResultKind kind = HY_N_RESULTS;
  g_autoptr (HyResult) result = hy_result_new ();

  for (int i = 0; i < HY_N_RESULTS; i++)
    {
      g_assert_true (hy_result_kind_parse (hy_result_kind_code ((HyResultKind) i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_cmpstr (hy_result_kind_code (HY_RESULT_LATE_NOTE), ==, "late_note");
  g_assert_false (hy_result_kind_parse ("ok", &kind));
  g_assert_false (hy_result_kind_parse (NULL, &kind));
  result->first = hy_result_new ();
  result->first->code = g_strdup ("too_late");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/of-command", test_record_of_command);
  g_test_add_func ("/record/copies", test_copies);
  g_test_add_func ("/record/empty", test_empty);
  g_test_add_func ("/record/results", test_results);
  return g_test_run ();
}
