/* A batch of commands accepted: every element is answered, what comes twice is done once, and what the district then
 * tells its offices can be read by them. */
#include "fuzz-authority.h"
#include "fuzz.h"

#include <string.h>

/* One for each. What has no id is answered without one, which an office passes over. */
static void
check_count (const char *text, gsize length, const HyAnswer *answer)
{
  g_autoptr (HyBatch) batch = hy_batch_parse (text, length, NULL);

  g_assert_cmpuint (answer->results->len + answer->unread, ==, batch->items->len);
}

static HyAnswer *
post (District *self, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = hy_authority_post (self->authority, self->device, text, length, &error);
  HyAnswer *answer;

  fuzz_assert_told (json != NULL, error);
  if (json == NULL)
    {
      /* A fault of the sender's, never of the database. */
      g_assert_true (error->domain == HY_AUTHORITY_ERROR || error->domain == HY_WIRE_ERROR);
      return NULL;
    }
  answer = hy_answer_parse (json, strlen (json), &error);
  g_assert_no_error (error);
  check_count (text, length, answer);
  return answer;
}

static void
check_again (const HyAnswer *first, const HyAnswer *second)
{
  g_assert_cmpuint (first->results->len, ==, second->results->len);
  for (guint i = 0; i < first->results->len; i++)
    {
      const HyResult *a = first->results->pdata[i];
      const HyResult *b = second->results->pdata[i];

      if (a->result == HY_RESULT_APPLIED || a->result == HY_RESULT_LATE_NOTE)
        g_assert_cmpint (b->result, ==, HY_RESULT_DUPLICATE);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  District *district = fuzz_authority ();
  g_autoptr (HyAnswer) first = post (district, (const char *) data, size);
  g_autoptr (HyAnswer) second = first != NULL ? post (district, (const char *) data, size) : NULL;

  if (first != NULL)
    {
      check_again (first, second);
      fuzz_authority_check_feeds (district);
    }
  fuzz_authority_undo (district);
  return 0;
}
