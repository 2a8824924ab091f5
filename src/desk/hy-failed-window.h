/* Instead of the window when the replica cannot be opened: why, and what to do. Its buttons are
 * "app.try-again" and "app.quit". */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_FAILED_WINDOW (hy_failed_window_get_type ())
G_DECLARE_FINAL_TYPE (HyFailedWindow, hy_failed_window, HY, FAILED_WINDOW, AdwApplicationWindow)

/* In sight, with the words of @error, which say what to do. */
void hy_failed_window_show (HyFailedWindow *self, const GError *error);

G_END_DECLS
