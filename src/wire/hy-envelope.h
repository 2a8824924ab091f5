/* The envelopes of POST /v1/commands, up and down (protocol.md). */
#pragma once

#include "core/hy-record.h"
#include "wire/hy-json-fields.h"

G_BEGIN_DECLS

#define HY_BATCH_MAX 200
#define HY_BATCH_BYTES_MAX (4 * 1024 * 1024)

/* An element of a batch: a command, or what can be said of one that is at fault. */
typedef struct
{
  HyCommand *command; /* NULL: bad_body */
  char *id;           /* of a faulty one, as far as it is readable; else NULL */
  char *kind;         /* likewise: unknown_kind is asked before bad_body */
  const char *field;  /* the member at fault, static; NULL when it is the element as a whole */
  char *detail;       /* what is wrong, for a log */
  char *text;         /* the element as received: a refused payload is kept */
} HyBatchItem;

typedef struct
{
  char *device;
  char *epoch;
  GPtrArray *items; /* of HyBatchItem*, in order; at most HY_BATCH_MAX */
} HyBatch;

/**
 * hy_batch_parse:
 * @text: a request's body; scanned here
 *
 * A fault inside an element is that element's alone.
 *
 * Returns: NULL with HY_WIRE_ERROR_SYNTAX or _SHAPE (bad_request) or _LIMIT: more than HY_BATCH_MAX
 * commands or HY_BATCH_BYTES_MAX bytes (too_large)
 */
HyBatch *hy_batch_parse (const char *text, gsize len, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_batch_free (HyBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyBatch, hy_batch_free)

/* @commands: (element-type HyCommand). Free it. */
char *hy_batch_to_json (const char *device,
                        const char *epoch,
                        const GPtrArray *commands) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  GPtrArray *results; /* of HyResult* */
  HyTime time;
  char *warning; /* "replica_copied", or NULL */
  guint unread;  /* elements that are no result; left out of results */
} HyAnswer;

HyAnswer *hy_answer_new (void);
HyAnswer *hy_answer_parse (const char *text, gsize len, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_answer_free (HyAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyAnswer, hy_answer_free)

char *hy_answer_to_json (const HyAnswer *answer) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
