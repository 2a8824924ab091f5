/* Asking for more time: the new due as the days are chosen, the reason out of the notes. */
#pragma once

#include "desk/hy-form.h"

G_BEGIN_DECLS

#define HY_TYPE_EXTENSION_FORM (hy_extension_form_get_type ())
G_DECLARE_FINAL_TYPE (HyExtensionForm, hy_extension_form, HY, EXTENSION_FORM, HyForm)

G_END_DECLS
