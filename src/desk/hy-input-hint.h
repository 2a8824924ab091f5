/* A bar that tells how to get a Chinese input method where none reaches the program: GTK 4 speaks
 * neither XIM nor to the input methods of older desktops, and whoever cannot type Chinese here would
 * look for the fault elsewhere. Closed once, it stays closed. */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_INPUT_HINT (hy_input_hint_get_type ())
G_DECLARE_FINAL_TYPE (HyInputHint, hy_input_hint, HY, INPUT_HINT, AdwBin)

/**
 * hy_input_hint_is_due:
 * @language: the person's, as g_get_language_names() spells it
 * @context: (nullable): the input context in use, as GtkIMMulticontext names it
 *
 * Whether Chinese is wanted and only the simple context, which composes accents, is there.
 */
gboolean hy_input_hint_is_due (const char *language, const char *context);

G_END_DECLS
