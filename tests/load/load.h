/* Many PCs of many offices at one district: what the benchmark (tests/bench/load.sh) and the test of the same behaviour share.
 *
 * A PC here is a thread with the program's own transport, wire and schedule, and of a replica only what it takes to be
 * judged: versions of tickets, cursor, outbox. Its loop is that of HySyncer: a round, a held wait, a round. */
#pragma once

#include "authority/hy-authority.h"
#include "core/hy-record.h"
#include "load-meter.h"
#include "sync/hy-schedule.h"
#include "sync/hy-transport.h"

G_BEGIN_DECLS

typedef struct
{
  guint devices;
  guint offices; /* device i is of office i % offices */
  guint commands; /* that each device has saved without a line; at most HY_BATCH_MAX */
  guint lose;     /* each so many-th device loses its first answer on the way; 0: none does */
  guint spread_ms; /* within which the lines come back */
  gboolean impatient; /* somebody says "try now" whenever something fails */
} LoadPlan;

typedef struct _Load Load;
typedef struct _LoadDevice LoadDevice;

/* Something that PCs shall learn of. */
typedef struct
{
  char *key; /* id of a record, or number of a ticket */
  const LoadDevice *author; /* who knows already, or NULL */
  guint office;
  gint64 at; /* µs, monotonic */
  guint arrived;
} LoadEvent;

struct _Load
{
  LoadPlan plan;
  char *url;
  char *ca;
  GPtrArray *devices;    /* of LoadDevice */
  GHashTable *saved;     /* id of each command ever saved -> index of its office + 1 */
  LoadMeter meter;
  gint64 began;          /* µs: the lines came back */

  GMutex mutex;          /* of all that follows, of `saved`, and of what the devices say of themselves */
  GCond changed;
  gboolean stopped;
  GHashTable *events;    /* key -> LoadEvent */
  guint expected;        /* arrivals of events that have not come yet */
  guint batch_max;       /* commands of a batch */
  guint burst;           /* an office + 1: its batches are measured by themselves; 0: none */
  gint64 last_result;    /* µs */
};

struct _LoadDevice
{
  Load *load;
  guint index;
  guint office;
  char *code;
  char *id;
  char *token;
  char *epoch;
  HyTransport *transport;
  HyTransport *wait_transport;
  HySchedule schedule;
  GThread *thread;
  guint64 seq;
  gboolean lose; /* the next answer to commands */
  HyTime told;   /* by Retry-After: asked nothing before (CLOCK_BOOTTIME) */

  /* What it has of the district. */
  char *cursor;
  GHashTable *versions; /* ticket -> its version */
  GHashTable *numbers;  /* number -> ticket */
  GHashTable *records;  /* id -> how often it came in this bootstrap, of people's work; NULL: nobody counts */
  guint64 sum;
  guint received;

  /* Under the load's mutex. */
  GPtrArray *outbox; /* of HyCommand */
  gboolean waiting;
  gboolean hurried;
  gint64 wish; /* µs: somebody saves since then; 0: nobody */
  guint wishes; /* entries of a burst, which nobody waits for */
  GCancellable *wait;
  guint64 told_sum; /* sum and number of tickets at its last head */
  guint told_tickets;
  guint woken;         /* waits that were answered with news */
  guint woken_in_vain; /* before their time, with nothing */
};

/* What is the district's: offices, people, and tickets for all commands. Codes go to the devices by load_take_codes(). */
void load_prepare (HyAuthority *authority, const LoadPlan *plan, const char *dir);
/* The codes of all devices, one a line. Free it. */
char *load_make_codes (HyAuthority *authority, const LoadPlan *plan);

Load *load_new (const LoadPlan *plan, const char *url, const char *ca, const char *codes);
void load_free (Load *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

/* All enrol at once, and fetch what is theirs. */
void load_enrol (Load *self);
/* Everybody works without a line, then all lines come back. Settle it. */
void load_come_back (Load *self);
/* An event of @at (µs, monotonic): all PCs of @office but @author (nullable) shall have @key. Under the mutex. */
void load_expect (
    Load *self, const char *key, guint office, const LoadDevice *author, gint64 at);
/* The same of a ticket that is about to be imported. */
void load_expect_ticket (Load *self, const char *number, guint office);
/* At PC @device something is saved: an event for its colleagues. */
void load_save (Load *self, guint device);
/* At all PCs of @office so many batches of @commands are saved at once: nobody waits for them. */
void load_burst (Load *self, guint office, guint batches, guint commands);
/* Until everything has been sent, all that was expected has come, and everybody waits. */
void load_settle (Load *self);
/* All PCs off. */
void load_stop (Load *self);

/* Asks the district for everything anew: each command once, and nothing else. FALSE, and words on stderr, if not. */
gboolean load_check (Load *self);

/* Rows of a CSV for one more ticket of @number. */
char *load_csv (const char *number);

/* load-outbox.c */
HyCommand *load_command_new (LoadDevice *device, guint step, const char *ticket, const char *after);
/* Before the device's thread runs. */
void load_work_offline (LoadDevice *device);
gboolean load_push (LoadDevice *device);

/* load-pull.c: until the head. */
gboolean load_pull (LoadDevice *device);
/* A held wait; FALSE when it could not be held. */
gboolean load_hold (LoadDevice *device, guint seconds, gboolean *changed, GCancellable *cancellable);

/* load-device.c */
LoadDevice *load_device_new (Load *load, guint index, const char *code);
void load_device_free (gpointer data);
/* One request, measured. TRUE: it was answered with @status; else the schedule knows. */
gboolean load_ask (LoadDevice *self,
                   LoadKind kind,
                   const HyRequest *request,
                   guint status,
                   HyChunkFunc chunk,
                   gpointer chunk_data,
                   HyReply *reply,
                   GCancellable *cancellable);
/* Fetches what there is. */
void load_device_read (LoadDevice *self);
/* Threads of it. */
gpointer load_device_enrol (gpointer data);
gpointer load_device_work (gpointer data);
/* A round as soon as may be. Under the load's mutex. */
void load_device_hurry (LoadDevice *self);

G_END_DECLS
