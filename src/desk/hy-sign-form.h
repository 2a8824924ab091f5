/* Signing: who handles it, and a word to them. */
#pragma once

#include "desk/hy-form.h"

G_BEGIN_DECLS

#define HY_TYPE_SIGN_FORM (hy_sign_form_get_type ())
G_DECLARE_FINAL_TYPE (HySignForm, hy_sign_form, HY, SIGN_FORM, HyForm)

G_END_DECLS
