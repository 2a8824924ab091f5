/* The way up: a batch of commands as the district reads it. */
#include "fuzz.h"

#include "core/hy-kinds.h"
#include "wire/hy-envelope.h"
#include "wire/hy-json.h"
#include "wire/hy-record-json.h"

static void
check_command (const HyCommand *command)
{
  const HyKind *kind = hy_kind_find (command->kind);
  g_autofree char *field = NULL;
  g_autofree char *text = hy_command_to_json (command);
  g_autofree char *hash = hy_command_content_hash (command);
  g_autofree char *hash_again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HyCommand) again = hy_command_from_json (text, -1, &error);
  g_autoptr (HyRecord) record = hy_record_from_command (command, "o1", "Zhang");

  g_assert_no_error (error);
  hash_again = hy_command_content_hash (again);
  g_assert_cmpstr (hash, ==, hash_again);
  fuzz_assert_json (hy_record_to_json (record));
  if (kind != NULL && kind->fields != NULL)
    g_assert_true (hy_body_check (command->body, kind->fields, &field) == (field == NULL));
}

static void
check_item (const HyBatchItem *item)
{
  if (item->command != NULL)
    check_command (item->command);
  else
    g_assert_nonnull (item->detail);
  g_assert_nonnull (item->text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyBatch) batch = hy_batch_parse ((const char *) data, size, &error);

  fuzz_assert_told (batch != NULL, error);
  if (batch == NULL)
    return 0;
  g_assert_cmpuint (batch->items->len, <=, HY_BATCH_MAX);
  for (guint i = 0; i < batch->items->len; i++)
    check_item (batch->items->pdata[i]);
  return 0;
}
