#include "wire/hy-record-json.h"

#include "wire/hy-hash.h"
#include "wire/hy-json-writer.h"
#include "wire/hy-json.h"

#include <string.h>

static const char *
read_positive (HyJsonValue value, gpointer member)
{
  gint64 n = 0;
  const char *why = hy_json_read_int (value, &n);

  if (why != NULL || n < 1)
    return why != NULL ? why : "is less than 1";
  *(gint64 *) member = n;
  return NULL;
}

static const char *
read_receipt (HyJsonValue value, gpointer member)
{
  if (value.len - 2 > HY_RECEIPT_MAX)
    return "is longer than 200 bytes";
  return hy_json_read_string (value, member);
}

static const char *
read_body (HyJsonValue value, gpointer self)
{
  HyCommand *command = self;

  return hy_json_read_body (value, &command->body, &command->body_json);
}

#define COMMAND(name, read, required) { #name, G_STRUCT_OFFSET (HyCommand, name), read, required }

static const HyJsonField command_fields[] = {
  COMMAND (id, hy_json_read_id, TRUE),
  COMMAND (seq, read_positive, TRUE),
  COMMAND (after, hy_json_read_id, FALSE),
  COMMAND (amends, hy_json_read_id, FALSE),
  COMMAND (person, hy_json_read_id, TRUE),
  COMMAND (ticket, hy_json_read_id, TRUE),
  COMMAND (kind, hy_json_read_id, TRUE),
  COMMAND (v, read_positive, TRUE),
  COMMAND (made_at, hy_json_read_time, TRUE),
  COMMAND (clock_offset_ms, hy_json_read_int, FALSE),
  COMMAND (base_version, hy_json_read_natural, FALSE),
  { "body", 0, read_body, FALSE },
  COMMAND (blobs, hy_blobs_read, FALSE),
  COMMAND (receipt, read_receipt, FALSE),
};

HyCommand *
hy_command_parse (HyJsonValue value, const char **field, GError **error)
{
  g_autoptr (HyCommand) command = hy_command_new ();
  HyJsonFault fault;

  if (hy_json_read_fields (value, command_fields, G_N_ELEMENTS (command_fields), command, NULL,
                           &fault))
    return g_steal_pointer (&command);
  if (field != NULL)
    *field = fault.member;
  hy_json_set_fault (error, "command", command->id, &fault);
  return NULL;
}

HyCommand *
hy_command_from_json (const char *text, gssize len, GError **error)
{
  if (!hy_json_scan (text, len, error))
    return NULL;
  return hy_command_parse (hy_json_value (text, len < 0 ? strlen (text) : (gsize) len), NULL,
                           error);
}

void
hy_command_write (GString *out, const char *name, const HyCommand *command)
{
  hy_json_begin_object (out, name);
  hy_json_put_string (out, "id", command->id);
  hy_json_put_int (out, "seq", command->seq);
  hy_json_put_string (out, "after", command->after);
  if (command->amends != NULL)
    hy_json_put_string (out, "amends", command->amends);
  hy_json_put_string (out, "person", command->person);
  hy_json_put_string (out, "ticket", command->ticket);
  hy_json_put_string (out, "kind", command->kind);
  hy_json_put_int (out, "v", command->v);
  hy_json_put_time (out, "made_at", command->made_at);
  hy_json_put_int (out, "clock_offset_ms", command->clock_offset_ms);
  hy_json_put_int (out, "base_version", command->base_version);
  if (command->body_json != NULL)
    hy_json_put_raw (out, "body", command->body_json, -1);
  else
    hy_json_put_body (out, "body", command->body);
  hy_blobs_write (out, "blobs", command->blobs);
  if (command->receipt != NULL)
    hy_json_put_string (out, "receipt", command->receipt);
  hy_json_end_object (out);
}

char *
hy_command_to_json (const HyCommand *command)
{
  GString *out = g_string_sized_new (512);

  hy_command_write (out, NULL, command);
  return g_string_free (out, FALSE);
}

