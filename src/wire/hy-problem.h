/* Faults of the envelope: application/problem+json, RFC 9457 (protocol.md, "Transport"). */
#pragma once

#include "wire/hy-wire-error.h"

G_BEGIN_DECLS

#define HY_PROBLEM_MAX (64 * 1024)

typedef enum
{
  HY_PROBLEM_UNKNOWN, /* a code that this program does not know */
  HY_PROBLEM_BAD_REQUEST,
  HY_PROBLEM_UNAUTHORIZED,
  HY_PROBLEM_DEVICE_REVOKED,
  HY_PROBLEM_BAD_CODE,
  HY_PROBLEM_NOT_FOUND,
  HY_PROBLEM_EPOCH_CHANGED,
  HY_PROBLEM_OFFSET,
  HY_PROBLEM_CURSOR_EXPIRED,
  HY_PROBLEM_TOO_LARGE,
  HY_PROBLEM_BAD_HASH,
  HY_PROBLEM_PROTOCOL_TOO_OLD,
  HY_PROBLEM_SLOW_DOWN,
  HY_PROBLEM_BUSY,
  HY_PROBLEM_NO_ROOM,
  HY_N_PROBLEMS
} HyProblemCode;

/* "bad_request", …; "unknown". Static. */
const char *hy_problem_code (HyProblemCode code);
/* The HTTP status that goes with it; 500 for the unknown. */
guint hy_problem_status (HyProblemCode code);

typedef struct
{
  HyProblemCode code;
  gint64 status; /* as the document says, or 0 */
  char *title;
  char *detail;
  gboolean wipe;
} HyProblem;

/* @text is scanned here. NULL with a HY_WIRE_ERROR: larger than HY_PROBLEM_MAX, or no problem
 * document. */
HyProblem *hy_problem_parse (const char *text, gsize len, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_problem_free (HyProblem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyProblem, hy_problem_free)

/* The document: "wipe" only when set. @detail may be NULL. Free it. */
char *hy_problem_to_json (HyProblemCode code,
                          const char *detail,
                          gboolean wipe) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
