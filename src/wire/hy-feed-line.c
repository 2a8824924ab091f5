#include "wire/hy-feed-line.h"

#include "wire/hy-json-writer.h"

#include <string.h>

static const char *const document_codes[HY_N_DOCUMENTS] = {
  [HY_DOCUMENT_POLICY] = "policy", [HY_DOCUMENT_CALENDAR] = "calendar",
  [HY_DOCUMENT_DUTY] = "duty",     [HY_DOCUMENT_ARTICLE] = "article",
  [HY_DOCUMENT_NOTICE] = "notice", [HY_DOCUMENT_PERSON] = "person",
  [HY_DOCUMENT_EVENT] = "event",
};

const char *
hy_document_code (HyDocumentKind kind)
{
  g_return_val_if_fail ((guint) kind < HY_N_DOCUMENTS, NULL);

  return document_codes[kind];
}

gboolean
hy_document_parse (const char *code, HyDocumentKind *out)
{
  for (guint i = 0; i < HY_N_DOCUMENTS; i++)
    if (g_strcmp0 (code, document_codes[i]) == 0)
      {
        *out = i;
        return TRUE;
      }
  return FALSE;
}

void
hy_feed_line_clear (HyFeedLine *self)
{
  g_free (self->id);
  g_free (self->ticket);
  g_free (self->row_fault);
  g_free (self->why);
  g_free (self->to);
  g_free (self->note);
  g_free (self->cursor);
  g_free (self->head);
  *self = (HyFeedLine){ 0 };
}

static const char *
read_cursor (HyJsonValue value, gpointer member)
{
  char **cursor = member;
  const char *why = hy_json_read_string (value, member);

  if (why != NULL || *cursor == NULL || strlen (*cursor) <= HY_CURSOR_MAX)
    return why;
  g_clear_pointer (cursor, g_free);
  return "is longer than 200 bytes";
}

static const char *
read_sum (HyJsonValue value, gpointer member)
{
  g_autofree char *text = NULL;
  const char *why = hy_json_read_text (value, &text);

  if (why != NULL)
    return why;
  return hy_digest_parse (text, member) ? NULL : "is no digest";
}

#define LINE(name, read, required)                                                                 \
  {                                                                                                \
#name, G_STRUCT_OFFSET(HyFeedLine, name), read, required                                       \
  }

static const char *
read_digest (HyJsonValue value, gpointer self)
{
  static const HyJsonField sums[] = {
    { "count", G_STRUCT_OFFSET (HyFeedLine, digest_count), hy_json_read_natural, TRUE },
    { "sum", G_STRUCT_OFFSET (HyFeedLine, digest_sum), read_sum, TRUE },
  };
  HyFeedLine *line = self;
  HyJsonFault fault;
  HyJsonMember tickets;

  if (!hy_json_find (value, "tickets", &tickets)
      || !hy_json_read_fields (tickets.value, sums, G_N_ELEMENTS (sums), self, NULL, &fault))
    return "is no digest of tickets";
  line->has_digest = TRUE;
  return NULL;
}

static const HyJsonField ticket_fields[] = {
  LINE (id, hy_json_read_id, TRUE),
  LINE (version, hy_json_read_natural, TRUE),
  LINE (row, hy_json_read_value, FALSE),
};

static const HyJsonField record_fields[] = {
  LINE (id, hy_json_read_id, TRUE),
  LINE (ticket, hy_json_read_id, TRUE),
  LINE (row, hy_json_read_value, FALSE),
};

static const HyJsonField leave_fields[] = {
  LINE (id, hy_json_read_id, TRUE),
  LINE (why, hy_json_read_string, TRUE),
  LINE (to, hy_json_read_string, FALSE),
  LINE (note, hy_json_read_string, FALSE),
};

static const HyJsonField document_fields[] = {
  LINE (id, hy_json_read_id, TRUE),
  LINE (version, hy_json_read_natural, FALSE),
  LINE (row, hy_json_read_value, FALSE),
};

static const HyJsonField mark_fields[] = {
  LINE (cursor, read_cursor, TRUE),
  LINE (tickets, hy_json_read_natural, FALSE),
};

static const HyJsonField end_fields[] = {
  LINE (cursor, read_cursor, FALSE),   LINE (more, hy_json_read_bool, FALSE),
  LINE (head, read_cursor, FALSE),     LINE (time, hy_json_read_time, FALSE),
  { "digest", 0, read_digest, FALSE },
};

