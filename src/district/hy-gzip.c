#include "district/hy-gzip.h"

#define LEVEL 1
#define STEP (64 * 1024)

struct _HyGzip
{
  GConverter *converter;
};

HyGzip *
hy_gzip_new (void)
{
  HyGzip *self = g_new0 (HyGzip, 1);

  self->converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, LEVEL));
  return self;
}

void
hy_gzip_free (HyGzip *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->converter);
  g_free (self);
}

GBytes *
hy_gzip_push (HyGzip *self, GBytes *piece, gboolean last)
{
  GConverterFlags flags = last ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_FLUSH;
  GByteArray *out = g_byte_array_new ();
  gsize length;
  const guint8 *in = g_bytes_get_data (piece, &length);
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result == G_CONVERTER_CONVERTED)
    {
      gsize done = out->len, read = 0, written = 0;

      g_byte_array_set_size (out, (guint) done + STEP);
      result = g_converter_convert (self->converter, in, length, out->data + done, STEP, flags,
                                    &read, &written, NULL);
      g_byte_array_set_size (out, (guint) (done + written));
      in += read;
      length -= read;
      /* All went in and there was room left: deflate has nothing more to say. */
      if (!last && length == 0 && written < STEP && result == G_CONVERTER_CONVERTED)
        break;
    }
  return g_byte_array_free_to_bytes (out);
}
