/* One field of a form: its caption, the control, a hint, and under it what is wrong with it in
 * words (screens.md, 2.5: never a dialog). The control is named by the caption and described by
 * hint and error for who cannot see them. */
#pragma once

#include "core/hy-calendar.h"
#include "desk/hy-choice-words.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct properties (strings), for .ui files:
 *   "member": its name in what was typed (hy-typed.h)
 *   "label": the caption
 *   "control": "line", "text" (several lines), "choice" (one of the options), "checks" (several),
 *              "moment" (a time as it is typed), "date" (the same with a calendar), "days" (a
 * number), "pick" (a list that drops down), or "custom": hy_form_field_set_custom() "hint": words
 * under it */
#define HY_TYPE_FORM_FIELD (hy_form_field_get_type ())
G_DECLARE_FINAL_TYPE (HyFormField, hy_form_field, HY, FORM_FIELD, AdwBin)

const char *hy_form_field_get_member (HyFormField *self);
GtkWidget *hy_form_field_get_control (HyFormField *self);

/* What "choice", "checks" and "pick" offer; Copies @options. */
void hy_form_field_set_options (HyFormField *self, const HyOption *options);
/* Makes @widget the control of a "custom" one. */
void hy_form_field_set_custom (HyFormField *self, GtkWidget *widget);
/* Alt+1, Alt+2 … choose the options while the field is in sight. */
void hy_form_field_add_keys (HyFormField *self);
/* A flat button beside a line or moment that fills in @text. */
void hy_form_field_add_quick (HyFormField *self, const char *label, const char *text);
/* The present, against which a moment is read back to the clerk. */
void hy_form_field_set_now (HyFormField *self, HyTime now);
void hy_form_field_set_range (HyFormField *self, int min, int max);

/* What was typed, floating: "s", for "checks" an "av" of codes, for "days" an "x". Never NULL but
 * for "custom". */
GVariant *hy_form_field_get_value (HyFormField *self) G_GNUC_WARN_UNUSED_RESULT;
/* NULL empties it. A value of another type is as NULL. */
void hy_form_field_set_value (HyFormField *self, GVariant *value);
void hy_form_field_set_text (HyFormField *self, const char *text);
/* The text or the chosen code; NULL when empty. Free it. */
char *hy_form_field_get_text (HyFormField *self) G_GNUC_WARN_UNUSED_RESULT;

/* Whether people write sentences there. */
gboolean hy_form_field_is_written (HyFormField *self);

void hy_form_field_set_hint (HyFormField *self, const char *words);
/* NULL: nothing is wrong any more; what is below stays where it is. */
void hy_form_field_set_fault (HyFormField *self, const char *words);
/* In the place of a fault a question that may be passed: nothing is wrong yet. */
void hy_form_field_ask (HyFormField *self, const char *words);
/* Nothing is wrong, and the room that the words had goes too. */
void hy_form_field_close_fault (HyFormField *self);

/* Signal "changed": the person or a caller changed the value. */

G_END_DECLS