static const HyJsonField scope_fields[] = {
  LINE (id, hy_json_read_id, TRUE),
  LINE (version, hy_json_read_natural, TRUE),
};

typedef struct
{
  const char *what;
  const HyJsonField *fields;
  gsize n_fields;
} Shape;

#define SHAPE(name)                                                                                \
  {                                                                                                \
#name " line", name##_fields, G_N_ELEMENTS(name##_fields)                                      \
  }

static const Shape shapes[] = {
  [HY_FEED_TICKET] = SHAPE (ticket), [HY_FEED_RECORD] = SHAPE (record),
  [HY_FEED_LEAVE] = SHAPE (leave),   [HY_FEED_DOCUMENT] = SHAPE (document),
  [HY_FEED_MARK] = SHAPE (mark),     [HY_FEED_END] = SHAPE (end),
  [HY_FEED_SCOPE] = SHAPE (scope),
};

static HyFeedType
type_of_kind (const char *kind, HyFeedLine *out)
{
  if (g_strcmp0 (kind, "ticket") == 0)
    return HY_FEED_TICKET;
  if (g_strcmp0 (kind, "record") == 0)
    return HY_FEED_RECORD;
  if (g_strcmp0 (kind, "leave") == 0)
    return HY_FEED_LEAVE;
  return hy_document_parse (kind, &out->document) ? HY_FEED_DOCUMENT : HY_FEED_UNKNOWN;
}

/* What kind of line it is, and the object that its members stand in. */
static HyFeedType
type_of_line (HyJsonValue line, HyFeedLine *out, HyJsonValue *members)
{
  g_autofree char *kind = NULL;
  HyJsonMember member;

  *members = line;
  if (hy_json_find (line, "kind", &member))
    return hy_json_read_text (member.value, &kind) == NULL ? type_of_kind (kind, out)
                                                           : HY_FEED_UNKNOWN;
  if (hy_json_find (line, "mark", &member))
    {
      *members = member.value;
      return HY_FEED_MARK;
    }
  if (hy_json_find (line, "end", &member))
    {
      *members = member.value;
      return HY_FEED_END;
    }
  return hy_json_find (line, "id", &member) ? HY_FEED_SCOPE : HY_FEED_UNKNOWN;
}

/* Scans the line. When that fails, whether all but the row passes: then @fault says what is wrong
 * with the row. */
