#include "support/hy-test-case.h"

#include "support/hy-test-calendar.h"

#include <string.h>

static const struct
{
  const char *kind;
  const char *body;
} bodies[] = {
  { "assign", "{'to_person': <'p-li'>}" },
  { "contact", "{'channel': <'phone'>, 'direction': <'out'>, 'outcome': <'reached'>,"
               " 'purpose': <[<'other'>]>}" },
  { "progress", "{'text': <'went there'>}" },
  { "extension_request", "{'days': <int64 5>, 'reason': <'parts'>, 'citizen_told': <'r3'>}" },
  { "return_request", "{'ground': <'not_our_function'>, 'basis': <{'duty': <'d-1'>}>,"
                      " 'to_unit': <'water'>, 'evidence': <'see map'>}" },
  { "coordination_request", "{'problem': <'several_units'>, 'tried': <'x'>, 'proposal': <'y'>}" },
  { "suspend_request", "{'ground': <'court'>, 'until': <'2027-01-10'>, 'plan': <'x'>,"
                       " 'citizen_told': <'r3'>}" },
  { "request_withdraw", "{'record': <'r4'>}" },
  { "situation_statement", "{'cause': <'x'>, 'responsible': <'y'>, 'progress': <'z'>,"
                           " 'new_date': <'2026-12-03'>}" },
  { "mediation", "{'suitable': <{'civil': <true>}>}" },
  { "petition_link", "{'register_no': <'7'>}" },
  { "interim_reply", "{'text': <'x'>, 'next_by': <'2026-12-03'>}" },
  { "reply", "{'answers': <[<{'demand_id': <'d0'>, 'finding': <'true'>, 'result': <'mended'>}>]>,"
             " 'contact_summary': <'x'>, 'investigation': <'y'>, 'result_kind': <'solved'>,"
             " 'citizen_opinion': <{'value': <'satisfied'>}>}" },
  { "appeal", "{'against': <'rework'>, 'why': <'x'>}" },
  { "read_receipt", "{'record': <'r1'>}" },
  { "reveal", "{'field': <'phone'>, 'purpose': <'call'>}" },
  { "article_suggest", "{'title': <'x'>, 'question': <'y'>, 'answer': <'z'>}" },
  { "reassigned", "{'to': <'o-2'>}" },
  { "supplemented", "{'text': <'still loud'>}" },
  { "followed_up", "{'reached': <true>, 'solved': <true>, 'satisfied': <true>}" },
  { "coordinated", "{'lead': <'o-1'>}" },
  { "merged", "{'ticket': <'t-2'>}" },
  { "appeal_decided", "{'upheld': <true>}" },
};

GVariant *
hy_test_body (const char *kind)
{
  const char *text = "@a{sv} {}";
  g_autoptr (GError) error = NULL;
  GVariant *body;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    if (strcmp (bodies[i].kind, kind) == 0)
      text = bodies[i].body;
  body = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_variant_ref_sink (body);
}

HyCase *
hy_test_case_new (void)
{
  static HyPolicy *policy;
  static HyCalendar *calendar;
  HyTicket *ticket = hy_ticket_new ();
  HyCase *c;

  if (policy == NULL)
    {
      policy = hy_test_policy ();
      calendar = hy_test_calendar ();
    }
  ticket->id = g_strdup ("t-1");
  ticket->title = g_strdup ("noise");
  ticket->content = g_strdup ("noise at night");
  ticket->office = g_strdup ("o-1");
  ticket->kind = HY_DEMAND_COMPLAINT;
  ticket->channel = HY_CHANNEL_CITY_HOTLINE;
  ticket->citizen.name = g_strdup ("王小明");
  ticket->citizen.phone = g_strdup ("13900000001");
  c = hy_case_new (ticket, NULL, policy, calendar);
  g_assert_null (hy_test_case_play (c, "11-23/09:00 dispatched", NULL));
  return c;
}

static GVariant *
demand_list (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (gsize i = 0; parts[i] != NULL && *value != '\0'; i++)
    {
      GVariantDict dict;
      gboolean away = parts[i][0] == '-';
      g_auto (GStrv) pair = g_strsplit (parts[i] + away, ":", 2);

      g_variant_dict_init (&dict, NULL);
      g_variant_dict_insert (&dict, "id", "s", pair[0]);
      if (pair[1] != NULL)
        g_variant_dict_insert (&dict, "text", "s", pair[1]);
      g_variant_dict_insert (&dict, "confirmed", "b", !away);
      g_variant_builder_add (&list, "v", g_variant_dict_end (&dict));
    }
  return g_variant_builder_end (&list);
}

