/* A contact with the citizen: the number to dial, what came of it, and when somebody was reached what
 * they want, are told and think. Showing the number is logged (screens.md, B7). */
#pragma once

#include "desk/hy-form.h"

G_BEGIN_DECLS

/* In place of a kind, where a form is asked for: the call that tells of an extension. */
#define HY_FORM_TELL_EXTENSION "tell_extension"

#define HY_TYPE_CONTACT_FORM (hy_contact_form_get_type ())
G_DECLARE_FINAL_TYPE (HyContactForm, hy_contact_form, HY, CONTACT_FORM, HyForm)

/* The call is begun to tell them something, by the name of a purpose ("tell_result"): its box is
 * ticked, and lies where it is seen. Static. */
void hy_contact_form_set_telling (HyContactForm *self, const char *purpose);

G_END_DECLS
