#include "authority/hy-text-decoder.h"

#include <string.h>

struct _HyTextDecoder
{
  GIConv gb18030; /* (GIConv) -1 for UTF-8 */
};

static gboolean
is_utf8_but_for_nul (const char *bytes, gsize length)
{
  const char *end = bytes + length;

  while (!g_utf8_validate_len (bytes, (gsize) (end - bytes), &bytes))
    {
      if (*bytes != '\0')
        return FALSE;
      bytes++;
    }
  return TRUE;
}

HyTextDecoder *
hy_text_decoder_new (const char *bytes, gsize length, gsize *skip)
{
  HyTextDecoder *self = g_new0 (HyTextDecoder, 1);

  *skip = length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  if (*skip > 0 || is_utf8_but_for_nul (bytes, length))
    self->gb18030 = (GIConv) -1;
  else
    self->gb18030 = g_iconv_open ("UTF-8", "GB18030");
  return self;
}

void
hy_text_decoder_free (HyTextDecoder *self)
{
  if (self == NULL)
    return;
  if (self->gb18030 != (GIConv) -1)
    g_iconv_close (self->gb18030);
  g_free (self);
}

char *
hy_text_decoder_decode (HyTextDecoder *self, const char *bytes, gsize length)
{
  if (memchr (bytes, '\0', length) != NULL)
    return NULL;
  if (self->gb18030 == (GIConv) -1)
    return g_utf8_validate_len (bytes, length, NULL) ? g_strndup (bytes, length) : NULL;
  return g_convert_with_iconv (bytes, (gssize) length, self->gb18030, NULL, NULL, NULL);
}
