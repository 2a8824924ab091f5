/* What a load measures. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LOAD_ENROL,
  LOAD_FIRST, /* a page of the first sync */
  LOAD_PUSH,  /* a batch of commands, with its connection when there is none yet */
  LOAD_BURST, /* the same, of the office that sends many at once */
  LOAD_PULL,
  LOAD_WAIT,    /* not measured: as long as the district likes */
  LOAD_ARRIVAL, /* from an event until a PC has its row */
  LOAD_N_KINDS
} LoadKind;

typedef struct
{
  GMutex mutex;
  GCond counted;
  GArray *took[LOAD_N_KINDS]; /* of gint64, µs */
  guint slow_down;            /* 429 */
  guint busy;                 /* 503 */
  guint lost;                 /* answers that were lost on purpose */
  guint duplicates;           /* commands that the district knew already */
  GHashTable *faults;         /* what else went wrong -> how often */
} LoadMeter;

void load_meter_init (LoadMeter *self);
void load_meter_clear (LoadMeter *self);
void load_meter_took (LoadMeter *self, LoadKind kind, gint64 microseconds);
void load_meter_count (LoadMeter *self, guint *counter);
/* Until a counter is at @n. */
void load_meter_await (LoadMeter *self, const guint *counter, guint n);
/* What must not be. */
void load_meter_fault (LoadMeter *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
guint load_meter_faults (LoadMeter *self);
/* Each fault and how often, on stderr. */
void load_meter_print_faults (LoadMeter *self);

/* The @percent-th of what was measured, in ms; 100: the most. */
double load_meter_percentile (LoadMeter *self, LoadKind kind, guint percent);
guint load_meter_number (LoadMeter *self, LoadKind kind);
void load_meter_forget (LoadMeter *self, LoadKind kind);

G_END_DECLS
