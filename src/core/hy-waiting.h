/* Who has the ball: the unit that a progress record waits for and that no record answered. */
#pragma once

#include "core/hy-workflow.h"

G_BEGIN_DECLS

/**
 * hy_waiting_find:
 * @unit: (out): the unit of the earliest date that was asked for, the latest asked of those; NULL
 * when nobody is waited for. Free it
 * @by: (out): that date, or none
 *
 * Returns: (nullable): the record that asks. Belongs to the case.
 */
const HyRecord *hy_waiting_find (const HyCase *c, char **unit, HyTime *by);

G_END_DECLS
