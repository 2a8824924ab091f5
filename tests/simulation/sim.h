/* A district and the PCs of its offices in one process, on the real store, sync, authority and
 * workflow code: what goes between them is bytes in memory, time is a number, and every accident is
 * a step. */
#pragma once

#include "authority/hy-authority-private.h"
#include "store/hy-replica-private.h"
#include "store/hy-store.h"
#include "support/hy-fake-transport.h"
#include "sync/hy-engine.h"

#include "sim-step.h"

/* What may be killed: a replica's programs, or the district's. */
typedef struct
{
  char *dir;
  gboolean dead;   /* nothing it does counts until it is started again */
  gboolean failed; /* a commit of it failed in this step */
  int kill_in;     /* commits until it happens; 0: nothing is to happen */
  int kill_how;    /* as in SIM_KILL */
  guint commits;
} SimLife;

typedef struct _SimWorld SimWorld;

typedef struct _SimPc SimPc;

struct _SimPc
{
  SimLife life;
  SimWorld *world;
  guint index;
  char *office;
  HyStore *store;
  HyFakeTransport *transport;
  HyEngine *engine;
  gint64 skew; /* of its clock to the truth */
  guint requests; /* of the round that runs */
  gboolean busy;
  SimPc *company;  /* who works while it waits (sim-wait.c) */
  gboolean to_wipe; /* the district wants its data gone, or wanted it once */
  gboolean enrolled; /* it has a token, as of the last look */
  HyTime quiet_until; /* the district asked not to be troubled before; none: it did not */
  guint seen;         /* the district's commits when its last changes were read */
  GHashTable *drafts; /* key -> body: what must be in the replica */
};

/* A command that somebody was told to be saved. */
typedef struct
{
  guint pc;
  char *id, *ticket, *kind;
  char *file; /* the hash of what it names; NULL: nothing */
  char *mark; /* stands in its body, and in that of what amends it; NULL: unknown */
  gboolean decided;      /* by a person: amended, kept as a note, discarded */
  gboolean discarded;
  gboolean acknowledged; /* the PC had it as applied or late note */
  gboolean copied;       /* another PC has it too: the replica was cloned */
} SimSave;

/* A batch that the network keeps. */
typedef struct
{
  char *token;
  char *body;
} SimLate;

struct _SimWorld
{
  guint32 seed;
  char *dir;
  HyTime now;
  SimLife life; /* of the district */
  HyAuthority *authority;
  GPtrArray *offices; /* of char* */
  GPtrArray *pcs;     /* of SimPc* */
  GPtrArray *saves;   /* of SimSave* */
  GPtrArray *backups; /* of char*: files */
  GArray *faults;     /* of SimStep: of the next round */
  GArray *deferred;   /* of SimStep: for the next round */
  GQueue late;        /* of SimLate* */
  guint marks, imports;
  guint restores, clones;
  /* Tickets that the feed was made to forget: their digest tells. (id -> itself) */
  GHashTable *forgotten;
  gboolean deep;    /* a step within a round runs */

  guint n_rounds, n_faults, n_kills, n_requests, n_events, n_files, n_waits, n_aside;
  GString *notes;   /* of the step that runs, for people */
  char *rule;       /* that was found broken; NULL: none so far */
  char *finding;
};

