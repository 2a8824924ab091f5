#include "wire/hy-record-json.h"

#include "wire/hy-hash.h"
#include "wire/hy-json-writer.h"
#include "wire/hy-json.h"

#include <string.h>

static const char *
read_sha256 (HyJsonValue value, gpointer member)
{
  char **out = member;
  const char *why = hy_json_read_text (value, member);

  if (why != NULL || hy_sha256_is_valid (*out))
    return why;
  g_clear_pointer (out, g_free);
  return "is no SHA-256";
}

#define BLOB_FIELDS_OF_COMMANDS 4

/* The last is of records alone: what an office says of it does not count. */
static const HyJsonField blob_fields[] = {
  { "sha256", G_STRUCT_OFFSET (HyBlobRef, sha256), read_sha256, TRUE },
  { "size", G_STRUCT_OFFSET (HyBlobRef, size), hy_json_read_natural, TRUE },
  { "name", G_STRUCT_OFFSET (HyBlobRef, name), hy_json_read_string, FALSE },
  { "type", G_STRUCT_OFFSET (HyBlobRef, type), hy_json_read_string, FALSE },
  { "missing", G_STRUCT_OFFSET (HyBlobRef, missing), hy_json_read_bool, FALSE },
};

static const char *
read_blobs (HyJsonValue value, guint n_fields, GPtrArray **blobs)
{
  HyJsonIter iter;
  HyJsonMember element;
  HyJsonFault fault;

  if (!hy_json_iter_init (&iter, value) || iter.object)
    return "is no list of blobs";
  while (hy_json_iter_next (&iter, &element))
    {
      HyBlobRef *blob = hy_blob_ref_new (NULL, 0, NULL, NULL);

      g_ptr_array_add (*blobs, blob);
      if (!hy_json_read_fields (element.value, blob_fields, n_fields, blob, NULL, &fault))
        return "is no list of blobs, each with sha256 and size";
      if (blob->size > HY_BLOB_MAX)
        return "has a blob larger than 20 MiB";
    }
  return NULL;
}

const char *
hy_blobs_read (HyJsonValue value, gpointer member)
{
  return read_blobs (value, BLOB_FIELDS_OF_COMMANDS, member);
}

static const char *
read_record_blobs (HyJsonValue value, gpointer member)
{
  return read_blobs (value, G_N_ELEMENTS (blob_fields), member);
}

void
hy_blobs_write (GString *out, const char *name, const GPtrArray *blobs)
{
  hy_json_begin_array (out, name);
  for (guint i = 0; i < blobs->len; i++)
    {
      const HyBlobRef *blob = g_ptr_array_index (blobs, i);

      hy_json_begin_object (out, NULL);
      hy_json_put_string (out, "sha256", blob->sha256);
      hy_json_put_int (out, "size", blob->size);
      hy_json_put_string (out, "name", blob->name);
      hy_json_put_string (out, "type", blob->type);
      if (blob->missing)
        hy_json_put_bool (out, "missing", TRUE);
      hy_json_end_object (out);
    }
  hy_json_end_array (out);
}

static void
write_body (GString *out, GVariant *body, const char *bytes)
{
  if (bytes != NULL)
    hy_json_put_raw (out, "body", bytes, -1);
  else
    hy_json_put_body (out, "body", body);
}

static const char *
read_record_body (HyJsonValue value, gpointer self)
{
  HyRecord *record = self;

  return hy_json_read_body (value, &record->body, &record->body_json);
}

static const char *
read_by (HyJsonValue value, gpointer self)
{
  static const HyJsonField fields[] = {
    { "office", G_STRUCT_OFFSET (HyRecord, by_office), hy_json_read_id, FALSE },
    { "person", G_STRUCT_OFFSET (HyRecord, by_person), hy_json_read_id, FALSE },
    { "name", G_STRUCT_OFFSET (HyRecord, by_name), hy_json_read_string, FALSE },
    { "district", G_STRUCT_OFFSET (HyRecord, by_district), hy_json_read_string, FALSE },
  };
  const HyRecord *record = self;
  HyJsonFault fault;

  if (!hy_json_read_fields (value, fields, G_N_ELEMENTS (fields), self, NULL, &fault))
    return "is no object with office, person and name, or district";
  if ((record->by_district == NULL) == (record->by_office == NULL))
    return "names neither or both of office and district";
  return NULL;
}

#define RECORD(name, read, required) { #name, G_STRUCT_OFFSET (HyRecord, name), read, required }

/* Offset 0: the reader gets the record itself. */
static const HyJsonField record_fields[] = {
  RECORD (id, hy_json_read_id, TRUE),
  RECORD (ticket, hy_json_read_id, TRUE),
  RECORD (kind, hy_json_read_id, TRUE),
  RECORD (version, hy_json_read_natural, TRUE),
  { "by", 0, read_by, TRUE },
  RECORD (made_at, hy_json_read_time, TRUE),
  RECORD (received_at, hy_json_read_time, FALSE),
  RECORD (late, hy_json_read_bool, FALSE),
  RECORD (amends, hy_json_read_id, FALSE),
  { "body", 0, read_record_body, FALSE },
  RECORD (blobs, read_record_blobs, FALSE),
};

HyRecord *
hy_record_parse (HyJsonValue row, GError **error)
{
  g_autoptr (HyRecord) record = hy_record_new ();
  HyJsonFault fault;

  if (hy_json_read_fields (row, record_fields, G_N_ELEMENTS (record_fields), record, &record->extra,
                           &fault))
    return g_steal_pointer (&record);
  hy_json_set_fault (error, "record", record->id, &fault);
  return NULL;
}

HyRecord *
hy_record_from_json (const char *text, gssize len, GError **error)
{
  if (!hy_json_scan (text, len, error))
    return NULL;
  return hy_record_parse (hy_json_value (text, len < 0 ? strlen (text) : (gsize) len), error);
}

static void
write_by (GString *out, const HyRecord *record)
{
  hy_json_begin_object (out, "by");
  if (record->by_district != NULL)
    hy_json_put_string (out, "district", record->by_district);
  else
    {
      hy_json_put_string (out, "office", record->by_office);
      hy_json_put_string (out, "person", record->by_person);
      hy_json_put_string (out, "name", record->by_name);
    }
  hy_json_end_object (out);
}

void
hy_record_write (GString *out, const char *name, const HyRecord *record)
{
  hy_json_begin_object (out, name);
  hy_json_put_string (out, "id", record->id);
  hy_json_put_string (out, "ticket", record->ticket);
  hy_json_put_string (out, "kind", record->kind);
  hy_json_put_int (out, "version", record->version);
  write_by (out, record);
  hy_json_put_time (out, "made_at", record->made_at);
  hy_json_put_time (out, "received_at", record->received_at);
  hy_json_put_bool (out, "late", record->late);
  hy_json_put_string (out, "amends", record->amends);
  write_body (out, record->body, record->body_json);
  hy_blobs_write (out, "blobs", record->blobs);
  hy_json_put_members (out, record->extra);
  hy_json_end_object (out);
}

char *
hy_record_to_json (const HyRecord *record)
{
  GString *out = g_string_sized_new (512);

  hy_record_write (out, NULL, record);
  return g_string_free (out, FALSE);
}
