/* The answer to one demand, inside the reply: its words above, what was found, what came of it, and
 * whether it is done or by when it will be. */
#pragma once

#include "desk/hy-form.h"

G_BEGIN_DECLS

#define HY_TYPE_REPLY_ANSWER (hy_reply_answer_get_type ())
G_DECLARE_FINAL_TYPE (HyReplyAnswer, hy_reply_answer, HY, REPLY_ANSWER, AdwBin)

/* @form is not owned; it takes the fields as its own until hy_reply_answer_retire(). Floating. */
HyReplyAnswer *hy_reply_answer_new (HyForm *form, const char *demand) G_GNUC_WARN_UNUSED_RESULT;
const char *hy_reply_answer_get_demand (HyReplyAnswer *self);
/* The @index-th of the reply, from 0, and what is asked. */
void hy_reply_answer_show (HyReplyAnswer *self, guint index, const char *words);
void hy_reply_answer_retire (HyReplyAnswer *self);

/* {demand_id, finding, result, when, by}; floating. */
GVariant *hy_reply_answer_get_typed (HyReplyAnswer *self) G_GNUC_WARN_UNUSED_RESULT;
void hy_reply_answer_set_typed (HyReplyAnswer *self, GVariant *typed);

G_END_DECLS
