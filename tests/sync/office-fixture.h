/* Office PCs against a real district over TLS. */
#pragma once

#include "store/hy-outbox.h"
#include "store/hy-status.h"
#include "support/hy-test-district.h"
#include "support/hy-test-replica.h"
#include "sync/hy-engine.h"
#include "sync/hy-enrol.h"

typedef struct
{
  HyTestReplica *replica;
  HyEngine *engine;
} OfficePc;

typedef struct
{
  HyTestDistrict *district;
  HyTime now; /* where the district's clock stands */
} OfficeFixture;

void office_fixture_set_up (OfficeFixture *self, gconstpointer data);
void office_fixture_tear_down (OfficeFixture *self, gconstpointer data);

/* Not enrolled yet; and as a PC of @office, which has done its first round. */
OfficePc *office_pc_new (void);
OfficePc *office_fixture_pc (OfficeFixture *self, const char *office);
void office_pc_free (OfficePc *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficePc, office_pc_free)

gboolean
office_pc_enrol (OfficePc *self, HyTestDistrict *district, const char *code, GError **error);

/* A round that must end well, and the state after it. */
void office_pc_round (OfficePc *self, const char *expected_state);
void office_pc_fails (OfficePc *self, HyTransportError code);

/* @body: JSON. Saved by the office's first person; the command's id. */
char *office_pc_save (OfficePc *self, const char *ticket, const char *kind, const char *body);
/* @blobs: of HyBlobRef */
char *office_pc_save_with (
    OfficePc *self, const char *ticket, const char *kind, const char *body, GPtrArray *blobs);
char *office_pc_state_of (OfficePc *self, const char *command);
/* The id of the ticket of @number, as the PC knows it. */
char *office_pc_ticket (OfficePc *self, const char *number);
/* How often @text stands in the district's timeline of @ticket. */
guint office_fixture_count (OfficeFixture *self, const char *ticket, const char *text);

/* A copy of the district into @file, and the district as it was then. */
void office_fixture_backup (OfficeFixture *self, const char *file);
void office_fixture_restore (OfficeFixture *self, const char *file);
