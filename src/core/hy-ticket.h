/* A ticket as a row of the feed (protocol.md, "Rows"), and its citizen. Plain values. */
#pragma once

#include "core/hy-codes.h"
#include "core/hy-time.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *phone;
  char *phone2;
  char *address;
  gboolean anonymous;
  gboolean confidential;
  gboolean no_callback;
  char *extra; /* members this program does not know: the inside of a JSON object as received, or NULL */
} HyCitizen;

/* Id of the one demand of a ticket that has no confirmed one (workflow.md, "Closing"). */
#define HY_DEMAND_OWN "d0"

typedef struct
{
  char *id;
  char *text;
} HyDemand;

/* Strings are never "" where absent: NULL is absent. Every member is owned by the ticket. */
typedef struct
{
  char *id;
  char *number;
  char *title;
  char *content;
  HyDemandKind kind;
  HyChannel channel;
  HyState state;
  gint64 version;
  gint64 records; /* how many entries its timeline has */
  char *office;
  char *handler; /* person id */
  HyCitizen citizen;
  int public_consent; /* -1 unknown, else 0 or 1 */
  char **category;    /* levels, outermost first; NULL-terminated, or NULL */
  char *place;
  HyTime received_at;
  HyTime dispatched_at;
  HyTime started_at;
  HyTime signed_at;
  HyTime contacted_at;
  HyTime replied_at;
  HyTime statement_at;
  HyTime suspended_at;
  HyTime due_sign;
  HyTime due_contact; /* none: waived */
  HyTime due;
  HyTime due_upstream;
  GPtrArray *flags; /* of char*, spelled as in workflow.md; never NULL */
  int rework;
  int extensions;
  char *policy;
  GPtrArray *demands; /* of HyDemand*; empty: HY_DEMAND_OWN alone; never NULL */
  char *extra;        /* unknown members and "extra": the inside of a JSON object as received, or NULL */
} HyTicket;

HyTicket *hy_ticket_new (void);
HyTicket *hy_ticket_copy (const HyTicket *self);
void hy_ticket_free (HyTicket *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyTicket, hy_ticket_free)

HyDemand *hy_demand_new (const char *id, const char *text);
void hy_demand_free (HyDemand *self);

void hy_citizen_clear (HyCitizen *self);
void hy_citizen_copy (const HyCitizen *from, HyCitizen *to);

/* Flags are words, some with a value after a colon: "urged:2", "supervised:red". */
gboolean hy_ticket_has_flag (const HyTicket *self, const char *name);
/* The text after the colon of the flag @name, or NULL. Belongs to the ticket. */
const char *hy_ticket_flag_value (const HyTicket *self, const char *name);
/* Sets @name to @value (NULL: a bare flag), replacing what it had. */
void hy_ticket_set_flag (HyTicket *self, const char *name, const char *value);
void hy_ticket_clear_flag (HyTicket *self, const char *name);

/* No contact clock and no contact gate: anonymous, no call-back wanted, or no number. */
gboolean hy_ticket_is_waived (const HyTicket *self);
/* Nothing that leads to who asked may go out: confidential, or a report. */
gboolean hy_ticket_is_secret (const HyTicket *self);
gboolean hy_ticket_is_letter (const HyTicket *self);
/* Not closed, archived or left. */
gboolean hy_ticket_is_open (const HyTicket *self);
/* Open and with the office: its clocks neither stand still nor wait for what the district says of a reply. */
gboolean hy_ticket_is_timed (const HyTicket *self);

/* What a ticket without confirmed demands asks for: the text of the demand HY_DEMAND_OWN. Never NULL; belongs to
 * the ticket. */
const char *hy_ticket_own_words (const HyTicket *self);

/* Replaces an owned string member. */
void hy_set_string (char **member, const char *value);

G_END_DECLS