static GVariant *
answer_list (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      GVariantDict dict;

      g_variant_dict_init (&dict, NULL);
      g_variant_dict_insert (&dict, "demand_id", "s", parts[i]);
      g_variant_dict_insert (&dict, "finding", "s", "true");
      g_variant_dict_insert (&dict, "result", "s", "done");
      g_variant_builder_add (&list, "v", g_variant_dict_end (&dict));
    }
  return g_variant_builder_end (&list);
}

static GVariant *
waiting (const char *unit)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "unit", "s", unit);
  g_variant_dict_insert (&dict, "what", "s", "photos");
  g_variant_dict_insert (&dict, "by", "s", "2026-11-23T15:00:00+08:00");
  return g_variant_dict_end (&dict);
}

static GVariant *
opinion (const char *value)
{
  g_auto (GStrv) pair = g_strsplit (value, ":", 2);
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "value", "s", pair[0]);
  g_variant_dict_insert (&dict, "words", "s", pair[1]);
  return g_variant_dict_end (&dict);
}

static GVariant *
string_list (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (gsize i = 0; parts[i] != NULL; i++)
    g_variant_builder_add (&list, "v", g_variant_new_string (parts[i]));
  return g_variant_builder_end (&list);
}

static const HyField *
find_field (const HyKind *kind, const char *name)
{
  for (const HyField *field = kind->fields; field != NULL && field->name != NULL; field++)
    if (strcmp (field->name, name) == 0)
      return field;
  return NULL;
}

static GVariant *
typed_value (const HyKind *kind, const char *name, const char *value)
{
  const HyField *field = find_field (kind, name);
  HyFieldType type = field != NULL ? field->type : HY_FIELD_STRING;

  if (strcmp (name, "demands") == 0)
    return demand_list (value);
  if (strcmp (name, "answers") == 0 && type == HY_FIELD_OBJECT_LIST)
    return answer_list (value);
  if (strcmp (name, "waiting_for") == 0)
    return waiting (value);
  if (strcmp (name, "opinion") == 0)
    return opinion (value);
  if (type == HY_FIELD_INT)
    return g_variant_new_int64 (g_ascii_strtoll (value, NULL, 10));
  if (type == HY_FIELD_BOOL)
    return g_variant_new_boolean (strcmp (value, "yes") == 0);
  if (type == HY_FIELD_CODE_LIST || type == HY_FIELD_STRING_LIST)
    return string_list (value);
  return g_variant_new_string (value);
}

/* Takes a word of the record itself; FALSE when @name is none. */
static gboolean
set_record_word (HyRecord *record, HyStep *step, const char *name, const char *value)
{
  if (strcmp (name, "id") == 0)
    hy_set_string (&record->id, value);
  else if (strcmp (name, "amends") == 0)
    hy_set_string (&record->amends, value);
  else if (strcmp (name, "person") == 0)
    hy_set_string (&record->by_person, value);
  else if (strcmp (name, "office") == 0)
    hy_set_string (&record->by_office, value);
  else if (strcmp (name, "base") == 0)
    step->base_version = g_ascii_strtoll (value, NULL, 10);
  else
    return FALSE;
  return TRUE;
}

static void
set_words (HyRecord *record, HyStep *step, char **words)
{
  g_autoptr (GVariant) whole = hy_test_body (record->kind);
  GVariantDict dict;

  g_variant_dict_init (&dict, whole);
  if (find_field (step->kind, "at") != NULL)
    {
      g_autofree char *at = hy_time_format (step->when);

      g_variant_dict_insert (&dict, "at", "s", at);
    }
  for (; *words != NULL; words++)
    {
      g_auto (GStrv) pair = g_strsplit (*words, "=", 2);

      g_assert_nonnull (pair[1]);
      if (set_record_word (record, step, pair[0], pair[1]))
        continue;
      if (*pair[1] == '\0')
        g_variant_dict_remove (&dict, pair[0]);
      else
        g_variant_dict_insert_value (&dict, pair[0], typed_value (step->kind, pair[0], pair[1]));
    }
  g_clear_pointer (&record->body, g_variant_unref);
  record->body = g_variant_ref_sink (g_variant_dict_end (&dict));
}

/* "MM-DD/HH:MM", or "HH:MM" of @day, which it moves on. */
static HyTime
read_time (const char *word, char **day)
{
  const char *slash = strchr (word, '/');
  g_autofree char *text = NULL;

  if (slash != NULL)
    {
      g_free (*day);
      *day = g_strndup (word, (gsize) (slash - word));
    }
  text = g_strdup_printf ("2026-%s %s", *day, slash != NULL ? slash + 1 : word);
  return hy_test_time (text);
}

