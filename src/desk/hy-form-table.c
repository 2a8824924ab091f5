#include "desk/hy-form-table.h"

#include "core/hy-private.h"
#include "core/hy-words.h"
#include "desk/hy-form-bodies.h"
#include "desk/hy-moment.h"
#include "desk/hy-text.h"

#include <string.h>

#define WHY                                                                                        \
  {                                                                                                \
    "why", NULL, N_ ("Why"), NULL, NULL, "text", NULL, FALSE                                       \
  }

static const HyFormRow assign[]
    = { { "to_person", NULL, N_ ("Handler"), N_ ("Choose who handles it"), NULL, "pick", NULL,
          FALSE },
        { "note", NULL, N_ ("Message to them"), NULL, NULL, "line", NULL, FALSE },
        { NULL } };

static const HyFormRow return_request[]
    = { { "ground", NULL, N_ ("Ground"), N_ ("Choose the ground"), NULL, "choice",
          hy_options_return, FALSE },
        { "cited", "basis", N_ ("Basis"),
          N_ ("Name the rule or the duty that makes it another unit's"),
          N_ ("Title and article, or the entry in the list of duties"), "text", NULL, FALSE },
        { "to_unit", NULL, N_ ("Whose it is"), N_ ("Name the unit that it belongs to"), NULL,
          "line", NULL, FALSE },
        { "evidence", NULL, N_ ("Evidence"), N_ ("Write what shows it"),
          N_ ("Who was asked and what they said, what was seen on the spot"), "text", NULL, FALSE },
        { NULL } };

static const HyFormRow coordination_request[]
    = { { "problem", NULL, N_ ("What is stuck"), N_ ("Choose what is stuck"), NULL, "choice",
          hy_options_problem, FALSE },
        { "tried", NULL, N_ ("Tried"), N_ ("Write which offices were asked and what they said"),
          NULL, "text", NULL, TRUE },
        { "proposal", NULL, N_ ("Proposal"), N_ ("Write what the district should settle"),
          N_ ("Which unit should lead, who should help, by when"), "text", NULL, FALSE },
        { NULL } };

static const HyFormRow suspend_request[]
    = { { "ground", NULL, N_ ("Why it has to wait"), N_ ("Write why it has to wait"), NULL, "line", NULL,
          FALSE },
        { "until", NULL, N_ ("Until"), N_ ("Until when has it to wait?"), NULL, "date", NULL,
          FALSE },
        { "plan", NULL, N_ ("Plan"), N_ ("Write what is done until then"),
          N_ ("Who does what meanwhile, and when the citizen hears of it"), "text", NULL, FALSE },
        { "citizen_told", NULL, N_ ("Citizen told in"), N_ ("Tell the citizen first, then ask"),
          NULL, "told", NULL, FALSE },
        { NULL } };

static const HyFormRow request_withdraw[]
    = { { "record", NULL, N_ ("Which request"), N_ ("Choose what is withdrawn"), NULL, "choice",
          NULL, FALSE },
        WHY,
        { NULL } };

static const HyFormRow why[] = { WHY, { NULL } };

static const HyFormRow mediation[]
    = { { "suitable", NULL, N_ ("It is fit for mediation"),
          N_ ("All of these must hold, else handle it in the usual way"), NULL, "checks",
          hy_options_suitable, FALSE },
        { "parties", NULL, N_ ("Sides"), NULL, N_ ("One a line"), "text", NULL, FALSE },
        { "mediators", NULL, N_ ("Mediators"), NULL, N_ ("One a line"), "text", NULL, FALSE },
        { "sessions", NULL, N_ ("Meetings"), NULL, N_ ("One a line: when and where"), "text", NULL,
          FALSE },
        { "opinions", NULL, N_ ("What each side says"), NULL, N_ ("One a line"), "text", NULL,
          FALSE },
        { "agreement", NULL, N_ ("Agreed"), NULL, NULL, "agreement", NULL, FALSE },
        { "outcome", NULL, N_ ("Outcome"), NULL, NULL, "line", NULL, FALSE },
        { NULL } };

static const HyFormRow petition_link[]
    = { { "register_no", NULL, N_ ("Petition number"),
          N_ ("Write the number, or below why there is none"), NULL, "line", NULL, FALSE,
          .again = TRUE },
        { "why", NULL, N_ ("Why there is no number"), NULL, NULL, "text", NULL, FALSE },
        { NULL } };

