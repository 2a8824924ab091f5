/* The facts of data/calendar.json and data/policy.json as C tables, for tests below the wire layer.
 */
#pragma once

#include "core/hy-calendar.h"
#include "core/hy-policy.h"

G_BEGIN_DECLS

/* Known notices 2022 to 2026, default office hours. */
HyCalendar *hy_test_calendar (void) G_GNUC_WARN_UNUSED_RESULT;
/* The defaults of workflow.md. */
HyPolicy *hy_test_policy (void) G_GNUC_WARN_UNUSED_RESULT;
/* "2026-11-23 09:20" or "2026-11-23 09:20:30" in +08:00; NULL is none. Aborts on anything else. */
HyTime hy_test_time (const char *text);

G_END_DECLS
