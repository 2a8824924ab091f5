/* An enrolled replica, an engine over it, and a district that is a script. */
#pragma once

#include "store/hy-outbox.h"
#include "store/hy-status.h"
#include "support/hy-fake-transport.h"
#include "support/hy-test-feed.h"
#include "sync/hy-engine.h"
#include "sync/hy-enrol.h"

#include <string.h>

#define TOKEN "token-1"
#define COMMANDS "/v1/commands"
#define CHANGES "/v1/changes?since="

typedef struct
{
  HyTestReplica *replica;
  HyFakeTransport *transport;
  HyEngine *engine;
  HyRoundSummary summary;
} EngineFixture;

/* For g_test_add(): enrolled in epoch "epoch-1", with tickets t1 to t3 of version 1 at cursor "c1".
 */
void engine_fixture_set_up (EngineFixture *self, gconstpointer data);
/* The same before the first round: cursor "". */
void engine_fixture_set_up_empty (EngineFixture *self, gconstpointer data);
void engine_fixture_tear_down (EngineFixture *self, gconstpointer data);

/* One round; the script must be used up. TRUE when it ended well. */
gboolean engine_fixture_round (EngineFixture *self, GError **error);
void engine_fixture_assert_synced (EngineFixture *self);
void engine_fixture_assert_fault (EngineFixture *self, HyTransportError code);

/* The digest of what engine_fixture_set_up() fed. */
#define ALL_TICKETS "t1:1 t2:1 t3:1"

/* Script: the answer to a push, and the head at @cursor with the digest of @tickets. */
void
engine_fixture_say (EngineFixture *self, const char *method, const char *path, HyFakeReply reply);
void engine_fixture_say_head (EngineFixture *self, const char *cursor, const char *tickets);
/* @...: (transfer full): lines, NULL at the end. */
char *engine_lines (const char *first, ...) G_GNUC_NULL_TERMINATED;
/* A body of problem+json. */
char *engine_problem (const char *code);
/* @...: pairs of a command's id and its result ("applied", "refused", "held" …), NULL at the end.
 */
char *engine_results (const char *id, ...) G_GNUC_NULL_TERMINATED;

/* Saves a progress record on @ticket; the command's id. */
char *engine_fixture_save (EngineFixture *self, const char *ticket, const char *text);
/* Of one command: "queued", "refused" …; NULL when it is in the outbox no more. */
char *engine_fixture_state_of (EngineFixture *self, const char *command);
/* All of the outbox and of what is on screen, as text: two of these are equal when nothing changed.
 */
char *engine_fixture_dump (EngineFixture *self);
char *engine_fixture_meta (EngineFixture *self, const char *key);