static const HyFormRow interim_reply[]
    = { { "text", NULL, N_ ("What the citizen gets to read"), N_ ("Write what can be said already"),
          N_ ("Everybody may read it: no name, number or address"), "text", NULL, FALSE, TRUE },
        { "next_by", NULL, N_ ("Next word by"), N_ ("By when do they hear more?"), NULL, "date",
          NULL, FALSE },
        { NULL } };

static const HyFormRow appeal[]
    = { { "against", NULL, N_ ("Against what"), N_ ("Choose what the appeal is against"), NULL,
          "choice", hy_options_against, FALSE },
        { "why", NULL, N_ ("Why"), N_ ("Write which point does not hold"), NULL, "text", NULL,
          FALSE },
        { "evidence", NULL, N_ ("Evidence"), NULL, NULL, "text", NULL, FALSE },
        { NULL } };

static const HyFormTable tables[] = {
  { "assign", NULL, assign },
  { "return_request", N_ ("Ask"), return_request },
  { "coordination_request", N_ ("Ask"), coordination_request },
  { "suspend_request", N_ ("Ask"), suspend_request },
  { "request_withdraw", N_ ("Withdraw"), request_withdraw },
  { "resume", N_ ("Resume"), why },
  { "mediation", NULL, mediation },
  { "petition_link", NULL, petition_link },
  { "interim_reply", NULL, interim_reply },
  { "reply_withdraw", N_ ("Withdraw"), why },
  { "appeal", N_ ("Appeal"), appeal },
};

const HyFormTable *
hy_form_table_find (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_strcmp0 (tables[i].kind, kind) == 0)
      return &tables[i];
  return NULL;
}

/* Bodies */

typedef struct
{
  GVariant *typed;
  const HyCase *c;
  HyTime now;
  GPtrArray *faults;
} Making;

static const HyField *
find_field (const HyField *fields, const char *name)
{
  while (fields->name != NULL && strcmp (fields->name, name) != 0)
    fields++;
  return fields->name != NULL ? fields : NULL;
}

static void
put_words (Making *self, const HyFormRow *row, GVariantDict *out)
{
  g_autofree char *text = hy_typed_text (self->typed, row->member);

  const char *passage
      = row->for_all && text != NULL ? hy_private_find (&self->c->ticket->citizen, text) : NULL;
  g_autofree char *fault = NULL;

  if (passage != NULL)
    {
      fault = g_strdup_printf (_ ("Everybody may read it: remove “%s”"), passage);
      hy_faults_add (self->faults, row->member, fault);
    }
  hy_put_text (out, row->member, text);
}

static void
put_when (Making *self, GVariantDict *out, const char *member, const char *text, const char *fault)
{
  g_autofree char *date = NULL;
  HyMoment moment;

  if (!hy_moment_parse (text, self->now, &moment))
    hy_faults_add (self->faults, fault, _ ("Not a time. Write 14:30, tomorrow 9:00 or 11-27"));
  else if (hy_moment_time (&moment, self->c->calendar) <= self->now)
    hy_faults_add (self->faults, fault, _ ("The time lies in the past"));
  else if (moment.minutes >= 0)
    hy_put_time (out, member, hy_moment_time (&moment, self->c->calendar));
  else
    {
      date = hy_date_format (moment.date);
      hy_put_text (out, member, date);
    }
}

static void
put_row_when (Making *self, const HyFormRow *row, GVariantDict *out)
{
  g_autofree char *text = hy_typed_text (self->typed, row->member);

  if (text != NULL)
    put_when (self, out, row->member, text, row->member);
}

/* Each that the form asks, true or false; one that is false is no blank, but says as much. */
static void
put_flags (Making *self, const HyFormRow *row, GVariantDict *out)
{
  GVariantDict flags;
  gboolean all = TRUE;

  g_variant_dict_init (&flags, NULL);
  for (const HyOption *option = row->options; option->code != NULL; option++)
    {
      gboolean holds = hy_body_list_has (self->typed, row->member, option->code);

      g_variant_dict_insert (&flags, option->code, "b", holds);
      all = all && holds;
    }
  if (all)
    g_variant_dict_insert_value (out, row->member, g_variant_dict_end (&flags));
  else
    g_variant_dict_clear (&flags);
}

