/* JSON text: the scan, walking over what it took and what it did not, cutting members out. */
#include "fuzz.h"

#include "wire/hy-json.h"

static guint
walk (HyJsonValue value, guint left)
{
  HyJsonIter iter;
  HyJsonMember member;

  if (!hy_json_iter_init (&iter, value))
    return left;
  while (left > 0 && hy_json_iter_next (&iter, &member))
    {
      hy_json_member_is (&member, "citizen");
      left = walk (member.value, left - 1);
    }
  return left;
}

static void
check_cut (HyJsonValue value)
{
  g_autofree char *cut = NULL;
  char *rest = NULL;

  if (hy_json_type (value) != HY_JSON_OBJECT)
    return;
  hy_json_cut (value, "citizen", &rest, &cut);
  fuzz_assert_json (rest);
  if (cut != NULL)
    fuzz_assert_json (g_steal_pointer (&cut));
}

/* json-glib reads what the scan took. */
static void
check_parse (const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = hy_json_parse (text, (gssize) length, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
}

static void
check_body (HyJsonValue value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) body = hy_json_body (value, &error);
  g_autoptr (GVariant) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *written = NULL;

  fuzz_assert_told (body != NULL, error);
  if (body == NULL)
    return;
  text = hy_json_body_to_text (body);
  again = hy_json_body_from_text (text, -1, &error);
  if (g_error_matches (error, HY_WIRE_ERROR, HY_WIRE_ERROR_LIMIT))
    return; /* written out it may be longer than a body may be */
  g_assert_no_error (error);
  written = hy_json_body_to_text (again);
  g_assert_cmpstr (written, ==, text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *text = (const char *) data;
  g_autoptr (GError) error = NULL;
  gboolean taken = hy_json_scan (text, (gssize) size, &error);
  HyJsonValue value = hy_json_value (text, size);

  fuzz_assert_told (taken, error);
  if (!taken && g_utf8_validate (text, (gssize) size, NULL) && size < 1024)
    walk (value, 1000);
  if (!taken)
    return 0;
  walk (value, 100000);
  check_cut (value);
  check_parse (text, size);
  check_body (value);
  return 0;
}
