/* What people write: of each kind something that the workflow might take. */
#include "sim.h"

#include "support/hy-test-case.h"

#include <string.h>

static const char *const any_kind[] = {
  "progress",          "contact",         "reply",          "extension_request", "return_request",
  "interim_reply",     "reply_withdraw",  "claim",          "assign",            "suspend_request",
  "request_withdraw",  "resume",          "situation_statement", "coordination_request",
  "read_receipt",      "reveal",          "article_suggest", "appeal",           "petition_link",
  "sign",              "contact",         "progress",       "intake",            "mediation",
};

/* Most of what people do is what there is to do. */
const char *
sim_body_kind (const HyCase *view, int choice, int variant)
{
  HyGate gate;

  if (view == NULL || variant % 3 == 0)
    return any_kind[(guint) choice % G_N_ELEMENTS (any_kind)];
  switch (view->ticket->state)
    {
    case HY_STATE_PENDING_SIGN:
      return choice % 5 == 0 ? "return_request" : "sign";
    case HY_STATE_HANDLING:
    case HY_STATE_REWORK:
      hy_case_gate (view, &gate);
      if (!gate.open)
        return choice % 4 == 0 ? "progress" : "contact";
      return choice % 2 == 0 ? "reply" : choice % 3 == 0 ? "extension_request" : "progress";
    case HY_STATE_SUBMITTED:
      return choice % 2 == 0 ? "reply_withdraw" : "progress";
    default:
      return choice % 2 == 0 ? "contact" : "progress";
    }
}

static const char *
last_contact (const HyCase *view)
{
  for (guint i = view != NULL ? view->timeline->len : 0; i > 0; i--)
    {
      const HyRecord *record = view->timeline->pdata[i - 1];

      if (strcmp (record->kind, "contact") == 0)
        return record->id;
    }
  return "attempts";
}

static const char *
last_request (const HyCase *view)
{
  for (guint i = view != NULL ? view->timeline->len : 0; i > 0; i--)
    {
      const HyRecord *record = view->timeline->pdata[i - 1];

      if (g_str_has_suffix (record->kind, "_request"))
        return record->id;
    }
  return "none";
}

static GVariant *
answers (const HyCase *view)
{
  g_autoptr (GPtrArray) demands = hy_case_demands (view);
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < demands->len; i++)
    {
      const HyDemand *demand = demands->pdata[i];
      GVariantDict answer;

      g_variant_dict_init (&answer, NULL);
      g_variant_dict_insert (&answer, "demand_id", "s", demand->id);
      g_variant_dict_insert (&answer, "finding", "s", "true");
      g_variant_dict_insert (&answer, "result", "s", "mended");
      g_variant_builder_add (&list, "v", g_variant_dict_end (&answer));
    }
  return g_variant_builder_end (&list);
}

static void
write_contact (const SimWriter *self, GVariantDict *dict)
{
  static const char *const outcomes[] = { "reached", "reached", "no_answer", "wrong_number" };
  g_autofree char *at = hy_time_format (self->now);

  g_variant_dict_insert (dict, "at", "s", at);
  g_variant_dict_insert (dict, "outcome", "s", outcomes[self->variant / 4 % 4]);
  g_variant_dict_insert (dict, "gist", "s", self->mark);
}

static void
write_references (const SimWriter *self, const char *kind, GVariantDict *dict)
{
  if (strcmp (kind, "sign") == 0)
    g_variant_dict_insert (dict, "handler", "s", self->person);
  if (strcmp (kind, "assign") == 0)
    g_variant_dict_insert (dict, "to_person", "s", self->person);
  if (g_variant_dict_contains (dict, "citizen_told"))
    g_variant_dict_insert (dict, "citizen_told", "s", last_contact (self->view));
  if (strcmp (kind, "request_withdraw") == 0)
    g_variant_dict_insert (dict, "record", "s", last_request (self->view));
  if (strcmp (kind, "read_receipt") == 0 && self->view != NULL && self->view->timeline->len > 0)
    g_variant_dict_insert (dict, "record", "s",
                           ((HyRecord *) self->view->timeline->pdata[0])->id);
  if (strcmp (kind, "reply") == 0 && self->view != NULL)
    g_variant_dict_insert_value (dict, "answers", answers (self->view));
}

GVariant *
sim_body_write (const SimWriter *self, const char *kind)
{
  g_autoptr (GVariant) whole = hy_test_body (kind);
  GVariantDict dict;

  g_variant_dict_init (&dict, whole);
  if (strcmp (kind, "contact") == 0)
    write_contact (self, &dict);
  if (strcmp (kind, "progress") == 0)
    g_variant_dict_insert (&dict, "text", "s", self->mark);
  write_references (self, kind, &dict);
  /* Members that nobody knows come back in the record. */
  g_variant_dict_insert (&dict, "mark", "s", self->mark);
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}
