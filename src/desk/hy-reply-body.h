/* The body of a reply out of what was typed (hy-typed.h). Pure but for gettext. */
#pragma once

#include "core/hy-workflow.h"
#include "desk/hy-typed.h"

G_BEGIN_DECLS

/**
 * hy_reply_body:
 * @typed: answers ({demand_id, finding, result, when ("done" or "by"), by}), contact_summary,
 * investigation, result_kind, basis (a line each), opinion, opinion_words, follow_up, public_text
 * @faults: (nullable): NULL takes what there is, for showing it
 *
 * Returns: a floating a{sv} that fits the schema; NULL with faults (element-type HyFault), those of
 * the second answer named "answers.1.finding".
 */
GVariant *hy_reply_body (GVariant *typed, const HyCase *c, HyTime now, GPtrArray *faults)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