static const char *
play_step (HyCase *c, char **words, HyTime when, HyRefusal *refusal)
{
  g_autoptr (HyRecord) record = hy_record_new ();
  HyStep step = { .record = record, .base_version = -1, .when = when };

  step.kind = hy_kind_find (words[0]);
  g_assert_nonnull (step.kind);
  record->id = g_strdup_printf ("r%u", c->timeline->len + 1);
  record->ticket = g_strdup (c->ticket->id);
  record->kind = g_strdup (words[0]);
  record->version = c->ticket->version + 1;
  record->made_at = record->received_at = when;
  if (step.kind->of_district)
    record->by_district = g_strdup ("district");
  else
    {
      record->by_office = g_strdup (c->ticket->office);
      record->by_person = g_strdup ("p-zhang");
    }
  set_words (record, &step, words + 1);
  if (!hy_case_check (c, &step, refusal))
    return refusal->code;
  hy_case_apply (c, &step);
  c->ticket->version++;
  return NULL;
}

const char *
hy_test_case_play (HyCase *c, const char *script, HyRefusal *refusal)
{
  g_auto (GStrv) steps = g_strsplit (script, ";", -1);
  g_auto (HyRefusal) own = { 0 };
  g_autofree char *day = g_strdup ("11-23");
  const char *code = NULL;

  for (gsize i = 0; steps[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (steps[i]), " ", -1);

      if (code != NULL)
        g_error ("%s: refused before '%s'", code, steps[i]);
      if (words[0] != NULL)
        code = play_step (c, words + 1, read_time (words[0], &day),
                          refusal != NULL ? refusal : &own);
    }
  return code;
}

static void
add_time (GString *out, HyTime t)
{
  int year, month, day, minute = hy_time_minute_of_day (t);

  hy_date_to_ymd (hy_date_of (t), &year, &month, &day);
  if (t == HY_TIME_NONE)
    g_string_append_c (out, '-');
  else
    g_string_append_printf (out, "%02d-%02d/%02d:%02d", month, day, minute / 60, minute % 60);
}

static void
add_list (GString *out, HyCase *c, gboolean demands)
{
  GPtrArray *list = demands ? c->ticket->demands : c->ticket->flags;

  if (list->len == 0)
    g_string_append_c (out, '-');
  for (guint i = 0; i < list->len; i++)
    {
      HyDemand *demand = list->pdata[i];

      if (i > 0)
        g_string_append_c (out, ',');
      if (demands)
        g_string_append_printf (out, "%s:%s", demand->id, demand->text);
      else
        g_string_append (out, list->pdata[i]);
    }
}

static void
add_fact (GString *out, HyCase *c, const char *name)
{
  const HyTicket *t = c->ticket;
  const struct
  {
    const char *name;
    HyTime time;
  } times[] = { { "signed", t->signed_at },
                { "contacted", t->contacted_at },
                { "replied", t->replied_at },
                { "statement", t->statement_at },
                { "suspended", t->suspended_at },
                { "started", t->started_at },
                { "due", t->due },
                { "due_sign", t->due_sign },
                { "due_contact", t->due_contact } };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    if (strcmp (times[i].name, name) == 0)
      {
        add_time (out, times[i].time);
        return;
      }
  if (strcmp (name, "state") == 0)
    g_string_append (out, hy_state_code (t->state));
  else if (strcmp (name, "handler") == 0)
    g_string_append (out, t->handler != NULL ? t->handler : "-");
  else if (strcmp (name, "office") == 0)
    g_string_append (out, t->office);
  else if (strcmp (name, "rework") == 0)
    g_string_append_printf (out, "%d", t->rework);
  else if (strcmp (name, "extensions") == 0)
    g_string_append_printf (out, "%d", t->extensions);
  else if (strcmp (name, "flags") == 0 || strcmp (name, "demands") == 0)
    add_list (out, c, *name == 'd');
  else
    g_error ("no such fact: %s", name);
}

char *
hy_test_case_facts (HyCase *c, const char *names)
{
  g_auto (GStrv) wanted = g_strsplit (names, " ", -1);
  GString *out = g_string_new (NULL);

  for (gsize i = 0; wanted[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      add_fact (out, c, wanted[i]);
    }
  return g_string_free (out, FALSE);
}

static char *
answer_of (const char *code, const HyRefusal *refusal)
{
  if (code == NULL)
    return g_strdup ("ok");
  return refusal->field != NULL ? g_strconcat (code, " ", refusal->field, NULL) : g_strdup (code);
}

void
hy_test_case_rows (const HyTestRow *rows)
{
  for (; rows->script != NULL; rows++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();
      g_auto (HyRefusal) refusal = { 0 };
      const char *code = hy_test_case_play (c, rows->script, &refusal);
      g_autofree char *found = NULL;

      if (rows->names != NULL && code != NULL)
        g_error ("%s: %s", rows->script, code);
      found
          = rows->names != NULL ? hy_test_case_facts (c, rows->names) : answer_of (code, &refusal);
      if (strcmp (found, rows->expected) != 0)
        g_error ("%s: %s is '%s', not '%s'", rows->script,
                 rows->names != NULL ? rows->names : "the answer", found, rows->expected);
    }
}
