/* A district in a folder of its own, with a clock that stands still until it is moved. */
#pragma once

#include "authority/hy-accept.h"
#include "authority/hy-devices.h"
#include "authority/hy-documents.h"
#include "authority/hy-feed.h"
#include "authority/hy-rows.h"
#include "wire/hy-envelope.h"
#include "wire/hy-feed-line.h"

typedef struct
{
  char *dir;
  HyTime now;
  HyAuthority *authority;
  HyDevice *device;  /* of office "o1" */
  HyDevice *device2; /* another of the same office */
  gint64 seq;        /* of commands made here */
} District;

/* Monday 2026-11-23 09:00, offices o1 and o2, persons p1, p2 (o1) and q1 (o2), two devices of o1. */
void district_set_up (District *self, gconstpointer data);
void district_tear_down (District *self, gconstpointer data);
void district_reopen (District *self);
/* A device of @office with @id. Free it. */
HyDevice *district_enrol (District *self, const char *office, const char *id);

/* A dispatched ticket of @office: its id is @id, its number "N-" and @id. */
void district_ticket (District *self, const char *id, const char *office);
void district_event (District *self, const char *ticket, const char *kind, const char *body);

/* A command as it goes up, with the next seq; @body is JSON. Free it. */
HyCommand *district_command (District *self, const char *id, const char *ticket, const char *kind, const char *body);
/* Posts it, takes it, and gives the one result. */
HyResult *district_send (District *self, HyCommand *command);
HyAnswer *district_post (District *self, const HyDevice *device, GPtrArray *commands);
/* make, send, and expect the result and code. Free it. */
HyResult *district_expect (District *self, const char *id, const char *ticket, const char *kind, const char *body, HyResultKind kind_of_result, const char *code);

HyTicket *district_show (District *self, const char *ticket);

/* Everything of one page, parsed. */
typedef struct
{
  GPtrArray *lines; /* of HyFeedLine *, in order; rows point into text */
  GPtrArray *texts;
  char *cursor;     /* of the last mark or end */
  GPtrArray *marks; /* of char * */
  gboolean more;
  gint64 digest_count;
  guint64 digest_sum;
} Page;

Page *page_read (District *self, const char *office, const char *since, guint limit);
void page_free (Page *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, page_free)
/* How many lines of @type (and @id unless NULL) there are. */
guint page_count (const Page *self, HyFeedType type, const char *id);
const HyFeedLine *page_find (const Page *self, HyFeedType type, const char *id);
