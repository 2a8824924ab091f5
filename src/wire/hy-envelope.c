#include "wire/hy-envelope.h"

#include "wire/hy-json-writer.h"
#include "wire/hy-record-json.h"

static void
batch_item_free (gpointer data)
{
  HyBatchItem *item = data;

  g_clear_pointer (&item->command, hy_command_free);
  g_free (item->id);
  g_free (item->kind);
  g_free (item->detail);
  g_free (item->text);
  g_free (item);
}

void
hy_batch_free (HyBatch *self)
{
  if (self == NULL)
    return;
  g_free (self->device);
  g_free (self->epoch);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static char *
readable_id (HyJsonValue object, const char *name)
{
  HyJsonMember member;
  char *id = NULL;

  if (!hy_json_find (object, name, &member)
      || !hy_json_scan (member.value.text, member.value.len, NULL)
      || hy_json_read_id (member.value, &id) != NULL)
    return NULL;
  return id;
}

/* Scanned here, one by one: an element that the scan refuses is at fault alone. */
static HyBatchItem *
read_item (HyJsonValue value)
{
  g_autoptr (GError) error = NULL;
  HyBatchItem *item = g_new0 (HyBatchItem, 1);

  item->text = g_strndup (value.text, value.len);
  if (hy_json_scan (value.text, value.len, &error))
    item->command = hy_command_parse (value, &item->field, &error);
  if (item->command == NULL)
    {
      item->id = readable_id (value, "id");
      item->kind = readable_id (value, "kind");
      item->detail = g_strdup (error->message);
    }
  return item;
}

/* Stops one beyond the limit: the caller says too_large. */
static const char *
read_items (HyJsonValue value, gpointer member)
{
  GPtrArray **items = member;
  HyJsonIter iter;
  HyJsonMember element;

  if (!hy_json_iter_init (&iter, value) || iter.object)
    return "is no list";
  while ((*items)->len <= HY_BATCH_MAX && hy_json_iter_next (&iter, &element))
    g_ptr_array_add (*items, read_item (element.value));
  return NULL;
}

/* Whether the batch is JSON but for its commands, each of which is judged for itself. */
static gboolean
scan_frame (const char *text, gsize len, GError **error)
{
  g_autoptr (GString) frame = g_string_sized_new (256);
  HyJsonIter iter;
  HyJsonMember commands, element;
  const char *from = text;

  if (hy_json_find (hy_json_value (text, len), "commands", &commands)
      && hy_json_iter_init (&iter, commands.value) && !iter.object)
    while (hy_json_iter_next (&iter, &element))
      {
        g_string_append_len (frame, from, element.value.text - from);
        g_string_append (frame, "null");
        from = element.value.text + element.value.len;
      }
  g_string_append_len (frame, from, text + len - from);
  return hy_json_scan (frame->str, frame->len, error);
}

static const HyJsonField batch_fields[] = {
  { "device", G_STRUCT_OFFSET (HyBatch, device), hy_json_read_id, TRUE },
  { "epoch", G_STRUCT_OFFSET (HyBatch, epoch), hy_json_read_string, TRUE },
  { "commands", G_STRUCT_OFFSET (HyBatch, items), read_items, TRUE },
};

static gboolean
check_size (gsize n, gsize max, const char *what, GError **error)
{
  if (n <= max)
    return TRUE;
  g_set_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_LIMIT, "batch: more than %" G_GSIZE_FORMAT " %s",
               max, what);
  return FALSE;
}

HyBatch *
hy_batch_parse (const char *text, gsize len, GError **error)
{
  g_autoptr (HyBatch) batch = g_new0 (HyBatch, 1);
  HyJsonFault fault;

  batch->items = g_ptr_array_new_with_free_func (batch_item_free);
  if (!check_size (len, HY_BATCH_BYTES_MAX, "bytes", error) || !scan_frame (text, len, error))
    return NULL;
  if (!hy_json_read_fields (hy_json_value (text, len), batch_fields, G_N_ELEMENTS (batch_fields),
                            batch, NULL, &fault))
    {
      hy_json_set_fault (error, "batch", NULL, &fault);
      return NULL;
    }
  if (!check_size (batch->items->len, HY_BATCH_MAX, "commands", error))
    return NULL;
  return g_steal_pointer (&batch);
}

char *
hy_batch_to_json (const char *device, const char *epoch, const GPtrArray *commands)
{
  GString *out = g_string_sized_new (1024);

  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "device", device);
  hy_json_put_string (out, "epoch", epoch);
  hy_json_begin_array (out, "commands");
  for (guint i = 0; i < commands->len; i++)
    hy_command_write (out, NULL, g_ptr_array_index (commands, i));
  hy_json_end_array (out);
  hy_json_end_object (out);
  return g_string_free (out, FALSE);
}

HyAnswer *
hy_answer_new (void)
{
  HyAnswer *self = g_new0 (HyAnswer, 1);

  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_result_free);
  return self;
}

void
hy_answer_free (HyAnswer *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->results);
  g_free (self->warning);
  g_free (self);
}

static const char *
read_results (HyJsonValue value, gpointer self)
{
  HyAnswer *answer = self;
  HyJsonIter iter;
  HyJsonMember element;

  if (!hy_json_iter_init (&iter, value) || iter.object)
    return "is no list";
  while (hy_json_iter_next (&iter, &element))
    {
      HyResult *result = hy_result_parse (element.value, NULL);

      if (result != NULL)
        g_ptr_array_add (answer->results, result);
      else
        answer->unread++;
    }
  return NULL;
}

/* Offset 0: the reader gets the answer itself. */
static const HyJsonField answer_fields[] = {
  { "results", 0, read_results, TRUE },
  { "time", G_STRUCT_OFFSET (HyAnswer, time), hy_json_read_time, FALSE },
  { "warning", G_STRUCT_OFFSET (HyAnswer, warning), hy_json_read_string, FALSE },
};

HyAnswer *
hy_answer_parse (const char *text, gsize len, GError **error)
{
  g_autoptr (HyAnswer) answer = hy_answer_new ();
  HyJsonFault fault;

  if (!hy_json_scan (text, len, error))
    return NULL;
  if (hy_json_read_fields (hy_json_value (text, len), answer_fields, G_N_ELEMENTS (answer_fields),
                           answer, NULL, &fault))
    return g_steal_pointer (&answer);
  hy_json_set_fault (error, "answer", NULL, &fault);
  return NULL;
}

char *
hy_answer_to_json (const HyAnswer *answer)
{
  GString *out = g_string_sized_new (1024);

  hy_json_begin_object (out, NULL);
  hy_json_begin_array (out, "results");
  for (guint i = 0; i < answer->results->len; i++)
    hy_result_write (out, NULL, g_ptr_array_index (answer->results, i));
  hy_json_end_array (out);
  hy_json_put_time (out, "time", answer->time);
  if (answer->warning != NULL)
    hy_json_put_string (out, "warning", answer->warning);
  hy_json_end_object (out);
  return g_string_free (out, FALSE);
}