char *
hy_command_content_hash (const HyCommand *command)
{
  g_autoptr (GString) out = g_string_sized_new (512);

  /* Sorted by name, as all of canonical JSON is. */
  hy_json_begin_object (out, NULL);
  hy_blobs_write (out, "blobs", command->blobs);
  hy_json_put_canonical (out, "body", command->body);
  hy_json_put_string (out, "kind", command->kind);
  hy_json_put_time (out, "made_at", command->made_at);
  hy_json_put_string (out, "person", command->person);
  hy_json_put_string (out, "ticket", command->ticket);
  hy_json_put_int (out, "v", command->v);
  hy_json_end_object (out);
  return hy_sha256_hex (out->str, out->len);
}

static const char *
read_result_kind (HyJsonValue value, gpointer member)
{
  g_autofree char *word = NULL;

  if (hy_json_read_text (value, &word) != NULL || !hy_result_kind_parse (word, member))
    return "is no result";
  return NULL;
}

static const char *read_first (HyJsonValue value, gpointer member);

#define RESULT(name, read, required) { #name, G_STRUCT_OFFSET (HyResult, name), read, required }

/* "first" is the last: the first result of a duplicate has none itself and is read without it. */
static const HyJsonField result_fields[] = {
  RESULT (id, hy_json_read_id, TRUE),
  RESULT (result, read_result_kind, TRUE),
  RESULT (version, hy_json_read_natural, FALSE),
  RESULT (code, hy_json_read_id, FALSE),
  RESULT (detail, hy_json_read_string, FALSE),
  RESULT (field, hy_json_read_string, FALSE),
  RESULT (at, hy_json_read_time, FALSE),
  RESULT (receipt, read_receipt, FALSE),
  RESULT (missing, hy_json_read_ids, FALSE),
  RESULT (first, read_first, FALSE),
};

static const char *
read_first (HyJsonValue value, gpointer member)
{
  HyResult **first = member;
  HyJsonFault fault;

  *first = hy_result_new ();
  if (hy_json_read_fields (value, result_fields, G_N_ELEMENTS (result_fields) - 1, *first, NULL,
                           &fault))
    return NULL;
  return "is no result";
}

HyResult *
hy_result_parse (HyJsonValue value, GError **error)
{
  g_autoptr (HyResult) result = hy_result_new ();
  HyJsonFault fault;

  if (hy_json_read_fields (value, result_fields, G_N_ELEMENTS (result_fields), result, NULL,
                           &fault))
    return g_steal_pointer (&result);
  hy_json_set_fault (error, "result", result->id, &fault);
  return NULL;
}

HyResult *
hy_result_from_json (const char *text, gssize len, GError **error)
{
  if (!hy_json_scan (text, len, error))
    return NULL;
  return hy_result_parse (hy_json_value (text, len < 0 ? strlen (text) : (gsize) len), error);
}

static void
put_if (GString *out, const char *name, const char *value)
{
  if (value != NULL)
    hy_json_put_string (out, name, value);
}

void
hy_result_write (GString *out, const char *name, const HyResult *result)
{
  hy_json_begin_object (out, name);
  hy_json_put_string (out, "id", result->id);
  hy_json_put_string (out, "result", hy_result_kind_code (result->result));
  hy_json_put_int (out, "version", result->version);
  put_if (out, "code", result->code);
  put_if (out, "detail", result->detail);
  put_if (out, "field", result->field);
  if (result->at != HY_TIME_NONE)
    hy_json_put_time (out, "at", result->at);
  put_if (out, "receipt", result->receipt);
  if (result->missing != NULL)
    hy_json_put_strv (out, "missing", (const char *const *) result->missing);
  if (result->first != NULL)
    hy_result_write (out, "first", result->first);
  hy_json_end_object (out);
}

char *
hy_result_to_json (const HyResult *result)
{
  GString *out = g_string_sized_new (256);

  hy_result_write (out, NULL, result);
  return g_string_free (out, FALSE);
}
