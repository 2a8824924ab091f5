/* One line of the way down: /v1/changes, /v1/scope and /v1/tickets/ID (protocol.md). */
#pragma once

#include "wire/hy-hash.h"
#include "wire/hy-json-fields.h"

G_BEGIN_DECLS

typedef enum
{
  HY_FEED_UNKNOWN, /* a kind of line that this program does not know: skip it */
  HY_FEED_TICKET,
  HY_FEED_RECORD,
  HY_FEED_LEAVE,
  HY_FEED_DOCUMENT, /* document says which */
  HY_FEED_MARK,
  HY_FEED_END,
  HY_FEED_SCOPE /* an {"id","version"} of /v1/scope */
} HyFeedType;

typedef enum
{
  HY_DOCUMENT_POLICY,
  HY_DOCUMENT_CALENDAR,
  HY_DOCUMENT_DUTY,
  HY_DOCUMENT_ARTICLE,
  HY_DOCUMENT_NOTICE,
  HY_DOCUMENT_PERSON,
  HY_DOCUMENT_EVENT,
  HY_N_DOCUMENTS
} HyDocumentKind;

#define HY_CURSOR_MAX 200

typedef struct
{
  HyFeedType type;
  HyDocumentKind document;
  char *id; /* of leave: the ticket */
  gint64 version;
  char *ticket; /* of a record */
  /* Stands in the line's text; text is NULL when it is null or absent: a document is removed. */
  HyJsonValue row;
  /* Keep the line aside, its row unread: that is not JSON that hy_json_scan() takes, or a member
   * beside it is missing or wrong. id, version and ticket are then the row's where the line has none,
   * and a version that nobody says is 0. Else NULL. */
  char *row_fault;
  char *why; /* of leave: reassigned, returned, recalled, merged, aged, or a word to come */
  char *to;
  char *note;
  char *cursor; /* of mark and end; an end of /v1/scope or /v1/tickets may have none */
  gint64 tickets; /* of a bootstrap's mark: how many there will be; 0: not said */
  gboolean more;
  char *head;
  HyTime time;
  gboolean has_digest;
  gint64 digest_count;
  guint64 digest_sum;
} HyFeedLine;

/**
 * hy_feed_line_parse:
 * @text: a line without its line break; scanned here
 * @out: cleared first by the caller, filled here; its row points into @text
 *
 * The row itself is not looked into, and a row that the scan refuses does not spoil its line: what
 * cannot be stored must be kept aside with its id and version.
 *
 * Returns: %FALSE with a HY_WIRE_ERROR when the line is no line of a feed; @out is cleared then
 */
gboolean hy_feed_line_parse (const char *text, gsize len, HyFeedLine *out, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void hy_feed_line_clear (HyFeedLine *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyFeedLine, hy_feed_line_clear)

/* "policy", …; static. */
const char *hy_document_code (HyDocumentKind kind);
gboolean hy_document_parse (const char *code, HyDocumentKind *out) G_GNUC_WARN_UNUSED_RESULT;

/* Each appends one whole line to @out. @row is JSON text; NULL is null. */
void hy_feed_write_ticket (GString *out, const char *id, gint64 version, const char *row);
void hy_feed_write_record (GString *out, const char *id, const char *ticket, const char *row);
void hy_feed_write_leave (
    GString *out, const char *id, const char *why, const char *to, const char *note);
void hy_feed_write_document (
    GString *out, HyDocumentKind kind, const char *id, gint64 version, const char *row);
/* @tickets: how many the bootstrap has; 0: not said. */
void hy_feed_write_mark (GString *out, const char *cursor, gint64 tickets);
void hy_feed_write_scope (GString *out, const char *id, gint64 version);
/* @end: cursor, more, head, time and, when it has one, digest; the rest is not looked at. */
void hy_feed_write_end (GString *out, const HyFeedLine *end);

G_END_DECLS
