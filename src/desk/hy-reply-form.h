/* The reply: an answer to each demand, what the log already tells, the citizen's words; filled in, as
 * sent, and compared with what was asked. */
#pragma once

#include "desk/hy-form.h"

G_BEGIN_DECLS

#define HY_TYPE_REPLY_FORM (hy_reply_form_get_type ())
G_DECLARE_FINAL_TYPE (HyReplyForm, hy_reply_form, HY, REPLY_FORM, HyForm)

G_END_DECLS
