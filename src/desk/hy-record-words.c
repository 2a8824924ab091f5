#include "desk/hy-record-words.h"

#include "core/hy-words.h"
#include "desk/hy-fill.h"
#include "desk/hy-text.h"

#include <string.h>

/* How a member of a body is said, in this order; "%s" takes its value. What is not here (ids, above
 * all) is nothing for people. */
static const struct
{
  const char *name, *words;
} members[] = {
  { "gist", "%s" },
  { "text", "%s" },
  { "reason", "%s" },
  { "why", "%s" },
  { "note", "%s" },
  { "against", N_ ("Against: %s") },
  { "level", N_ ("Card: %s") },
  { "days", N_ ("Working days: %s") },
  { "reached", N_ ("Reached: %s") },
  { "satisfied", N_ ("Satisfied: %s") },
  { "solved", N_ ("Solved: %s") },
  { "upheld", N_ ("Upheld: %s") },
  { "lead", N_ ("Lead: %s") },
  { "assist", N_ ("Helped by: %s") },
  { "with_units", N_ ("With: %s") },
  { "ground", N_ ("Ground: %s") },
  { "to_unit", N_ ("It belongs to: %s") },
  { "cited", N_ ("Basis: %s") },
  { "basis", N_ ("Basis: %s") },
  { "evidence", N_ ("Evidence: %s") },
  { "problem", N_ ("Problem: %s") },
  { "tried", N_ ("Tried: %s") },
  { "proposal", N_ ("Proposal: %s") },
  { "until", N_ ("Until: %s") },
  { "plan", N_ ("Plan: %s") },
  { "cause", N_ ("Cause: %s") },
  { "responsible", N_ ("Responsible: %s") },
  { "progress", N_ ("So far: %s") },
  { "new_date", N_ ("New date: %s") },
  { "measures", N_ ("Measures: %s") },
  { "parties", N_ ("Sides: %s") },
  { "mediators", N_ ("Mediators: %s") },
  { "sessions", N_ ("Meetings: %s") },
  { "opinions", N_ ("What each side says: %s") },
  { "agreement", N_ ("Agreed: %s") },
  { "outcome", N_ ("Outcome: %s") },
  { "result_kind", N_ ("Result: %s") },
  { "contact_summary", N_ ("Contact: %s") },
  { "investigation", N_ ("Investigation: %s") },
  { "answers", "%s" },
  { "demands", "%s" },
  { "place", N_ ("Place: %s") },
  { "promise", N_ ("Promised: %s") },
  { "waiting_for", N_ ("Waiting for %s") },
  { "opinion", N_ ("Opinion: %s") },
  { "citizen_opinion", N_ ("Opinion: %s") },
  { "follow_up", N_ ("Next: %s") },
  { "next_by", N_ ("Again by: %s") },
  { "callback_at", N_ ("Call again: %s") },
  { "made_by", N_ ("Told by %s") },
  { "public_text", N_ ("Public reply: %s") },
  { "register_no", N_ ("Register: %s") },
  { "field", N_ ("Seen: %s") },
};

/* Codes as values. */
static const struct
{
  const char *code, *words;
} codes[] = {
  { "phone", N_ ("Phone") },
  { "visit", N_ ("Visit") },
  { "message", N_ ("Message") },
  { "met", N_ ("Met") },
  { "reached", N_ ("reached") },
  { "no_answer", N_ ("no answer") },
  { "refused", N_ ("would not talk") },
  { "wrong_number", N_ ("wrong number") },
  { "off", N_ ("switched off") },
  { "true", N_ ("true") },
  { "partly", N_ ("partly") },
  { "untrue", N_ ("untrue") },
  { "not_applicable", N_ ("not applicable") },
  { "solved", N_ ("solved") },
  { "explained", N_ ("explained") },
  { "cannot", N_ ("cannot be done") },
  { "satisfied", N_ ("satisfied") },
  { "basic", N_ ("basically satisfied") },
  { "dissatisfied", N_ ("dissatisfied") },
  { "not_asked", N_ ("not asked") },
  { "unreachable", N_ ("could not be reached") },
  { "declined", N_ ("did not want to say") },
  { "not_our_territory", N_ ("not our territory") },
  { "not_our_function", N_ ("not our function") },
  { "duplicate", N_ ("a repeat") },
  { "petition_or_litigation", N_ ("petition or court") },
  { "emergency_number", N_ ("for the emergency number") },
  { "too_little_to_go_on", N_ ("too little to go on") },
  { "owner_not_found", N_ ("owner not found") },
  { "several_units", N_ ("several units") },
  { "nobody_responsible", N_ ("nobody is responsible") },
  { "other", N_ ("Something else") },
  { "rework", N_ ("That it was sent back") },
  { "overdue", N_ ("That it counts as overdue") },
  { "ordinary", N_ ("ordinary") },
  { "yellow", N_ ("yellow") },
  { "red", N_ ("red") },
  { "citizen", N_ ("name, number and address") },
};

static const char *
code_words (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (strcmp (codes[i].code, code) == 0)
      return _ (codes[i].words);
  return code;
}

