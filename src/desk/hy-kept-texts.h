/* The texts that no form can open any more, in a window of its own: what a rescue, or a form that could not read its
 * draft, has set aside. */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_KEPT_TEXTS (hy_kept_texts_get_type ())
G_DECLARE_FINAL_TYPE (HyKeptTexts, hy_kept_texts, HY, KEPT_TEXTS, AdwWindow)

G_END_DECLS
