#include "desk/hy-reply-body.h"

#include "core/hy-private.h"
#include "desk/hy-moment.h"
#include "desk/hy-reply-opinion.h"
#include "desk/hy-text.h"

typedef struct
{
  GVariant *typed;
  const HyCase *c;
  HyTime now;
  GPtrArray *faults;
} Making;

static void
fault_of_answer (Making *self, gsize index, const char *member, const char *words)
{
  g_autofree char *field = g_strdup_printf ("answers.%" G_GSIZE_FORMAT ".%s", index, member);

  hy_faults_add (self->faults, field, words);
}

static void
put_answer_by (Making *self, GVariantDict *dict, GVariant *typed, gsize index)
{
  g_autofree char *text = hy_typed_text (typed, "by");
  HyMoment moment;

  if (text == NULL)
    fault_of_answer (self, index, "by", _ ("By when? Write 11-27"));
  else if (!hy_moment_parse (text, self->now, &moment))
    fault_of_answer (self, index, "by", _ ("Not a date. Write 11-27"));
  else if (moment.date < hy_date_of (self->now))
    fault_of_answer (self, index, "by", _ ("The date lies in the past"));
  else if (moment.minutes >= 0)
    hy_put_time (dict, "by", hy_moment_time (&moment, self->c->calendar));
  else
    {
      g_autofree char *date = hy_date_format (moment.date);

      hy_put_text (dict, "by", date);
    }
}

static GVariant *
answer_body (Making *self, GVariant *typed, gsize index)
{
  g_autofree char *finding = hy_typed_text (typed, "finding");
  g_autofree char *result = hy_typed_text (typed, "result");
  const char *when = hy_body_string (typed, "when");
  GVariantDict dict;

  if (finding == NULL)
    fault_of_answer (self, index, "finding", _ ("Choose what was found"));
  if (result == NULL)
    {
      g_autofree char *words
          = g_strdup_printf (_ ("Not yet: demand %u has no answer"), (guint) index + 1);

      fault_of_answer (self, index, "result", words);
    }
  g_variant_dict_init (&dict, NULL);
  hy_put_text (&dict, "demand_id", hy_body_string (typed, "demand_id"));
  hy_put_text (&dict, "finding", finding);
  hy_put_text (&dict, "result", result);
  if (when == NULL)
    fault_of_answer (self, index, "when", _ ("Is it done, or by when will it be?"));
  else
    g_variant_dict_insert (&dict, "done", "b", g_str_equal (when, "done"));
  if (g_strcmp0 (when, "by") == 0)
    put_answer_by (self, &dict, typed, index);
  return g_variant_dict_end (&dict);
}

static void
put_answers (Making *self, GVariantDict *dict)
{
  g_autoptr (GVariant) list = hy_body_array (self->typed, "answers");
  GPtrArray *answers = g_ptr_array_new ();
  gsize n = list != NULL ? g_variant_n_children (list) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) typed = hy_body_element (list, i);

      g_ptr_array_add (answers, answer_body (self, typed, i));
    }
  hy_put_objects (dict, "answers", answers);
}

static void
put_needed (Making *self, GVariantDict *dict, const char *name, const char *missing)
{
  g_autofree char *text = hy_typed_need (self->typed, name, missing, self->faults);

  hy_put_text (dict, name, text);
}

static void
put_opinion (Making *self, GVariantDict *dict)
{
  g_autofree char *value
      = hy_typed_need (self->typed, "opinion", _ ("What does the citizen say?"), self->faults);
  g_autofree char *words = hy_typed_text (self->typed, "opinion_words");
  GVariantDict opinion;

  if (hy_opinion_wants_words (value) && words == NULL)
    hy_faults_add (self->faults, "opinion_words",
                   _ ("Their words, as they said them; or choose “Not asked”"));
  g_variant_dict_init (&opinion, NULL);
  hy_put_text (&opinion, "value", value);
  hy_put_text (&opinion, "words", words);
  g_variant_dict_insert_value (dict, "citizen_opinion", g_variant_dict_end (&opinion));
}

static void
put_public (Making *self, GVariantDict *dict)
{
  g_autofree char *text = hy_typed_text (self->typed, "public_text");
  const char *found
      = text != NULL ? hy_private_find (&self->c->ticket->citizen, text) : NULL;

  hy_put_text (dict, "public_text", text);
  if (text == NULL && hy_ticket_is_letter (self->c->ticket))
    hy_faults_add (self->faults, "public_text", _ ("A letter needs a public reply"));
  if (found != NULL)
    {
      g_autofree char *words
          = g_strdup_printf (_ ("The public reply contains “%s”. Remove it"), found);

      hy_faults_add (self->faults, "public_text", words);
    }
}

/* A basis is a line: titles of rules have commas of their own. */
static void
put_basis (Making *self, GVariantDict *dict)
{
  g_auto (GStrv) basis = hy_typed_lines (self->typed, "basis");

  hy_put_list (dict, "basis", (const char *const *) basis);
}

GVariant *
hy_reply_body (GVariant *typed, const HyCase *c, HyTime now, GPtrArray *faults)
{
  g_autoptr (GPtrArray) ignored = hy_faults_new ();
  Making self = { typed, c, now, faults != NULL ? faults : ignored };
  g_autofree char *follow_up = hy_typed_text (typed, "follow_up");
  GVariantDict dict;
  GVariant *body;

  g_variant_dict_init (&dict, NULL);
  put_answers (&self, &dict);
  put_needed (&self, &dict, "contact_summary", _ ("Write how and when they were contacted"));
  put_needed (&self, &dict, "investigation", _ ("Write what was looked into"));
  put_needed (&self, &dict, "result_kind", _ ("Choose how the matter came out"));
  put_basis (&self, &dict);
  put_opinion (&self, &dict);
  hy_put_text (&dict, "follow_up", follow_up);
  put_public (&self, &dict);
  body = g_variant_dict_end (&dict);
  if (faults == NULL || faults->len == 0)
    return body;
  g_variant_unref (g_variant_ref_sink (body));
  return NULL;
}
