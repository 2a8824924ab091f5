/* One row of the table, played: a replica, the office's work, and the district's pages. */
#pragma once

#include "store/offline-rows.h"
#include "support/hy-test-replica.h"

G_BEGIN_DECLS

/* Of the ticket: what searches look for. */
#define OFFLINE_TITLE "Street lamp out"
#define OFFLINE_CONTENT "Dark since Tuesday"
#define OFFLINE_PHONE "13700000077"

typedef struct
{
  const OfflineRow *row;
  HyTestReplica *t;
  char *command; /* id; NULL: none was saved */
  char *cursor;  /* of the last pull */
} OfflineCase;

/* The ticket "t1" of version 3, with a contact, and "t9", which nothing happens to. */
void offline_case_set_up (OfflineCase *self);
void offline_case_tear_down (OfflineCase *self);
void offline_case_do_local (OfflineCase *self);
/* Every pull must end with the district's digest. */
void offline_case_do_meanwhile (OfflineCase *self);
/* Sends what may be sent, and answers it (OfflineRow). */
void offline_case_answer (OfflineCase *self, const char *answer);

G_END_DECLS
