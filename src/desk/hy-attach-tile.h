/* One attached file: its picture or its kind, its name, a button that takes it away. Activates
 * "attach.remove(s)" with its hash. */
#pragma once

#include "core/hy-record.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_ATTACH_TILE (hy_attach_tile_get_type ())
G_DECLARE_FINAL_TYPE (HyAttachTile, hy_attach_tile, HY, ATTACH_TILE, AdwBin)

/* @path: where its bytes are. Floating. */
GtkWidget *hy_attach_tile_new (const HyBlobRef *blob, const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
