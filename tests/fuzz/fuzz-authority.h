/* A district for one process, in a folder that goes at the end: office "o1" with persons "p1" and "p2" and device "d1",
 * office "o2", ticket "t1" of o1 that is being handled, "t2" of o2; its epoch is "e1" and its keys are always the same.
 * Whatever a target does to it is undone: this program's commits are savepoints (-Wl,--wrap). */
#pragma once

#include "authority/district-fixture.h"

G_BEGIN_DECLS

District *fuzz_authority (void);
void fuzz_authority_undo (District *self);
/* Offices can read all that the district tells them. */
void fuzz_authority_check_feeds (District *self);

G_END_DECLS
