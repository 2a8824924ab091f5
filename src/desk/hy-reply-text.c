#include "desk/hy-reply-text.h"

#include "core/hy-words.h"
#include "desk/hy-choice-words.h"
#include "desk/hy-text.h"

#include <string.h>

/* "11-23 09:20" */
static char *
moment (const HyRecord *record)
{
  HyTime at = record->made_at;
  int year, month, day, minute;

  (void) hy_body_time (record->body, "at", &at);
  minute = hy_time_minute_of_day (at);
  hy_date_to_ymd (hy_date_of (at), &year, &month, &day);
  return g_strdup_printf ("%02d-%02d %02d:%02d", month, day, minute / 60, minute % 60);
}

static const char *
maker (const HyRecord *record)
{
  return record->by_name != NULL ? record->by_name : record->by_person;
}

static gboolean
counts (const HyCase *c, const HyRecord *record, const char *kind)
{
  return strcmp (record->kind, kind) == 0 && !record->late && !hy_case_is_amended (c, record);
}

/* Contacts */

static const HyOption how_out[] = { { "phone", N_ ("rang the citizen") },
                                    { "visit", N_ ("visited the citizen") },
                                    { "message", N_ ("wrote to the citizen") },
                                    { "met", N_ ("met the citizen") },
                                    { NULL, NULL } };
static const HyOption how_in[] = { { "phone", N_ ("was rung by the citizen") },
                                   { "visit", N_ ("was visited by the citizen") },
                                   { "message", N_ ("got a message from the citizen") },
                                   { "met", N_ ("met the citizen") },
                                   { NULL, NULL } };
static const HyOption told[] = { { "tell_extension", N_ ("told that it takes longer") },
                                 { "tell_result", N_ ("told the result") },
                                 { "tell_return", N_ ("told of the passing to another unit") },
                                 { NULL, NULL } };

static void
append_demands (GString *out, const HyRecord *record)
{
  g_autoptr (GVariant) list = hy_body_array (record->body, "demands");
  gsize n = list != NULL ? g_variant_n_children (list) : 0, said = 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) demand = hy_body_element (list, i);
      const char *text = hy_body_string (demand, "text");
      gboolean confirmed = TRUE;

      (void) hy_body_bool (demand, "confirmed", &confirmed);
      if (!confirmed || hy_text_is_blank (text))
        continue;
      g_string_append (out, said++ == 0 ? _ ("; demands confirmed: ") : _ (", "));
      g_string_append (out, text);
    }
}

/* A call in vain told nothing of what it was for. */
static void
append_told (GString *out, const HyRecord *record)
{
  if (g_strcmp0 (hy_body_string (record->body, "outcome"), "reached") != 0)
    return;
  for (gsize i = 0; told[i].code != NULL; i++)
    if (hy_body_list_has (record->body, "purpose", told[i].code))
      g_string_append_printf (out, _ ("; %s"), _ (told[i].words));
}

static void
append_contact (GString *out, const HyRecord *record)
{
  g_autofree char *when = moment (record);
  const char *channel = hy_body_string (record->body, "channel");
  const char *direction = hy_body_string (record->body, "direction");
  gboolean in = g_strcmp0 (direction, "in") == 0;

  if (out->len > 0)
    g_string_append_c (out, '\n');
  /* Translators: when, who, "rang the citizen", "Reached". */
  g_string_append_printf (out, _ ("%s %s %s: %s"), when, maker (record),
                          hy_option_words (in ? how_in : how_out, channel),
                          hy_option_words (hy_options_outcome,
                                           hy_body_string (record->body, "outcome")));
  append_demands (out, record);
  append_told (out, record);
  g_string_append (out, _ ("."));
}

char *
hy_reply_contact_summary (const HyCase *c)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < c->timeline->len; i++)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i);

      if (counts (c, record, "contact"))
        append_contact (out, record);
    }
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* Investigation */

static void
append_units (GString *out, const HyRecord *record)
{
  g_autoptr (GVariant) list = hy_body_array (record->body, "with_units");
  gsize n = list != NULL ? g_variant_n_children (list) : 0;
  g_autoptr (GString) units = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) unit = hy_body_element (list, i);

      if (g_variant_is_of_type (unit, G_VARIANT_TYPE_STRING))
        g_string_append_printf (units, "%s%s", units->len > 0 ? _ (", ") : "",
                                g_variant_get_string (unit, NULL));
    }
  if (units->len > 0)
    g_string_append_printf (out, _ (" (with %s)"), units->str);
}

char *
hy_reply_investigation (const HyCase *c)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < c->timeline->len; i++)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i);
      g_autofree char *when = moment (record);
      const char *text;

      if (!counts (c, record, "progress"))
        continue;
      text = hy_body_string (record->body, "text");
      if (hy_text_is_blank (text))
        continue;
      g_string_append_printf (out, "%s%s %s", out->len > 0 ? "\n" : "", when, text);
      append_units (out, record);
    }
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* The whole */

typedef struct
{
  GVariant *body;
  const HyCase *c;
  GPtrArray *demands;
  GString *out;
} Writing;

static const char *
demand_text (Writing *self, const char *id)
{
  for (guint i = 0; i < self->demands->len; i++)
    {
      const HyDemand *demand = g_ptr_array_index (self->demands, i);

      if (g_strcmp0 (demand->id, id) == 0)
        return demand->text;
    }
  return NULL;
}