static void
put_lines (Making *self, const HyFormRow *row, GVariantDict *out)
{
  g_auto (GStrv) lines = hy_typed_lines (self->typed, row->member);

  hy_put_list (out, row->member, (const char *const *) lines);
}

static void
put_told (Making *self, const HyFormRow *row, GVariantDict *out)
{
  hy_put_text (out, row->member, hy_citizen_told (self->c, NULL));
}

/* What was agreed, line by line: who does what by when. */
static void
put_agreement (Making *self, const HyFormRow *row, GVariantDict *out)
{
  g_autoptr (GVariant) list = hy_body_array (self->typed, row->member);
  gsize n = list != NULL ? g_variant_n_children (list) : 0;
  GPtrArray *lines = g_ptr_array_new ();

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) line = hy_body_element (list, i);
      g_autofree char *who = hy_typed_text (line, "who");
      g_autofree char *what = hy_typed_text (line, "what");
      g_autofree char *by = hy_typed_text (line, "by");
      GVariantDict agreed;

      if (what == NULL && (who != NULL || by != NULL))
        hy_faults_add (self->faults, row->member, _ ("What is it that was agreed?"));
      if (what == NULL)
        continue;
      g_variant_dict_init (&agreed, NULL);
      hy_put_text (&agreed, "who", who);
      hy_put_text (&agreed, "what", what);
      if (by != NULL)
        put_when (self, &agreed, "by", by, row->member);
      g_ptr_array_add (lines, g_variant_dict_end (&agreed));
    }
  if (lines->len > 0)
    hy_put_objects (out, row->member, lines);
  else
    g_ptr_array_unref (lines);
}

static void
put_row (Making *self, const HyFormRow *row, HyFieldType type, GVariantDict *out)
{
  if (strcmp (row->control, "told") == 0)
    put_told (self, row, out);
  else if (type == HY_FIELD_WHEN)
    put_row_when (self, row, out);
  else if (type == HY_FIELD_FLAGS)
    put_flags (self, row, out);
  else if (type == HY_FIELD_OBJECT_LIST)
    put_agreement (self, row, out);
  else if (type == HY_FIELD_ANY)
    put_lines (self, row, out);
  else
    put_words (self, row, out);
}

/* A member in an object of the body has that object to itself. */
static void
put (Making *self, const HyFormRow *row, const HyField *fields, GVariantDict *dict)
{
  GVariantDict object;

  if (row->into == NULL)
    {
      const HyField *field = find_field (fields, row->member);

      put_row (self, row, field != NULL ? field->type : HY_FIELD_STRING, dict);
      return;
    }
  g_variant_dict_init (&object, NULL);
  put_row (self, row, HY_FIELD_STRING, &object);
  if (g_variant_dict_contains (&object, row->member))
    g_variant_dict_insert_value (dict, row->into, g_variant_dict_end (&object));
  else
    g_variant_dict_clear (&object);
}

/* Which fields the body lacks; a field that may take the place of another says so in its schema. */
static void
find_missing (Making *self, const HyFormRow *rows, const HyField *fields, GVariant *body)
{
  for (const HyFormRow *row = rows; row->member != NULL; row++)
    {
      const char *member = row->into != NULL ? row->into : row->member;
      const HyField *field = find_field (fields, member);
      gboolean needed = field == NULL || field->needed == NULL || field->needed (body);

      if (row->missing != NULL && needed && !hy_body_has (body, member)
          && hy_faults_find (self->faults, row->member) == NULL)
        hy_faults_add (self->faults, row->member, _ (row->missing));
    }
}

GVariant *
hy_form_table_body (
    const HyFormTable *self, GVariant *typed, const HyCase *c, HyTime now, GPtrArray *faults)
{
  Making making = { typed, c, now, faults };
  const HyField *fields = hy_kind_find (self->kind)->fields;
  GVariantDict dict;
  GVariant *body;

  g_variant_dict_init (&dict, NULL);
  for (const HyFormRow *row = self->rows; row->member != NULL; row++)
    put (&making, row, fields, &dict);
  body = g_variant_dict_end (&dict);
  find_missing (&making, self->rows, fields, body);
  if (faults->len == 0)
    return body;
  g_variant_unref (g_variant_ref_sink (body));
  return NULL;
}

/* Notices */

