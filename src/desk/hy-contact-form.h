/* A contact with the citizen: the number to dial, what came of it, and when somebody was reached what
 * they want, are told and think. Showing the number is logged (screens.md, B7). */
#pragma once

#include "desk/hy-form.h"

G_BEGIN_DECLS

#define HY_TYPE_CONTACT_FORM (hy_contact_form_get_type ())
G_DECLARE_FINAL_TYPE (HyContactForm, hy_contact_form, HY, CONTACT_FORM, HyForm)

G_END_DECLS
