#include "district/hy-cli.h"

#include <string.h>

#include "authority/hy-accept.h"
#include "wire/hy-envelope.h"
#include "wire/hy-json-scan.h"
#include "wire/hy-json-writer.h"

#include "district/hy-text.h"

/* A file holds all that waited on a PC, maybe more than a batch may: it is taken in several, each
 * of them the file with some of its commands. */
typedef struct
{
  const char *text;
  gsize length;
  GArray *commands; /* of HyJsonValue, borrowed from text */
  guint taken;

  GString *results; /* of the batches so far: an array without its brackets */
  char *time;       /* of the last */
  gboolean copied;
} Rescue;

static void
rescue_clear (Rescue *self)
{
  g_clear_pointer (&self->commands, g_array_unref);
  if (self->results != NULL)
    g_string_free (self->results, TRUE);
  g_free (self->time);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rescue, rescue_clear)

/* A file that is no batch has none; hy_authority_post() says what is wrong with it. */
static void
rescue_init (Rescue *self, const char *text, gsize length)
{
  HyJsonMember list, command;
  HyJsonIter iter;

  *self = (Rescue){ .text = text, .length = length };
  self->commands = g_array_new (FALSE, FALSE, sizeof (HyJsonValue));
  self->results = g_string_new (NULL);
  if (!hy_json_find (hy_json_value (text, length), "commands", &list)
      || !hy_json_iter_init (&iter, list.value) || iter.object)
    return;
  while (hy_json_iter_next (&iter, &command))
    g_array_append_val (self->commands, command.value);
}

/* The next commands in the frame of the file; at least one, if there is one. */
static GString *
next_batch (Rescue *self)
{
  const HyJsonValue *commands = (const HyJsonValue *) self->commands->data;
  guint n = self->commands->len;
  const char *first = n > 0 ? commands[0].text : self->text + self->length;
  const char *behind = n > 0 ? commands[n - 1].text + commands[n - 1].len : first;
  gsize rest = self->length - (gsize) (behind - self->text);
  GString *batch = g_string_new_len (self->text, first - self->text);

  for (guint i = 0; i < HY_BATCH_MAX && self->taken < n; i++, self->taken++)
    {
      const HyJsonValue *command = &commands[self->taken];

      if (i > 0 && batch->len + 1 + command->len + rest > HY_BATCH_BYTES_MAX)
        break;
      if (i > 0)
        g_string_append_c (batch, ',');
      g_string_append_len (batch, command->text, (gssize) command->len);
    }
  return g_string_append_len (batch, behind, (gssize) rest);
}

static void
add_answer (Rescue *self, const char *text)
{
  HyJsonValue answer = hy_json_value (text, strlen (text));
  HyJsonMember member;

  if (hy_json_find (answer, "results", &member) && member.value.len > strlen ("[]"))
    {
      if (self->results->len > 0)
        g_string_append_c (self->results, ',');
      g_string_append_len (self->results, member.value.text + 1, (gssize) member.value.len - 2);
    }
  if (hy_json_find (answer, "time", &member))
    {
      g_free (self->time);
      self->time = g_strndup (member.value.text, member.value.len);
    }
  self->copied |= hy_json_find (answer, "warning", &member);
}

static gboolean
take_batches (Rescue *self, HyAuthority *authority, const HyDevice *device, GError **error)
{
  do
    {
      g_autoptr (GString) batch = next_batch (self);
      g_autofree char *answer
          = hy_authority_post (authority, device, batch->str, batch->len, error);

      if (answer == NULL)
        return FALSE;
      add_answer (self, answer);
    }
  while (self->taken < self->commands->len);
  return TRUE;
}

static char *
print_answer (const Rescue *self)
{
  g_autofree char *results = g_strconcat ("[", self->results->str, "]", NULL);
  GString *out = g_string_sized_new (self->results->len + 64);

  hy_json_begin_object (out, NULL);
  hy_json_put_raw (out, "results", results, -1);
  hy_json_put_raw (out, "time", self->time, -1);
  if (self->copied)
    hy_json_put_string (out, "warning", "replica_copied");
  hy_json_end_object (out);
  return g_string_free (out, FALSE);
}

/* Whose file it is. Its commands are looked at only when they are taken. */
static HyDevice *
find_device (HyAuthority *authority, const char *text, gsize length, GError **error)
{
  HyJsonMember member;
  g_autofree char *id = NULL;

  if (hy_json_find (hy_json_value (text, length), "device", &member)
      && hy_json_scan (member.value.text, member.value.len, NULL)
      && hy_json_read_id (member.value, &id) == NULL)
    return hy_authority_find_device (authority, id, error);
  g_set_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE,
               _ ("this is no file of “huiyinctl outbox export”"));
  return NULL;
}

int
hy_cli_commands (HyCli *cli)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = hy_cli_read_file (cli->words[1], &length, &error);
  g_autoptr (HyAuthority) authority = NULL;
  g_autoptr (HyDevice) device = NULL;
  g_auto (Rescue) rescue = { 0 };

  if (text == NULL)
    return hy_cli_fail (error);
  authority = hy_cli_open (cli);
  if (authority == NULL)
    return HY_EXIT_UNUSABLE;
  rescue_init (&rescue, text, length);
  device = find_device (authority, text, length, &error);
  if (device == NULL || !take_batches (&rescue, authority, device, &error))
    return g_error_matches (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_EPOCH)
               ? hy_cli_usage (_ ("%s was made before the district was restored: let that PC sync "
                                  "once, then export anew"),
                               cli->words[1])
               : hy_cli_fail (error);
  return hy_cli_print (print_answer (&rescue), NULL);
}