/* What the first finding is: @rule names the promise that is broken. */
void sim_found (SimWorld *self, const char *rule, const char *format, ...) G_GNUC_PRINTF (3, 4);
void sim_note (SimWorld *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* sim-world.c */
SimWorld *sim_world_new (guint32 seed);
void sim_world_free (SimWorld *self);
SimPc *sim_world_pc (SimWorld *self, int n);
SimPc *sim_world_add_pc (SimWorld *self, const char *office);
/* As the program starts anew after it was ended. */
void sim_pc_start (SimWorld *self, SimPc *pc);
void sim_pc_stop (SimPc *pc);
void sim_pc_revive (SimWorld *self, SimPc *pc);
/* The clock that the programs of @pc see; NULL: the district's. */
void sim_world_set_clock (SimWorld *self, SimPc *pc);
void sim_world_pass (SimWorld *self, gint64 ms);
/* Accidents at commits (sim-kill.c). */
void sim_kill_watch (SimWorld *self);

/* sim-act.c: what people do at a PC. */
void sim_act_save (SimWorld *self, const SimStep *step);
void sim_act_draft (SimWorld *self, const SimStep *step);
void sim_act_decide (SimWorld *self, const SimStep *step);
SimSave *sim_world_add_save (SimWorld *self, SimPc *pc, const char *id);
char *sim_draft_key (const char *ticket, const char *person, const char *kind);
/* sim-body.c */
typedef struct
{
  HyReplica *replica;
  const char *ticket;
  HyCase *view; /* NULL: of a new ticket */
  const char *person;
  const char *mark;
  HyTime now;
  int variant;
} SimWriter;
const char *sim_body_kind (const HyCase *view, int choice, int variant);
GVariant *sim_body_write (const SimWriter *writer, const char *kind);

/* sim-round.c */
gboolean sim_round (SimWorld *self, SimPc *pc);
gboolean sim_enrol (SimWorld *self, SimPc *pc);
void sim_do (SimWorld *self, const SimStep *step);
/* Steps that wait for the request @at of the round that runs; G_MAXINT: all. */
void sim_do_deferred (SimWorld *self, int at);
/* Everything is well again, and every PC syncs until nothing moves. */
void sim_settle (SimWorld *self);

/* What is no answer of the network, and what no accident explains. */
void sim_judge_error (SimWorld *self, SimPc *pc, const char *deed, const GError *error);
/* What was hit by an accident may not have come to writing down that it was asked to wait. */
void sim_forget_wait (SimPc *pc);

/* sim-wait.c */
void sim_wait (SimWorld *self, const SimStep *step);
gboolean sim_wait_is_held (const HyRequest *request);
void sim_wait_hold (SimWorld *self, SimPc *pc);
void sim_wait_check (SimWorld *self, SimPc *pc);

/* sim-strange.c */
/* An answer in which some rows are such as this program cannot read. */
char *sim_strange_rows (SimWorld *self, const char *body, guint detail);
void sim_pc_upgrade (SimWorld *self, SimPc *pc);

/* sim-net.c: a HyFakeFunc of a SimPc. */
void sim_net_connect (SimWorld *self, SimPc *pc);
void sim_net_late (SimWorld *self, int which);

/* sim-district.c */
typedef struct
{
  gboolean none; /* it died before it said anything */
  guint status;
  char *body;
  gboolean has_offset; /* of a file */
  gint64 offset;
} SimAnswer;
void sim_district_create (SimWorld *self);
void sim_district_open (SimWorld *self);
void sim_district_close (SimWorld *self);
void sim_district_serve (SimWorld *self, const HyRequest *request, SimAnswer *out);
void sim_district_event (SimWorld *self, const SimStep *step);
void sim_district_import (SimWorld *self, const char *office, int tickets);
void sim_district_backup (SimWorld *self);
void sim_district_restore (SimWorld *self, int which);
void sim_district_revoke (SimWorld *self, SimPc *pc, gboolean wipe);
void sim_district_document (SimWorld *self, const SimStep *step);
char *sim_district_code (SimWorld *self, const char *office);

/* sim-files.c */
/* (element-type HyBlobRef): kept at the PC for a command; NULL when it died over it. */
GPtrArray *sim_files_attach (SimWorld *self, SimPc *pc, const char *mark, int variant);
gboolean sim_files_are_asked (const HyRequest *request);
gboolean sim_files_serve (SimWorld *self, const HyRequest *request, const char *office, SimAnswer *out, GError **error);
void sim_files_check (SimWorld *self, SimPc *pc, HyReplica *replica, const SimSave *save);

/* Straight from a database: the first column of the first row, or NULL. */
char *sim_sql_text (HySql *sql, const char *query, const char *arg);
gint64 sim_sql_int (HySql *sql, const char *query, const char *arg);
typedef void (*SimReadFunc) (SimWorld *self, SimPc *pc, HyReplica *replica, gpointer data);
void sim_pc_read (SimWorld *self, SimPc *pc, SimReadFunc func, gpointer data);
char *sim_pc_text (SimWorld *self, SimPc *pc, const char *query, const char *arg);

/* sim-watch.c: what holds after every round. */
void sim_watch (SimWorld *self, SimPc *pc, gboolean ended_well);
/* sim-check*.c: what holds once everything is well again. */
void sim_check (SimWorld *self);
void sim_check_saves (SimWorld *self, SimPc *pc);
void sim_check_rows (SimWorld *self, SimPc *pc);
