/* What stands against a reply as it is typed now: the guards of closing (workflow.md, "Closing"),
 * and each field that is to be filled in. Pure but for gettext. */
#pragma once

#include "core/hy-workflow.h"

G_BEGIN_DECLS

/* Adds to @blocks (element-type HyBlock, hy-form-blocks.h). @base_version: of the ticket as the clerk has
 * seen it. */
void hy_reply_guards (GVariant *typed,
                      const HyCase *c,
                      HyTime now,
                      gint64 base_version,
                      GPtrArray *blocks);

G_END_DECLS
