/* Tickets in the district's database: loading one with its timeline, changing it, saving what changed.
 *
 *   hy_authority_begin (self, error)
 *   row = hy_rows_load (self, id_or_number, error)      or hy_rows_new () for a ticket that is new
 *   … change row->c->ticket; hy_case_apply () adds records to row->c->timeline …
 *   hy_rows_save (self, row, NULL, error)               gives versions, writes, tells offices, keeps the digest
 *   hy_authority_end (self, done, error)
 */
#pragma once

#include "authority/hy-authority-private.h"

G_BEGIN_DECLS

typedef struct
{
  HyCase *c; /* owned; to be changed */
  /* As the database has it. */
  gint64 n; /* 0: not in it yet */
  gint64 version;
  guint records;
  char *office; /* "" when no office has it */
} HyRow;

void hy_row_free (HyRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyRow, hy_row_free)

/* @ticket: id, else number. HY_AUTHORITY_ERROR_NOT_FOUND when there is none. For reading no transaction is needed. */
HyRow *hy_rows_load (HyAuthority *self, const char *ticket, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A ticket that is not in the database; takes @ticket, which has its number and office. Mints the id when it has none;
 * its policy is the one in force on the day of @when unless it names one. */
HyRow *hy_rows_new (HyAuthority *self, HyTicket *ticket, HyTime when, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The `dispatched` event at @when, by the district: starts the clocks of a new ticket. */
gboolean hy_rows_dispatch (HyAuthority *self, HyRow *row, HyTime when, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A record of the district on @ticket, made at @when; @body may be NULL. Free it. */
HyRecord *hy_rows_district_record (HyAuthority *self, const char *ticket, const char *kind, GVariant *body, HyTime when);

/* Why a ticket left its office. Borrowed. */
typedef struct
{
  const char *why; /* reassigned, returned, recalled, merged, aged */
  const char *to;  /* the unit's name, or NULL */
  const char *note;
} HyLeave;

/* Writes the ticket under its next version with the records that were added. @leave is wanted when ticket->office is
 * not what it was, or its state is HY_STATE_LEFT: then it is nobody's. Afterwards @row is as the database has it. */
gboolean hy_rows_save (HyAuthority *self, HyRow *row, const HyLeave *leave, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The name of an office, or NULL. Free it. */
char *hy_rows_office_name (HyAuthority *self, const char *office);

G_END_DECLS
