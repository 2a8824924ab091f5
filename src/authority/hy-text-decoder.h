/* Text of a file whose encoding nobody told: UTF-8 if all of it is, else GB18030 (of which GBK and
 * GB2312 are parts). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HyTextDecoder HyTextDecoder;

/* Looks at the whole file. @skip: (out): bytes of a byte order mark, which says UTF-8 whatever
 * follows. NUL bytes decide nothing. */
HyTextDecoder *hy_text_decoder_new (const char *bytes, gsize length, gsize *skip);
void hy_text_decoder_free (HyTextDecoder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyTextDecoder, hy_text_decoder_free)

/* A piece of it, cut where ASCII characters stand, as UTF-8; NULL when it is not of the encoding or
 * holds a NUL. Free it. */
char *hy_text_decoder_decode (HyTextDecoder *self, const char *bytes, gsize length);

G_END_DECLS