static gboolean
scan_line (const char *text, gsize len, char **fault, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *row = NULL;

  if (hy_json_scan (text, len, &why))
    return TRUE;
  if (len > 0 && *text == '{')
    hy_json_cut (hy_json_value (text, len), "row", &rest, &row);
  if (row != NULL && hy_json_scan (rest, -1, NULL))
    {
      *fault = g_strdup (why->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/* A member of the line, else of its row. */
static void
find_member (HyJsonValue line, HyJsonValue row, const char *name, HyJsonReadFunc read, gpointer out)
{
  HyJsonMember member;

  if (hy_json_find (line, name, &member) && read (member.value, out) == NULL)
    return;
  if (row.text != NULL && hy_json_type (row) == HY_JSON_OBJECT && hy_json_find (row, name, &member)
      && read (member.value, out) != NULL)
    g_debug ("neither the line nor its row has a good \"%s\"", name);
}

static gboolean
has_row (HyFeedType type)
{
  return type == HY_FEED_TICKET || type == HY_FEED_RECORD || type == HY_FEED_DOCUMENT;
}

/* A line that is a row's, with something wrong about what stands beside the row: as long as it can
 * be said whose row it is, it is kept aside like a bad row instead of stopping the feed. */
static gboolean
salvage (HyJsonValue line, HyFeedLine *out, const HyJsonFault *fault)
{
  HyFeedType type = out->type;
  HyDocumentKind document = out->document;
  g_autofree char *row_fault = g_steal_pointer (&out->row_fault);
  HyJsonValue readable = { 0 };
  HyJsonMember row;

  if (!has_row (type))
    return FALSE;
  hy_feed_line_clear (out);
  out->type = type;
  out->document = document;
  if (hy_json_find (line, "row", &row))
    out->row = row.value;
  if (row_fault == NULL)
    readable = out->row;
  find_member (line, readable, "id", hy_json_read_id, &out->id);
  find_member (line, readable, "version", hy_json_read_natural, &out->version);
  if (type == HY_FEED_RECORD)
    find_member (line, readable, "ticket", hy_json_read_id, &out->ticket);
  out->row_fault = row_fault != NULL
                       ? g_steal_pointer (&row_fault)
                       : g_strdup_printf ("the line's member \"%s\" %s",
                                          fault->member != NULL ? fault->member : "", fault->why);
  return out->id != NULL && (type != HY_FEED_RECORD || out->ticket != NULL);
}

gboolean
hy_feed_line_parse (const char *text, gsize len, HyFeedLine *out, GError **error)
{
  HyJsonValue line, members;
  HyJsonFault fault = { NULL, "is no object" };
  const Shape *shape;

  *out = (HyFeedLine){ 0 };
  if (!scan_line (text, len, &out->row_fault, error))
    return FALSE;
  line = hy_json_value (text, len);
  if (hy_json_type (line) != HY_JSON_OBJECT)
    {
      hy_feed_line_clear (out);
      return hy_json_set_fault (error, "line", NULL, &fault);
    }
  out->type = type_of_line (line, out, &members);
  /* What other lines call a row is none of theirs. */
  if (!has_row (out->type))
    g_clear_pointer (&out->row_fault, g_free);
  if (out->type == HY_FEED_UNKNOWN)
    return TRUE;
  shape = &shapes[out->type];
  if (hy_json_read_fields (members, shape->fields, shape->n_fields, out, NULL, &fault)
      || salvage (members, out, &fault))
    return TRUE;
  hy_json_set_fault (error, shape->what, out->id, &fault);
  hy_feed_line_clear (out);
  return FALSE;
}

static void
end_line (GString *out)
{
  hy_json_end_object (out);
  g_string_append_c (out, '\n');
}

static void
begin_line (GString *out, const char *kind, const char *id)
{
  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "kind", kind);
  hy_json_put_string (out, "id", id);
}

void
hy_feed_write_ticket (GString *out, const char *id, gint64 version, const char *row)
{
  begin_line (out, "ticket", id);
  hy_json_put_int (out, "version", version);
  hy_json_put_raw (out, "row", row, -1);
  end_line (out);
}

void
hy_feed_write_record (GString *out, const char *id, const char *ticket, const char *row)
{
  begin_line (out, "record", id);
  hy_json_put_string (out, "ticket", ticket);
  hy_json_put_raw (out, "row", row, -1);
  end_line (out);
}

void
hy_feed_write_leave (
    GString *out, const char *id, const char *why, const char *to, const char *note)
{
  begin_line (out, "leave", id);
  hy_json_put_string (out, "why", why);
  hy_json_put_string (out, "to", to);
  hy_json_put_string (out, "note", note);
  end_line (out);
}

void
hy_feed_write_document (
    GString *out, HyDocumentKind kind, const char *id, gint64 version, const char *row)
{
  begin_line (out, hy_document_code (kind), id);
  hy_json_put_int (out, "version", version);
  hy_json_put_raw (out, "row", row, -1);
  end_line (out);
}

void
hy_feed_write_mark (GString *out, const char *cursor, gint64 tickets)
{
  hy_json_begin_object (out, NULL);
  hy_json_begin_object (out, "mark");
  hy_json_put_string (out, "cursor", cursor);
  if (tickets > 0)
    hy_json_put_int (out, "tickets", tickets);
  hy_json_end_object (out);
  end_line (out);
}

void
hy_feed_write_scope (GString *out, const char *id, gint64 version)
{
  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "id", id);
  hy_json_put_int (out, "version", version);
  end_line (out);
}

static void
put_digest (GString *out, const HyFeedLine *end)
{
  char sum[HY_DIGEST_HEX_LEN + 1];

  hy_digest_format (end->digest_sum, sum);
  hy_json_begin_object (out, "digest");
  hy_json_begin_object (out, "tickets");
  hy_json_put_int (out, "count", end->digest_count);
  hy_json_put_string (out, "sum", sum);
  hy_json_end_object (out);
  hy_json_end_object (out);
}

void
hy_feed_write_end (GString *out, const HyFeedLine *end)
{
  hy_json_begin_object (out, NULL);
  hy_json_begin_object (out, "end");
  if (end->cursor != NULL)
    hy_json_put_string (out, "cursor", end->cursor);
  hy_json_put_bool (out, "more", end->more);
  if (end->head != NULL)
    hy_json_put_string (out, "head", end->head);
  if (end->time != HY_TIME_NONE)
    hy_json_put_time (out, "time", end->time);
  if (end->has_digest)
    put_digest (out, end);
  hy_json_end_object (out);
  end_line (out);
}
