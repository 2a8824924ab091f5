/* Doing things to an outbox in tests: one line a deed. */
#pragma once

#include "store/hy-outbox.h"
#include "support/hy-test-feed.h"

G_BEGIN_DECLS

/* The id of the command, which must be taken; free it. @body: JSON. */
char *hy_test_queue (HyTestReplica *self, const char *ticket, const char *kind, const char *body);
/* It must be refused with @code. */
void hy_test_queue_refused (HyTestReplica *self,
                            const char *ticket,
                            const char *person,
                            const char *kind,
                            const char *body,
                            const char *code);
/* Takes all that may be sent. (element-type HyCommand) */
GPtrArray *hy_test_take (HyTestReplica *self);
/* The district's answer, JSON of one result; the number that then need a decision. */
guint hy_test_settle (HyTestReplica *self, const char *result);
void hy_test_put_back (HyTestReplica *self);
/* "state code" of a command, code "-" when there is none. */
void hy_test_assert_state (HyTestReplica *self, const char *id, const char *want);

G_END_DECLS
