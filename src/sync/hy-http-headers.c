#include "sync/hy-http-headers.h"

static HyTime
parse_date (const char *text)
{
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? g_date_time_to_unix (date) * HY_SECOND : HY_TIME_NONE;
}

/* RFC 9110, 10.2.3: seconds, or a date, which counts from the district's own. -1: neither. */
static gint64
parse_retry_after (const char *text, HyTime date)
{
  HyTime until;

  if (g_ascii_isdigit (*text))
    return (gint64) MIN (g_ascii_strtoull (text, NULL, 10), 24 * 3600);
  until = parse_date (text);
  if (until == HY_TIME_NONE || date == HY_TIME_NONE)
    return -1;
  return CLAMP ((until - date) / HY_SECOND, 0, 24 * 3600);
}

void
hy_http_headers_read (SoupMessageHeaders *headers, HyReply *reply)
{
  const char *retry = soup_message_headers_get_one (headers, "Retry-After");
  const char *offset = soup_message_headers_get_one (headers, "Upload-Offset");
  guint64 value;

  if (offset != NULL && g_ascii_string_to_unsigned (offset, 10, 0, G_MAXINT64, &value, NULL))
    reply->upload_offset = (gint64) value;
  reply->epoch = g_strdup (soup_message_headers_get_one (headers, "Huiyin-Epoch"));
  reply->date = parse_date (soup_message_headers_get_one (headers, "Date"));
  reply->retry_after = retry != NULL ? parse_retry_after (retry, reply->date) : -1;
}
