#include "core/hy-record.h"

#include <string.h>

static GVariant *
empty_body (void)
{
  return g_variant_ref_sink (g_variant_new ("a{sv}", NULL));
}

HyBlobRef *
hy_blob_ref_new (const char *sha256, gint64 size, const char *name, const char *type)
{
  HyBlobRef *self = g_new0 (HyBlobRef, 1);

  self->sha256 = g_strdup (sha256);
  self->size = size;
  self->name = g_strdup (name);
  self->type = g_strdup (type);
  return self;
}

HyBlobRef *
hy_blob_ref_copy (const HyBlobRef *self)
{
  HyBlobRef *copy = hy_blob_ref_new (self->sha256, self->size, self->name, self->type);

  copy->missing = self->missing;
  return copy;
}

void
hy_blob_ref_free (HyBlobRef *self)
{
  if (self == NULL)
    return;
  g_free (self->sha256);
  g_free (self->name);
  g_free (self->type);
  g_free (self);
}

static GPtrArray *
blobs_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hy_blob_ref_free);
}

static GPtrArray *
blobs_copy (const GPtrArray *from)
{
  GPtrArray *copy = blobs_new ();

  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (copy, hy_blob_ref_copy (g_ptr_array_index (from, i)));
  return copy;
}

HyRecord *
hy_record_new (void)
{
  HyRecord *self = g_new0 (HyRecord, 1);

  self->body = empty_body ();
  self->blobs = blobs_new ();
  return self;
}

HyRecord *
hy_record_copy (const HyRecord *self)
{
  HyRecord *copy = g_new (HyRecord, 1);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->ticket = g_strdup (self->ticket);
  copy->kind = g_strdup (self->kind);
  copy->by_office = g_strdup (self->by_office);
  copy->by_person = g_strdup (self->by_person);
  copy->by_name = g_strdup (self->by_name);
  copy->by_district = g_strdup (self->by_district);
  copy->amends = g_strdup (self->amends);
  copy->body = g_variant_ref (self->body);
  copy->body_json = g_strdup (self->body_json);
  copy->blobs = blobs_copy (self->blobs);
  copy->extra = g_strdup (self->extra);
  return copy;
}

void
hy_record_free (HyRecord *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->ticket);
  g_free (self->kind);
  g_free (self->by_office);
  g_free (self->by_person);
  g_free (self->by_name);
  g_free (self->by_district);
  g_free (self->amends);
  g_variant_unref (self->body);
  g_free (self->body_json);
  g_ptr_array_unref (self->blobs);
  g_free (self->extra);
  g_free (self);
}

HyCommand *
hy_command_new (void)
{
  HyCommand *self = g_new0 (HyCommand, 1);

  self->v = HY_COMMAND_VERSION;
  self->body = empty_body ();
  self->blobs = blobs_new ();
  return self;
}

HyCommand *
hy_command_copy (const HyCommand *self)
{
  HyCommand *copy = g_new (HyCommand, 1);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->after = g_strdup (self->after);
  copy->amends = g_strdup (self->amends);
  copy->person = g_strdup (self->person);
  copy->ticket = g_strdup (self->ticket);
  copy->kind = g_strdup (self->kind);
  copy->body = g_variant_ref (self->body);
  copy->body_json = g_strdup (self->body_json);
  copy->blobs = blobs_copy (self->blobs);
  copy->receipt = g_strdup (self->receipt);
  return copy;
}

void
hy_command_free (HyCommand *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->after);
  g_free (self->amends);
  g_free (self->person);
  g_free (self->ticket);
  g_free (self->kind);
  g_variant_unref (self->body);
  g_free (self->body_json);
  g_ptr_array_unref (self->blobs);
  g_free (self->receipt);
  g_free (self);
}

static const char *const result_kinds[] = {
  "applied", "duplicate", "late_note", "refused", "held",
};

G_STATIC_ASSERT (G_N_ELEMENTS (result_kinds) == HY_N_RESULTS);

HyResult *
hy_result_new (void)
{
  return g_new0 (HyResult, 1);
}

void
hy_result_free (HyResult *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->code);
  g_free (self->detail);
  g_free (self->field);
  g_free (self->receipt);
  g_strfreev (self->missing);
  hy_result_free (self->first);
  g_free (self);
}

const char *
hy_result_kind_code (HyResultKind kind)
{
  g_return_val_if_fail ((guint) kind < HY_N_RESULTS, "refused");
  return result_kinds[kind];
}

gboolean
hy_result_kind_parse (const char *code, HyResultKind *out)
{
  for (guint i = 0; code != NULL && i < HY_N_RESULTS; i++)
    if (strcmp (result_kinds[i], code) == 0)
      {
        *out = (HyResultKind) i;
        return TRUE;
      }
  return FALSE;
}

HyRecord *
hy_record_from_command (const HyCommand *command, const char *office, const char *by_name)
{
  HyRecord *self = g_new0 (HyRecord, 1);

  self->id = g_strdup (command->id);
  self->ticket = g_strdup (command->ticket);
  self->kind = g_strdup (command->kind);
  self->by_office = g_strdup (office);
  self->by_person = g_strdup (command->person);
  self->by_name = g_strdup (by_name);
  self->made_at = command->made_at;
  self->amends = g_strdup (command->amends);
  self->body = g_variant_ref (command->body);
  self->body_json = g_strdup (command->body_json);
  self->blobs = blobs_copy (command->blobs);
  return self;
}
