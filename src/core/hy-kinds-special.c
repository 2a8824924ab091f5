#include "core/hy-rules.h"

static const HyField agreement[] = {
  { "who", HY_FIELD_STRING }, { "what", HY_FIELD_STRING, TRUE }, { "by", HY_FIELD_WHEN }, { NULL }
};

const HyField hy_fields_mediation[] = {
  { "suitable", HY_FIELD_FLAGS, TRUE }, { "parties", HY_FIELD_ANY },
  { "mediators", HY_FIELD_ANY },        { "sessions", HY_FIELD_ANY },
  { "opinions", HY_FIELD_ANY },         { "agreement", HY_FIELD_OBJECT_LIST, .members = agreement },
  { "outcome", HY_FIELD_STRING },       { NULL },
};

static gboolean
needs_register_no (GVariant *body)
{
  return hy_text_is_blank (hy_body_string (body, "why"));
}

const HyField hy_fields_petition_link[]
    = { { "register_no", HY_FIELD_STRING, .needed = needs_register_no },
        { "why", HY_FIELD_STRING },
        { NULL } };

const HyField hy_fields_article_suggest[] = { { "title", HY_FIELD_STRING, TRUE },
                                              { "question", HY_FIELD_STRING, TRUE },
                                              { "answer", HY_FIELD_STRING, TRUE },
                                              { NULL } };

/* All that makes a matter fit for mediation holds, and it is neither petition nor lawsuit. */
static gboolean
guard_mediation (const HyCase *c, const HyStep *step, HyRefusal *refusal)
{
  g_autoptr (GVariant) checks = NULL;
  GVariantIter iter;
  GVariant *check;
  gboolean fits;

  if (hy_ticket_has_flag (c->ticket, "petition") || hy_ticket_has_flag (c->ticket, "litigation"))
    return hy_refuse (c, refusal, "not_suitable");
  if (step->record == NULL)
    return TRUE;
  checks = hy_body_object (step->record->body, "suitable");
  fits = g_variant_n_children (checks) > 0;
  g_variant_iter_init (&iter, checks);
  while (g_variant_iter_next (&iter, "{&sv}", NULL, &check))
    {
      fits = fits && g_variant_get_boolean (check);
      g_variant_unref (check);
    }
  return fits || hy_refuse (c, refusal, "not_suitable");
}

const HyGuard hy_guards_mediation[] = { { guard_mediation }, { NULL } };

void
hy_apply_mediation (HyCase *c, const HyStep *step)
{
  hy_ticket_set_flag (c->ticket, "mediation", NULL);
}

void
hy_apply_petition_link (HyCase *c, const HyStep *step)
{
  hy_ticket_set_flag (c->ticket, "petition", NULL);
}
