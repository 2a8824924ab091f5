#include "wire/hy-problem.h"

#include "wire/hy-json-fields.h"
#include "wire/hy-json-writer.h"

#include <string.h>

#define TYPE_PREFIX "about:blank#"

static const struct
{
  const char *code;
  guint status;
  const char *title;
} problems[HY_N_PROBLEMS] = {
  [HY_PROBLEM_UNKNOWN] = { "unknown", 500, "Something went wrong" },
  [HY_PROBLEM_BAD_REQUEST] = { "bad_request", 400, "The request is malformed" },
  [HY_PROBLEM_UNAUTHORIZED] = { "unauthorized", 401, "The token is not known" },
  [HY_PROBLEM_DEVICE_REVOKED] = { "device_revoked", 403, "This device was revoked" },
  [HY_PROBLEM_BAD_CODE] = { "bad_code", 403, "The enrolment code is wrong, used or stale" },
  [HY_PROBLEM_NOT_FOUND] = { "not_found", 404, "There is no such thing here" },
  [HY_PROBLEM_EPOCH_CHANGED] = { "epoch_changed", 409, "The district was restored" },
  [HY_PROBLEM_OFFSET] = { "offset", 409, "The upload stands at another offset" },
  [HY_PROBLEM_CURSOR_EXPIRED] = { "cursor_expired", 410, "The cursor is no longer known" },
  [HY_PROBLEM_TOO_LARGE] = { "too_large", 413, "The request is too large" },
  [HY_PROBLEM_BAD_HASH] = { "bad_hash", 422, "The content does not match its hash" },
  [HY_PROBLEM_PROTOCOL_TOO_OLD] = { "protocol_too_old", 426, "The program is too old" },
  [HY_PROBLEM_SLOW_DOWN] = { "slow_down", 429, "Too many requests" },
  [HY_PROBLEM_BUSY] = { "busy", 503, "The district is busy" },
  [HY_PROBLEM_NO_ROOM] = { "no_room", 507, "There is no room for the file" },
};

const char *
hy_problem_code (HyProblemCode code)
{
  g_return_val_if_fail ((guint) code < HY_N_PROBLEMS, NULL);

  return problems[code].code;
}

guint
hy_problem_status (HyProblemCode code)
{
  g_return_val_if_fail ((guint) code < HY_N_PROBLEMS, 500);

  return problems[code].status;
}

static const char *
read_type (HyJsonValue value, gpointer member)
{
  HyProblemCode *code = member;
  g_autofree char *type = NULL;
  const char *why = hy_json_read_text (value, &type);

  if (why != NULL || !g_str_has_prefix (type, TYPE_PREFIX))
    return why;
  for (guint i = 1; i < HY_N_PROBLEMS; i++)
    if (strcmp (type + strlen (TYPE_PREFIX), problems[i].code) == 0)
      *code = i;
  return NULL;
}

static const HyJsonField problem_fields[] = {
  { "type", G_STRUCT_OFFSET (HyProblem, code), read_type, TRUE },
  { "status", G_STRUCT_OFFSET (HyProblem, status), hy_json_read_natural, FALSE },
  { "title", G_STRUCT_OFFSET (HyProblem, title), hy_json_read_string, FALSE },
  { "detail", G_STRUCT_OFFSET (HyProblem, detail), hy_json_read_string, FALSE },
  { "wipe", G_STRUCT_OFFSET (HyProblem, wipe), hy_json_read_bool, FALSE },
};

HyProblem *
hy_problem_parse (const char *text, gsize len, GError **error)
{
  g_autoptr (HyProblem) problem = g_new0 (HyProblem, 1);
  HyJsonFault fault;

  if (len > HY_PROBLEM_MAX)
    {
      g_set_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_LIMIT, "problem: larger than %d bytes",
                   HY_PROBLEM_MAX);
      return NULL;
    }
  if (!hy_json_scan (text, len, error))
    return NULL;
  if (hy_json_read_fields (hy_json_value (text, len), problem_fields, G_N_ELEMENTS (problem_fields),
                           problem, NULL, &fault))
    return g_steal_pointer (&problem);
  hy_json_set_fault (error, "problem", NULL, &fault);
  return NULL;
}

void
hy_problem_free (HyProblem *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->detail);
  g_free (self);
}

char *
hy_problem_to_json (HyProblemCode code, const char *detail, gboolean wipe)
{
  g_autofree char *type = g_strconcat (TYPE_PREFIX, hy_problem_code (code), NULL);
  GString *out = g_string_new (NULL);

  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "type", type);
  hy_json_put_string (out, "title", problems[code].title);
  hy_json_put_int (out, "status", problems[code].status);
  if (detail != NULL)
    hy_json_put_string (out, "detail", detail);
  if (wipe)
    hy_json_put_bool (out, "wipe", TRUE);
  hy_json_end_object (out);
  return g_string_free (out, FALSE);
}
