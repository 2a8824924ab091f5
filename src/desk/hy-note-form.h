/* A note of what was done, and whose answer is waited for; for one ticket or several. */
#pragma once

#include "desk/hy-form.h"

G_BEGIN_DECLS

/* In place of a kind, where a form is asked for: a note of the answer that is waited for. */
#define HY_FORM_ANSWER "answer"

#define HY_TYPE_NOTE_FORM (hy_note_form_get_type ())
G_DECLARE_FINAL_TYPE (HyNoteForm, hy_note_form, HY, NOTE_FORM, HyForm)

/* What is written is the answer that the ticket waits for; the box that says so is ticked. */
void hy_note_form_set_answers (HyNoteForm *self);

G_END_DECLS