/* Times read as people write them; everything else is a code or their own words. */
static char *
string_words (const char *text)
{
  HyTime time;
  HyDate date;

  if (hy_time_parse (text, &time))
    return hy_moment_words (time);
  if (hy_date_parse (text, &date))
    return hy_date_words (date);
  return g_strdup (code_words (text));
}

static char *value_words (GVariant *value);

static char *
list_words (GVariant *list, const char *between)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n = g_variant_n_children (list);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) element = hy_body_element (list, i);
      g_autofree char *words = value_words (element);

      if (words[0] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, between);
      g_string_append (text, words);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Objects in the order in which one says them: "Community (Xiao Liu): photos, 11-24 Tue 17:30". */
static char *
object_words (GVariant *object)
{
  static const char *const order[]
      = { "unit", "person", "who", "value", "finding", "what", "result", "words", "by", NULL };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; order[i] != NULL; i++)
    {
      const char *member = hy_body_string (object, order[i]);
      g_autofree char *words = member != NULL ? string_words (member) : NULL;

      if (words == NULL || words[0] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      if (strcmp (order[i], "words") == 0)
        g_string_append_printf (text, _ ("“%s”"), words);
      else
        g_string_append (text, words);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
value_words (GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return string_words (g_variant_get_string (value, NULL));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return g_strdup (g_variant_get_boolean (value) ? _ ("yes") : _ ("no"));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE ("av")))
    return list_words (value, _ (", "));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
    return object_words (value);
  return g_strdup ("");
}

/* "Demand: …", "No longer asked for: …", each on a line of its own. */
static char *
demands_words (GVariant *list)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n = g_variant_n_children (list);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) demand = hy_body_element (list, i);
      const char *words = hy_body_string (demand, "text");
      gboolean confirmed = TRUE;

      hy_body_bool (demand, "confirmed", &confirmed);
      if (words == NULL)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append_printf (text, confirmed ? _ ("Demand: %s") : _ ("No longer asked for: %s"),
                              words);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
member_words (GVariant *body, const char *name)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (body, name, NULL);
  gboolean list = value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE ("av"));

  if (value == NULL)
    return NULL;
  if (list && strcmp (name, "demands") == 0)
    return demands_words (value);
  /* In a note it is the id of what it answers. */
  if (strcmp (name, "answers") == 0)
    return list ? list_words (value, "\n") : NULL;
  return value_words (value);
}

static void
append_line (GString *text, const char *words, const char *value)
{
  g_autofree char *line = hy_fill (words, value);

  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/* Whoever reads a record must know what it says in pictures, and that they may be still to come. */
static void
append_files (GString *text, const GPtrArray *blobs)
{
  for (guint i = 0; i < blobs->len; i++)
    {
      const HyBlobRef *blob = g_ptr_array_index (blobs, i);
      g_autofree char *size = g_format_size ((guint64) blob->size);
      g_autofree char *words = g_strdup_printf (
          blob->missing ? _ ("%s · %s · not at the district yet") : "%s · %s",
          blob->name != NULL ? blob->name : _ ("file"), size);

      append_line (text, _ ("Attached: %s"), words);
    }
}

/* Beside the words of the entry the reason of a correction has to say that it is one. */
static const char *
line_words (const HyRecord *record, gsize member)
{
  const char *words = members[member].words;

  if (record->amends != NULL && strcmp (members[member].name, "why") == 0)
    return _ ("Corrected because: %s");
  return words[0] == '%' ? words : _ (words);
}

/* The verb of a contact says how it went. */
static gboolean
is_in_verb (const HyRecord *record, const char *name)
{
  return strcmp (record->kind, "contact") == 0 && strcmp (name, "outcome") == 0;
}

char *
hy_record_words (const HyRecord *record)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GVariant) basis = hy_body_object (record->body, "basis");

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *value = member_words (record->body, members[i].name);

      if (value == NULL && basis != NULL)
        value = member_words (basis, members[i].name);
      if (value != NULL && value[0] != '\0' && !is_in_verb (record, members[i].name))
        append_line (text, line_words (record, i), value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
hy_record_text (const HyRecord *record)
{
  g_autofree char *words = hy_record_words (record);
  GString *text = g_string_new (words);

  append_files (text, record->blobs);
  return g_string_free (text, FALSE);
}

char *
hy_record_verb (const HyRecord *record)
{
  const char *channel = hy_body_string (record->body, "channel");
  const char *outcome = hy_body_string (record->body, "outcome");
  const char *direction = hy_body_string (record->body, "direction");

  if (strcmp (record->kind, "contact") != 0 || channel == NULL || outcome == NULL)
    return g_strdup (hy_kind_words (record->kind));
  if (g_strcmp0 (direction, "in") == 0)
    return g_strdup_printf (_ ("%s from the citizen · %s"), code_words (channel),
                            code_words (outcome));
  return g_strdup_printf ("%s · %s", code_words (channel), code_words (outcome));
}

char *
hy_record_asked (const HyRecord *request)
{
  g_autofree char *when = hy_moment_words (request->made_at);

  return g_strdup_printf ("%s · %s", hy_kind_words (request->kind), when);
}

const char *
hy_record_who (const HyRecord *record)
{
  if (record->by_district != NULL)
    return record->by_district;
  if (record->by_name != NULL)
    return record->by_name;
  return record->by_person != NULL ? record->by_person : _ ("Office");
}