static char *
return_words (const HyCase *c, HyTime now)
{
  HyTime until = hy_case_return_until (c);
  g_autofree char *when = until != HY_TIME_NONE ? hy_moment_words (until) : NULL;

  if (when == NULL)
    return g_strdup (_ ("Until the district has decided the citizen stays yours to ring, and the clocks "
                        "run on. Refused once, it cannot be returned again."));
  return g_strdup_printf (_ ("Possible until %s. Until the district has decided the citizen stays yours to "
                             "ring, and the clocks run on. Refused once, it cannot be returned "
                             "again."),
                          when);
}

static char *
appeal_words (const HyCase *c, HyTime now)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const HyOption *option = hy_options_against; option->code != NULL; option++)
    {
      HyTime until = hy_case_appeal_until (c, option->code, now);
      g_autofree char *when = until >= now ? hy_moment_words (until) : NULL;

      if (when == NULL)
        continue;
      g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", _ (option->words));
      g_string_append_printf (out, _ (": possible until %s"), when);
    }
  if (out->len == 0)
    return NULL;
  if (hy_ticket_is_timed (c->ticket))
    g_string_append_printf (out, "\n%s", _ ("The clocks run on meanwhile: go on with the ticket."));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
reply_withdraw_words (const HyCase *c, HyTime now)
{
  g_autofree char *due
      = c->ticket->due != HY_TIME_NONE ? hy_moment_words (c->ticket->due) : NULL;

  return due != NULL ? g_strdup_printf (_ ("The due of before is back, as if it had never stopped: "
                                           "%s."),
                                        due)
                     : NULL;
}

static char *
resume_words (const HyCase *c, HyTime now)
{
  return g_strdup (_ ("The clocks run again from the next working day, with the days that were "
                      "left."));
}

static char *
coordination_words (const HyCase *c, HyTime now)
{
  const char *words = _ ("It stops no clock; where time gets short, ask for an extension too.");
  const HyRecord *asked = hy_case_pending (c, "coordination_request");
  g_autofree char *when = asked != NULL ? hy_moment_words (asked->made_at) : NULL;

  if (when == NULL)
    return g_strdup (words);
  return g_strdup_printf (_ ("Asked for already, %s; the district has not decided yet. %s"), when,
                          words);
}

static char *
suspend_words (const HyCase *c, HyTime now)
{
  return g_strdup (_ ("Until the district agrees the clocks run on. Then contact and result stand "
                      "still; when the work is resumed, the days that were left begin on the next "
                      "working day."));
}

static char *
withdraw_words (const HyCase *c, HyTime now)
{
  return g_strdup (_ ("As if it had never been asked for: the due stays what it was."));
}

/* @words, and that it changes no limit where one runs. */
static char *
and_clocks_run (const HyCase *c, const char *words)
{
  if (!hy_ticket_is_timed (c->ticket))
    return g_strdup (words);
  return g_strdup_printf (_ ("%s %s"), words, _ ("The clocks run on."));
}

static char *
mediation_words (const HyCase *c, HyTime now)
{
  return hy_ticket_is_timed (c->ticket) ? g_strdup (_ ("The clocks run on while you mediate.")) : NULL;
}

static char *
petition_words (const HyCase *c, HyTime now)
{
  return and_clocks_run (
      c, _ ("The ticket is marked as a petition matter and can then not be mediated."));
}

static char *
assign_words (const HyCase *c, HyTime now)
{
  return and_clocks_run (c, _ ("It stands in their list then."));
}

static char *
interim_words (const HyCase *c, HyTime now)
{
  return g_strdup (_ ("It stops no clock; what you name becomes a promise."));
}

char *
hy_form_table_notice (const HyFormTable *self, const HyCase *c, HyTime now)
{
  static const struct
  {
    const char *kind;
    char *(*words) (const HyCase *c, HyTime now);
  } notices[] = {
    { "return_request", return_words }, { "appeal", appeal_words },
    { "reply_withdraw", reply_withdraw_words }, { "resume", resume_words },
    { "interim_reply", interim_words }, { "coordination_request", coordination_words },
    { "suspend_request", suspend_words }, { "request_withdraw", withdraw_words },
    { "mediation", mediation_words }, { "petition_link", petition_words },
    { "assign", assign_words },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (notices); i++)
    if (strcmp (notices[i].kind, self->kind) == 0)
      return notices[i].words (c, now);
  return NULL;
}
