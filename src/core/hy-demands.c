#include "core/hy-rules.h"

#include <string.h>

static guint
find_demand (const GPtrArray *demands, const char *id)
{
  guint i = 0;

  while (i < demands->len && strcmp (((HyDemand *) g_ptr_array_index (demands, i))->id, id) != 0)
    i++;
  return i;
}

static void
merge_demand (GPtrArray *demands, GVariant *said)
{
  const char *id = hy_body_string (said, "id");
  const char *text = hy_body_string (said, "text");
  gboolean confirmed = TRUE;
  guint i;

  if (id == NULL)
    return;
  i = find_demand (demands, id);
  hy_body_bool (said, "confirmed", &confirmed);
  if (!confirmed)
    {
      if (i < demands->len)
        g_ptr_array_remove_index (demands, i);
    }
  else if (i == demands->len)
    g_ptr_array_add (demands, hy_demand_new (id, text));
  else
    hy_set_string (&((HyDemand *) g_ptr_array_index (demands, i))->text, text);
}

void
hy_demands_merge (GPtrArray *demands, const HyRecord *contact)
{
  g_autoptr (GVariant) list = hy_body_array (contact->body, "demands");
  gsize n = list != NULL ? g_variant_n_children (list) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) said = hy_body_element (list, i);

      merge_demand (demands, said);
    }
}

void
hy_demands_rebuild (HyCase *c)
{
  g_ptr_array_set_size (c->ticket->demands, 0);
  for (guint i = 0; i < c->timeline->len; i++)
    {
      const HyRecord *contact = hy_contact_at (c, i, c->timeline->len);

      if (contact != NULL)
        hy_demands_merge (c->ticket->demands, contact);
    }
}

GPtrArray *
hy_case_demands (const HyCase *self)
{
  const HyTicket *ticket = self->ticket;
  GPtrArray *demands = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_demand_free);

  for (guint i = 0; i < ticket->demands->len; i++)
    {
      const HyDemand *demand = g_ptr_array_index (ticket->demands, i);

      g_ptr_array_add (demands, hy_demand_new (demand->id, demand->text));
    }
  if (demands->len == 0)
    g_ptr_array_add (demands, hy_demand_new (HY_DEMAND_OWN, hy_ticket_own_words (ticket)));
  return demands;
}
