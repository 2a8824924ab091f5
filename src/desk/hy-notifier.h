/* Tells by notifications of the desktop what came, was urged, turned red or was refused, and of a line
 * that stays away while something has to arrive; whether a window is in sight or not. A click on one
 * opens what it is about. */
#pragma once

#include "desk/hy-session.h"

G_BEGIN_DECLS

#define HY_TYPE_NOTIFIER (hy_notifier_get_type ())
G_DECLARE_FINAL_TYPE (HyNotifier, hy_notifier, HY, NOTIFIER, GObject)

/* Looks whenever the session has read its figures. @application outlives it. */
HyNotifier *hy_notifier_new (GApplication *application, HySession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