static char *
demands_section (Writing *self)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->demands->len; i++)
    {
      const HyDemand *demand = g_ptr_array_index (self->demands, i);

      g_string_append_printf (out, "%s%u. %s", i > 0 ? "\n" : "", i + 1,
                              demand->text != NULL ? demand->text : "");
    }
  return g_string_free (out, FALSE);
}

static void
append_answer (Writing *self, GString *out, GVariant *answer, gsize number)
{
  const char *result = hy_body_string (answer, "result");
  const char *finding = hy_body_string (answer, "finding");
  const char *by = hy_body_string (answer, "by");
  const char *demand = demand_text (self, hy_body_string (answer, "demand_id"));
  gboolean done = FALSE;

  g_string_append_printf (out, "%s%" G_GSIZE_FORMAT ". ", out->len > 0 ? "\n" : "", number);
  if (demand != NULL)
    g_string_append_printf (out, _ ("“%s”: "), demand);
  if (finding != NULL)
    g_string_append_printf (out, _ ("%s. "), hy_option_words (hy_options_finding, finding));
  g_string_append (out, result != NULL ? result : _ ("(no answer yet)"));
  (void) hy_body_bool (answer, "done", &done);
  if (done)
    g_string_append (out, _ (" (done)"));
  else if (by != NULL)
    /* Of a time the date is enough for a reader. */
    g_string_append_printf (out, _ (" (by %.10s)"), by);
}

static char *
answers_section (Writing *self)
{
  g_autoptr (GVariant) list = hy_body_array (self->body, "answers");
  GString *out = g_string_new (NULL);
  gsize n = list != NULL ? g_variant_n_children (list) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) answer = hy_body_element (list, i);

      append_answer (self, out, answer, i + 1);
    }
  return g_string_free (out, FALSE);
}

static char *
basis_section (Writing *self)
{
  g_autoptr (GVariant) list = hy_body_array (self->body, "basis");
  GString *out = g_string_new (NULL);
  gsize n = list != NULL ? g_variant_n_children (list) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) line = hy_body_element (list, i);

      if (g_variant_is_of_type (line, G_VARIANT_TYPE_STRING))
        g_string_append_printf (out, "%s%s", i > 0 ? "\n" : "", g_variant_get_string (line, NULL));
    }
  return g_string_free (out, FALSE);
}

static char *
opinion_section (Writing *self)
{
  g_autoptr (GVariant) opinion = hy_body_object (self->body, "citizen_opinion");
  const char *value = opinion != NULL ? hy_body_string (opinion, "value") : NULL;
  const char *words = opinion != NULL ? hy_body_string (opinion, "words") : NULL;

  if (value == NULL)
    return NULL;
  value = hy_option_words (hy_options_final_opinion, value);
  return words != NULL ? g_strdup_printf (_ ("“%s” – %s"), words, value) : g_strdup (value);
}

static char *
result_section (Writing *self)
{
  const char *code = hy_body_string (self->body, "result_kind");

  return code != NULL ? g_strdup (hy_option_words (hy_options_result, code)) : NULL;
}

/* In the order in which the district reads. A section with a member is that text. */
static const struct
{
  const char *heading;
  const char *member;
  char *(*write) (Writing *self);
} sections[] = {
  { N_ ("What is asked"), NULL, demands_section },
  { N_ ("Contact with the citizen"), "contact_summary", NULL },
  { N_ ("Investigation"), "investigation", NULL },
  { N_ ("Handling of each demand"), NULL, answers_section },
  { N_ ("Overall result"), NULL, result_section },
  { N_ ("Basis"), NULL, basis_section },
  { N_ ("Citizen's opinion"), NULL, opinion_section },
  { N_ ("What follows"), "follow_up", NULL },
};

static void
append_sections (Writing *self)
{
  static const char *const numbers[] = { N_ ("I."), N_ ("II."), N_ ("III."), N_ ("IV."),
                                         N_ ("V."), N_ ("VI."), N_ ("VII."), N_ ("VIII.") };
  gsize number = 0;

  G_STATIC_ASSERT (G_N_ELEMENTS (numbers) == G_N_ELEMENTS (sections));
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autofree char *text = sections[i].write != NULL
                                  ? sections[i].write (self)
                                  : g_strdup (hy_body_string (self->body, sections[i].member));
      g_autofree char *heading = NULL;

      if (hy_text_is_blank (text))
        continue;
      heading = g_strdup_printf (_ ("%s %s"), _ (numbers[number++]), _ (sections[i].heading));
      g_string_append_printf (self->out, "%s%s\n%s", self->out->len > 0 ? "\n\n" : "", heading, text);
    }
}

char *
hy_reply_text_compose (GVariant *body, const HyCase *c, const char *signature, HyDate date)
{
  g_autoptr (GPtrArray) demands = hy_case_demands (c);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *day = hy_date_format (date);
  const char *published = hy_body_string (body, "public_text");
  Writing self = { body, c, demands, out };

  append_sections (&self);
  if (signature != NULL)
    g_string_append_printf (out, "\n\n%s  %s", signature, day);
  if (!hy_text_is_blank (published))
    {
      g_autofree char *inside = g_string_free (g_steal_pointer (&out), FALSE);

      return g_strdup_printf ("%s\n%s\n\n%s\n%s", _ ("Public reply"), published,
                              _ ("Internal result"), inside);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
