/* A file of an entry in the timeline: its picture or its kind, and its name. A click opens it, and
 * fetches it before where this PC does not have it. */
#pragma once

#include "core/hy-record.h"
#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_RECORD_FILE (hy_record_file_get_type ())
G_DECLARE_FINAL_TYPE (HyRecordFile, hy_record_file, HY, RECORD_FILE, AdwBin)

/* @ticket: id of the ticket whose record names @blob. Floating. */
GtkWidget *hy_record_file_new (HySession *session,
                               const char *ticket,
                               const HyBlobRef *blob) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
