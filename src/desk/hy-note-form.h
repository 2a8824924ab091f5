/* A note of what was done, and whose answer is waited for; for one ticket or several. */
#pragma once

#include "desk/hy-form.h"

G_BEGIN_DECLS

#define HY_TYPE_NOTE_FORM (hy_note_form_get_type ())
G_DECLARE_FINAL_TYPE (HyNoteForm, hy_note_form, HY, NOTE_FORM, HyForm)

G_END_DECLS
