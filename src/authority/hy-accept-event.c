#include "authority/hy-accept.h"

#include "authority/hy-rows.h"
#include "core/hy-words.h"

#include <string.h>

#include "authority/hy-text.h"

/* The office that people mean by its id or its name, or NULL. Free it. */
static char *
find_office (HyAuthority *self, const char *text)
{
  char *id = NULL;

  if (text != NULL)
    hy_sql_get_text (self->sql, &id, NULL,
                     "SELECT id FROM offices WHERE id = ?1 OR name = ?1 ORDER BY id <> ?1", "s",
                     text);
  return id;
}

/* @body with its member "to" set to @office. */
static GVariant *
with_office (GVariant *body, const char *office)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, body);
  g_variant_dict_insert (&dict, "to", "s", office);
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

/* Where a ticket goes that is given back: where its request wanted it, when that is an office of ours. */
static char *
wanted_office (HyAuthority *self, const HyRow *row)
{
  const HyRecord *request = hy_case_pending (row->c, "return_request");

  return request != NULL ? find_office (self, hy_body_string (request->body, "to_unit")) : NULL;
}

/* The body with the office that it means by its id; NULL with an error when it means none that there is. */
static GVariant *
settle_office (HyAuthority *self, const HyRow *row, const char *kind, GVariant *body, GError **error)
{
  const char *to = hy_body_string (body, "to");
  g_autofree char *office = NULL;

  if (to != NULL)
    {
      office = find_office (self, to);
      if (office == NULL)
        {
          g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND,
                       _ ("there is no office %s: see “office DIR list”"), to);
          return NULL;
        }
    }
  else if (strcmp (kind, "return_granted") == 0)
    office = wanted_office (self, row);
  return office != NULL ? with_office (body, office) : g_variant_ref (body);
}

static gboolean
refuse (const HyRefusal *refusal, const char *kind, GError **error)
{
  g_autofree char *detail = hy_refusal_detail (refusal, kind);

  g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_REFUSED, "%s: %s", refusal->code,
               detail);
  return FALSE;
}

static const char *
first_text (GVariant *body)
{
  static const char *const names[] = { "text", "reason", "note", NULL };
  const char *text = NULL;

  for (int i = 0; text == NULL && names[i] != NULL; i++)
    text = hy_body_string (body, names[i]);
  return text;
}

/* The word of a leave line for each event that takes a ticket away. */
static const char *
why_left (const char *kind)
{
  static const char *const words[][2] = { { "reassigned", "reassigned" },
                                          { "dispatched", "reassigned" },
                                          { "return_granted", "returned" },
                                          { "recalled", "recalled" },
                                          { "merged", "merged" } };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i][0], kind) == 0)
      return words[i][1];
  return "recalled";
}

/* Where one that no office of ours has now went: to the unit that its last return request named. */
static const char *
unit_outside (HyAuthority *self, const HyRow *row, const char *kind)
{
  const GPtrArray *timeline = row->c->timeline;
  const char *unit = NULL;

  if (strcmp (kind, "return_granted") != 0)
    return self->name;
  for (guint i = timeline->len; i > 0 && unit == NULL; i--)
    {
      const HyRecord *record = g_ptr_array_index (timeline, i - 1);

      if (strcmp (record->kind, "return_request") == 0)
        unit = hy_body_string (record->body, "to_unit");
    }
  return unit != NULL ? unit : self->name;
}

static gboolean
save (HyAuthority *self, HyRow *row, const HyRecord *record, GError **error)
{
  const HyTicket *ticket = row->c->ticket;
  gboolean left = ticket->state == HY_STATE_LEFT;
  g_autofree char *to = left ? NULL : hy_rows_office_name (self, ticket->office);
  HyLeave leave = { .why = why_left (record->kind),
                    .to = left ? unit_outside (self, row, record->kind) : to,
                    .note = first_text (record->body) };

  return hy_rows_save (self, row, &leave, error);
}

static gboolean
apply_event (HyAuthority *self,
             HyRow *row,
             const HyKind *kind,
             GVariant *body,
             GError **error)
{
  g_autoptr (HyRecord) record
      = hy_rows_district_record (self, row->c->ticket->id, kind->kind, body, self->moment);
  g_auto (HyRefusal) refusal = { 0 };
  HyStep step = {
    .kind = kind, .record = record, .base_version = -1, .when = self->moment
  };

  if (!hy_case_check (row->c, &step, &refusal))
    return refuse (&refusal, kind->kind, error);
  hy_case_apply (row->c, &step);
  return save (self, row, record, error);
}

static gboolean
run_event (HyAuthority *self,
           const char *ticket,
           const HyKind *kind,
           GVariant *body,
           GError **error)
{
  g_autoptr (HyRow) row = hy_rows_load (self, ticket, error);
  g_autoptr (GVariant) settled
      = row != NULL ? settle_office (self, row, kind->kind, body, error) : NULL;

  return settled != NULL && apply_event (self, row, kind, settled, error);
}

gboolean
hy_authority_event (HyAuthority *self,
                    const char *ticket,
                    const char *kind,
                    GVariant *body,
                    GError **error)
{
  const HyKind *event = hy_kind_find (kind);
  g_autoptr (GVariant) owned = NULL;

  if (event == NULL || !event->of_district)
    {
      g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                   _ ("the district has no event “%s”: see “man huiyin-district”"), kind);
      return FALSE;
    }
  owned = g_variant_ref_sink (body != NULL ? body : g_variant_new ("a{sv}", NULL));
  return hy_authority_begin (self, error)
         && hy_authority_end (self, run_event (self, ticket, event, owned, error), error);
}
