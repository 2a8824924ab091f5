#include "desk/hy-command-words.h"

#include "core/hy-words.h"
#include "desk/hy-look.h"

#include "desk/hy-text.h"

#include <string.h>

/* The members of bodies in which people write, at any depth, with their words. */
static const struct
{
  const char *member, *words;
} written[] = {
  { "text", NULL },
  { "note", NULL },
  { "gist", N_ ("What was said") },
  { "what", N_ ("What") },
  { "words", N_ ("In their words") },
  { "reason", N_ ("Reason") },
  { "cause", N_ ("Cause") },
  { "progress", N_ ("Progress so far") },
  { "measures", N_ ("Measures") },
  { "plan", N_ ("Plan") },
  { "problem", NULL },
  { "tried", N_ ("Tried") },
  { "proposal", N_ ("Proposal") },
  { "evidence", N_ ("Evidence") },
  { "ground", N_ ("Ground") },
  { "to_unit", N_ ("To") },
  { "contact_summary", N_ ("Contact") },
  { "investigation", N_ ("Investigation") },
  { "result", N_ ("Handling result") },
  { "follow_up", N_ ("What follows") },
  { "public_text", N_ ("Public reply") },
  { "why", N_ ("Why") },
  { "title", NULL },
  { "content", NULL },
  { "question", NULL },
  { "answer", NULL },
};

/* -1: nobody writes there. */
static int
find_written (const char *member)
{
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    if (strcmp (written[i].member, member) == 0)
      return (int) i;
  return -1;
}

static gboolean
is_piece (const char *member, GVariant *value)
{
  return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) && find_written (member) >= 0
         && *g_variant_get_string (value, NULL) != '\0';
}

static void
piece_free (gpointer data)
{
  HyWrittenPiece *self = data;

  g_free (self->label);
  g_free (self->text);
  g_free (self);
}

static void
gather (GPtrArray *out, const char *member, GVariant *value)
{
  if (is_piece (member, value))
    {
      HyWrittenPiece *piece = g_new0 (HyWrittenPiece, 1);
      const char *words = written[find_written (member)].words;

      piece->label = words != NULL ? g_strdup (_ (words)) : NULL;
      piece->text = g_variant_dup_string (value, NULL);
      g_ptr_array_add (out, piece);
      return;
    }
  if (!g_variant_is_container (value))
    return;
  for (gsize i = 0; i < g_variant_n_children (value); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);
      g_autoptr (GVariant) inner = NULL;
      const char *name = member;

      if (g_variant_is_of_type (child, G_VARIANT_TYPE ("{sv}")))
        g_variant_get (child, "{&sv}", &name, &inner);
      else if (g_variant_is_of_type (child, G_VARIANT_TYPE_VARIANT))
        inner = g_variant_get_variant (child);
      if (inner != NULL)
        gather (out, name, inner);
    }
}

GPtrArray *
hy_command_pieces (GVariant *body)
{
  GPtrArray *out = g_ptr_array_new_with_free_func (piece_free);

  gather (out, "", body);
  return out;
}

/* In the same order as gather(). */
static GVariant *
rebuild (const char *member, GVariant *value, const GPtrArray *texts, guint *at)
{
  gboolean dict = g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT);
  GVariantBuilder out;

  if (is_piece (member, value) && *at < texts->len)
    return g_variant_new_string (g_ptr_array_index (texts, (*at)++));
  if (!dict && !g_variant_is_of_type (value, G_VARIANT_TYPE ("av")))
    return g_variant_ref (value);
  g_variant_builder_init (&out, g_variant_get_type (value));
  for (gsize i = 0; i < g_variant_n_children (value); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);
      g_autoptr (GVariant) inner = NULL;
      g_autoptr (GVariant) made = NULL;
      const char *name = member;

      if (dict)
        g_variant_get (child, "{&sv}", &name, &inner);
      else
        inner = g_variant_get_variant (child);
      made = g_variant_take_ref (rebuild (name, inner, texts, at));
      if (dict)
        g_variant_builder_add (&out, "{sv}", name, made);
      else
        g_variant_builder_add (&out, "v", made);
    }
  return g_variant_builder_end (&out);
}

GVariant *
hy_command_with_pieces (GVariant *body, const GPtrArray *texts)
{
  guint at = 0;

  return g_variant_take_ref (rebuild ("", body, texts, &at));
}

char *
hy_command_written (const HyCommand *command)
{
  g_autoptr (GPtrArray) pieces = hy_command_pieces (command->body);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++)
    {
      const HyWrittenPiece *piece = g_ptr_array_index (pieces, i);

      if (i > 0)
        g_string_append_c (out, '\n');
      if (piece->label != NULL)
        g_string_append_printf (out, _ ("%s: "), piece->label);
      g_string_append (out, piece->text);
    }
  return g_string_free (out, FALSE);
}

char *
hy_outbox_item_title (const HyOutboxItem *item)
{
  const char *kind = hy_kind_words (item->command->kind);

  return item->title != NULL && *item->title != '\0'
             ? g_strdup_printf ("%s · %s", kind, item->title)
             : g_strdup (kind);
}

gboolean
hy_command_is_trace (const char *kind)
{
  return strcmp (kind, "reveal") == 0;
}

char *
hy_outbox_item_waits (const HyOutboxItem *item, HyTime now)
{
  g_autofree char *made = hy_look_moment (item->command->made_at, now);
  g_autofree char *limit = item->limit > now ? hy_look_moment (item->limit, now) : NULL;
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, _ ("saved %s"), made);
  if (limit != NULL)
    g_string_append_printf (out, _ (" · must arrive by %s"), limit);
  if (item->orphan)
    g_string_append (out, _ (" · the district lost this ticket in a restore: ring it"));
  else if (strcmp (item->state, "held") == 0)
    g_string_append (out, _ (" · goes after the one before it"));
  if (item->may_refuse)
    g_string_append (out, _ (" · may be refused"));
  return g_string_free (out, FALSE);
}

char *
hy_outbox_item_refusal (const HyOutboxItem *item)
{
  HyRefusal refusal = { .code = item->code != NULL ? item->code : "", .field = item->field };

  if (item->detail != NULL && *item->detail != '\0')
    return g_strdup (item->detail);
  return hy_refusal_detail (&refusal, item->command->kind);
}

char *
hy_outbox_item_page (const HyOutboxItem *item)
{
  g_autofree char *at = hy_moment_words (item->command->made_at);
  g_autofree char *text = hy_command_written (item->command);
  g_autofree char *refusal = item->code != NULL ? hy_outbox_item_refusal (item) : NULL;
  g_autofree char *title = hy_outbox_item_title (item);

  return g_strdup_printf ("%s\n%s · %s\n%s\n\n%s\n", title,
                          item->number != NULL ? item->number : "", at,
                          refusal != NULL ? refusal : "", text);
}

char *
hy_outbox_notice (const GPtrArray *items, const char *office, HyTime now)
{
  g_autofree char *at = hy_moment_words (now);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, _ ("%s, outage notice of %s\n"), office, at);
  g_string_append (out, _ ("Made in time and not yet sent because there is no line:\n"));
  for (guint i = 0; i < items->len; i++)
    {
      const HyOutboxItem *item = g_ptr_array_index (items, i);
      g_autofree char *made = hy_moment_words (item->command->made_at);

      g_string_append_printf (out, "  %s  %s  %s\n", item->number != NULL ? item->number : "–",
                              hy_kind_words (item->command->kind), made);
    }
  g_string_append (out, _ ("Made by: ________    Received by: ________\n"));
  return g_string_free (out, FALSE);
}
