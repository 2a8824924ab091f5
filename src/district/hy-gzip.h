/* Compressing replies, lightly, with a point after each piece up to which the other side can read.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HyGzip HyGzip;

HyGzip *hy_gzip_new (void);
void hy_gzip_free (HyGzip *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyGzip, hy_gzip_free)

/* @piece compressed and flushed; with @last also the trailer. */
GBytes *hy_gzip_push (HyGzip *self, GBytes *piece, gboolean last);

G_END_DECLS
