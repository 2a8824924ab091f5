/* The policy document as a value (core/hy-policy.h). The text is the document: nothing writes it
 * back. */
#pragma once

#include "core/hy-policy.h"
#include "wire/hy-json-fields.h"

G_BEGIN_DECLS

/**
 * hy_policy_from_json:
 * @text: the document; scanned here; @len -1 when it ends in NUL
 *
 * Members it does not know are passed over. Each list of limits must end in a rule without
 * conditions.
 *
 * Returns: NULL with a HY_WIRE_ERROR naming the member ("policy policy-3: member \"limits\" has …")
 */
HyPolicy *
hy_policy_from_json (const char *text, gssize len, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The built-in policy, which holds until the first one came: its text (ends in NUL), and as a
 * value. */
const char *hy_policy_default_text (void);
HyPolicy *hy_policy_default (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
