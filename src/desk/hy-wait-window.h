/* In sight while the replica is opened and that takes long: it is checked, brought to a new form, or rescued. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_WAIT_WINDOW (hy_wait_window_get_type ())
G_DECLARE_FINAL_TYPE (HyWaitWindow, hy_wait_window, HY, WAIT_WINDOW, AdwApplicationWindow)

G_END_DECLS
