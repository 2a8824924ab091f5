/* Running huiyinctl as a user does: the built program, over a replica of its own. */
#pragma once

#include "support/hy-test-replica.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* An enrolled replica with two tickets: t1 in hand, t2 to be signed for. */
HyTestReplica *hy_test_ctl_office_new (void) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  int code;
  char *out;
  char *err;
} HyTestRun;

void hy_test_run_clear (HyTestRun *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyTestRun, hy_test_run_clear)

/* With --replica @dir before the words; @input: its standard input, or NULL. */
HyTestRun hy_test_run (const char *dir, const char *input, ...) G_GNUC_NULL_TERMINATED;
/* Of what was printed; fails the test when it is no JSON. */
JsonNode *hy_test_run_json (const HyTestRun *self);
/* Member @name of the object on stderr. */
char *hy_test_run_refusal (const HyTestRun *self, const char *name);

G_END_DECLS
