#include "desk/hy-form-bodies.h"

#include "core/hy-words.h"
#include "desk/hy-moment.h"
#include "desk/hy-text.h"

#include <string.h>

/* NULL when something was found wrong. */
static GVariant *
end (GVariantDict *dict, GPtrArray *faults)
{
  GVariant *body = g_variant_dict_end (dict);

  if (faults->len == 0)
    return body;
  g_variant_unref (g_variant_ref_sink (body));
  return NULL;
}

GVariant *
hy_sign_body (GVariant *typed, GPtrArray *faults)
{
  g_autofree char *handler = hy_typed_need (typed, "handler", _ ("Choose who handles it"), faults);
  g_autofree char *note = hy_typed_text (typed, "note");
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  hy_put_text (&dict, "handler", handler);
  hy_put_text (&dict, "note", note);
  return end (&dict, faults);
}

/* Note */

/* @since: when it was asked. */
static void
put_waiting_by (
    GVariantDict *waiting, const char *text, const HyCase *c, HyTime since, HyTime now, GPtrArray *faults)
{
  HyMoment moment;

  if (text == NULL)
    return;
  if (!hy_moment_parse (text, now, &moment))
    hy_faults_add (faults, "waiting_by", _ ("Not a time. Write 14:30, tomorrow 9:00 or 11-27"));
  else if (hy_moment_time (&moment, c->calendar) <= since)
    hy_faults_add (faults, "waiting_by", _ ("The time lies in the past"));
  else
    hy_put_time (waiting, "by", hy_moment_time (&moment, c->calendar));
}

static void
put_waiting (GVariantDict *dict,
             GVariant *typed,
             const HyCase *c,
             HyTime since,
             HyTime now,
             GPtrArray *faults)
{
  g_autofree char *unit = hy_typed_text (typed, "waiting_unit");
  g_autofree char *person = hy_typed_text (typed, "waiting_person");
  g_autofree char *phone = hy_typed_text (typed, "waiting_phone");
  g_autofree char *what = hy_typed_text (typed, "waiting_what");
  g_autofree char *by = hy_typed_text (typed, "waiting_by");
  GVariantDict waiting;

  if (unit == NULL && person == NULL && phone == NULL && what == NULL && by == NULL)
    return;
  if (unit == NULL && person == NULL)
    hy_faults_add (faults, "waiting_unit", _ ("Whose answer is it? Name a unit or a person"));
  g_variant_dict_init (&waiting, NULL);
  hy_put_text (&waiting, "unit", unit);
  hy_put_text (&waiting, "person", person);
  hy_put_text (&waiting, "phone", phone);
  hy_put_text (&waiting, "what", what);
  put_waiting_by (&waiting, by, c, since, now, faults);
  g_variant_dict_insert_value (dict, "waiting_for", g_variant_dict_end (&waiting));
}

GVariant *
hy_note_body (GVariant *typed,
              const HyCase *c,
              const HyRecord *amends,
              HyTime now,
              GPtrArray *faults)
{
  HyTime at = amends != NULL ? amends->made_at : hy_time_truncate (now);
  g_autofree char *text = hy_typed_need (typed, "text", _ ("Write what was done"), faults);
  g_auto (GStrv) units = hy_typed_list (typed, "with_units");
  g_autofree char *answers = hy_typed_text (typed, "answers");
  GVariantDict dict;

  if (amends != NULL)
    (void) hy_body_time (amends->body, "at", &at);
  g_variant_dict_init (&dict, NULL);
  hy_put_text (&dict, "text", text);
  hy_put_time (&dict, "at", at);
  hy_put_list (&dict, "with_units", (const char *const *) units);
  hy_put_text (&dict, "answers", answers);
  put_waiting (&dict, typed, c, at, now, faults);
  return end (&dict, faults);
}

/* Extension */

static gboolean
told_extension (const HyCase *c, const HyRecord *record)
{
  return strcmp (record->kind, "contact") == 0 && !record->late && !hy_case_is_amended (c, record)
         && g_strcmp0 (hy_body_string (record->body, "outcome"), "reached") == 0
         && hy_body_list_has (record->body, "purpose", "tell_extension");
}

const char *
hy_citizen_told (const HyCase *c, const HyRecord **contact)
{
  HyGate gate;

  if (contact != NULL)
    *contact = NULL;
  for (guint i = c->timeline->len; i > 0; i--)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i - 1);

      if (!told_extension (c, record))
        continue;
      if (contact != NULL)
        *contact = record;
      return record->id;
    }
  hy_case_gate (c, &gate);
  if (gate.waived)
    return "waived";
  return gate.attempts ? "attempts" : NULL;
}

