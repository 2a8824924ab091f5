/* The headers of a reply, as text, at the office. */
#include "fuzz.h"

#include "sync/hy-http-headers.h"
#include "sync/hy-http-transport.h"

static void
check_address (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *url = hy_http_normalize_url (text, &error);

  fuzz_assert_told (url != NULL, error);
  g_assert_true (url == NULL || g_str_has_prefix (url, "https://")
                 || g_ascii_strncasecmp (url, "https://", 8) == 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  g_auto (HyReply) reply = { .upload_offset = -1, .retry_after = -1 };

  if (soup_headers_parse ((const char *) data, (int) size, headers))
    {
      hy_http_headers_read (headers, &reply);
      g_assert_cmpint (reply.retry_after, >=, -1);
      g_assert_cmpint (reply.retry_after, <=, 24 * 3600);
      g_assert_cmpint (reply.upload_offset, >=, -1);
    }
  soup_message_headers_unref (headers);
  if (g_utf8_validate (text, -1, NULL))
    check_address (text);
  return 0;
}