/* Belongs to the record. NULL for what is no note that counts. */
static const char *
note_of (const HyCase *c, const HyRecord *record)
{
  const char *text;

  if (strcmp (record->kind, "progress") != 0 || record->late || hy_case_is_amended (c, record))
    return NULL;
  text = hy_body_string (record->body, "text");
  return hy_text_is_blank (text) ? NULL : text;
}

char *
hy_notes_text (const HyCase *c, char **days)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) listed = g_string_new (NULL);
  HyDate last = HY_DATE_NONE;

  for (guint i = 0; i < c->timeline->len; i++)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i);
      const char *note = note_of (c, record);
      HyTime at = record->made_at;
      int year, month, day;

      if (note == NULL)
        continue;
      (void) hy_body_time (record->body, "at", &at);
      hy_date_to_ymd (hy_date_of (at), &year, &month, &day);
      g_string_append_printf (text, "%s%02d-%02d %s", text->len > 0 ? "\n" : "", month, day, note);
      if (hy_date_of (at) != last)
        g_string_append_printf (listed, "%s%02d-%02d", listed->len > 0 ? _ (", ") : "", month, day);
      last = hy_date_of (at);
    }
  if (days != NULL)
    *days = g_string_free (g_steal_pointer (&listed), FALSE);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
check_days (gint64 days, const HyPolicy *policy, GPtrArray *faults)
{
  g_autofree char *words = NULL;

  if (days >= 1 && days <= policy->extension_max_days)
    return;
  words = g_strdup_printf (_ ("1 to %d working days"), policy->extension_max_days);
  hy_faults_add (faults, "days", words);
}

GVariant *
hy_extension_body (GVariant *typed, const HyCase *c, GPtrArray *faults)
{
  const char *told = hy_citizen_told (c, NULL);
  g_autofree char *reason
      = hy_typed_need (typed, "reason", _ ("Write why more time is needed"), faults);
  gint64 days = 0;
  GVariantDict dict;

  (void) hy_body_int (typed, "days", &days);
  check_days (days, c->policy, faults);
  if (told == NULL)
    hy_faults_add (faults, "citizen_told", _ ("Tell the citizen first, then ask"));
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "days", "x", days);
  hy_put_text (&dict, "reason", reason);
  hy_put_text (&dict, "citizen_told", told);
  return end (&dict, faults);
}

/* Statement */

static void
put_new_date (GVariantDict *dict, GVariant *typed, const HyCase *c, HyTime now, GPtrArray *faults)
{
  g_autofree char *text = hy_typed_need (typed, "new_date", _ ("By when will it be done?"), faults);
  g_autofree char *date = NULL;
  g_autofree char *words = NULL;
  HyMoment moment;

  if (text == NULL)
    return;
  if (!hy_moment_parse (text, now, &moment))
    hy_faults_add (faults, "new_date", _ ("Not a date. Write 11-27"));
  else if (moment.date < hy_date_of (now))
    hy_faults_add (faults, "new_date", _ ("The date lies in the past"));
  else if (!hy_calendar_is_working_day (c->calendar, moment.date))
    {
      date = hy_date_words (moment.date);
      words = g_strdup_printf (_ ("%s is no working day"), date);
      hy_faults_add (faults, "new_date", words);
    }
  else
    {
      date = hy_date_format (moment.date);
      hy_put_text (dict, "new_date", date);
    }
}

GVariant *
hy_statement_body (GVariant *typed, const HyCase *c, HyTime now, GPtrArray *faults)
{
  g_autofree char *cause = hy_typed_need (typed, "cause", _ ("Write why it is late"), faults);
  g_autofree char *responsible
      = hy_typed_need (typed, "responsible", _ ("Who is responsible?"), faults);
  g_autofree char *progress
      = hy_typed_need (typed, "progress", _ ("Write how far it has come"), faults);
  g_autofree char *measures = hy_typed_text (typed, "measures");
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  hy_put_text (&dict, "cause", cause);
  hy_put_text (&dict, "responsible", responsible);
  hy_put_text (&dict, "progress", progress);
  put_new_date (&dict, typed, c, now, faults);
  hy_put_text (&dict, "measures", measures);
  return end (&dict, faults);
}
