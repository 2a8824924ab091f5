#include "wire/hy-ticket-json.h"

#include "wire/hy-json-writer.h"

#include <string.h>

/* A word of a closed set, in a buffer of its own: the parsers of hy-codes.h want a NUL. */
static gboolean
read_word (HyJsonValue value, char *buffer, gsize size)
{
  if (hy_json_type (value) != HY_JSON_STRING || value.len - 2 >= size)
    return FALSE;
  memcpy (buffer, value.text + 1, value.len - 2);
  buffer[value.len - 2] = 0;
  return TRUE;
}

static const char *
read_kind (HyJsonValue value, gpointer member)
{
  char word[32];

  return read_word (value, word, sizeof word) && hy_demand_kind_parse (word, member)
             ? NULL
             : "is no kind of demand";
}

static const char *
read_channel (HyJsonValue value, gpointer member)
{
  char word[32];

  return read_word (value, word, sizeof word) && hy_channel_parse (word, member) ? NULL
                                                                                 : "is no channel";
}

static const char *
read_state (HyJsonValue value, gpointer member)
{
  char word[32];

  return read_word (value, word, sizeof word) && hy_state_parse (word, member) ? NULL
                                                                               : "is no state";
}

static const char *
read_consent (HyJsonValue value, gpointer member)
{
  gboolean consent = FALSE;
  const char *why = hy_json_read_bool (value, &consent);

  if (why == NULL)
    *(int *) member = consent ? 1 : 0;
  return why;
}

static const char *
read_flags (HyJsonValue value, gpointer member)
{
  GPtrArray **flags = member;
  g_auto (GStrv) words = NULL;
  const char *why = hy_json_read_strv (value, &words);

  for (gsize i = 0; why == NULL && words[i] != NULL; i++)
    g_ptr_array_add (*flags, g_steal_pointer (&words[i]));
  return why;
}

static const char *
read_demands (HyJsonValue value, gpointer member)
{
  static const HyJsonField fields[] = {
    { "id", G_STRUCT_OFFSET (HyDemand, id), hy_json_read_id, TRUE },
    { "text", G_STRUCT_OFFSET (HyDemand, text), hy_json_read_text, TRUE },
  };
  GPtrArray **demands = member;
  HyJsonIter iter;
  HyJsonMember element;
  HyJsonFault fault;

  if (!hy_json_iter_init (&iter, value) || iter.object)
    return "is no list of demands";
  while (hy_json_iter_next (&iter, &element))
    {
      HyDemand *demand = hy_demand_new (NULL, NULL);

      g_ptr_array_add (*demands, demand);
      if (!hy_json_read_fields (element.value, fields, G_N_ELEMENTS (fields), demand, NULL, &fault))
        return "is no list of demands, each with id and text";
    }
  return NULL;
}

static const HyJsonField citizen_fields[] = {
  { "name", G_STRUCT_OFFSET (HyCitizen, name), hy_json_read_string, FALSE },
  { "phone", G_STRUCT_OFFSET (HyCitizen, phone), hy_json_read_string, FALSE },
  { "phone2", G_STRUCT_OFFSET (HyCitizen, phone2), hy_json_read_string, FALSE },
  { "address", G_STRUCT_OFFSET (HyCitizen, address), hy_json_read_string, FALSE },
  { "anonymous", G_STRUCT_OFFSET (HyCitizen, anonymous), hy_json_read_bool, FALSE },
  { "confidential", G_STRUCT_OFFSET (HyCitizen, confidential), hy_json_read_bool, FALSE },
  { "no_callback", G_STRUCT_OFFSET (HyCitizen, no_callback), hy_json_read_bool, FALSE },
};

static gboolean
read_citizen_fields (HyJsonValue value, HyCitizen *citizen, HyJsonFault *fault)
{
  return hy_json_read_fields (value, citizen_fields, G_N_ELEMENTS (citizen_fields), citizen,
                              &citizen->extra, fault);
}

/* Interning is bounded here: members of the table times the phrases of their readers. */
static const char *
read_citizen (HyJsonValue value, gpointer member)
{
  HyJsonFault fault;
  g_autofree char *why = NULL;

  if (read_citizen_fields (value, member, &fault))
    return NULL;
  if (fault.member == NULL)
    return fault.why;
  why = g_strdup_printf ("has a member \"%s\" that %s", fault.member, fault.why);
  return g_intern_string (why);
}

#define FIELD(name, read, required) { #name, G_STRUCT_OFFSET (HyTicket, name), read, required }

static const HyJsonField ticket_fields[] = {
  FIELD (id, hy_json_read_id, TRUE),
  FIELD (number, hy_json_read_id, TRUE),
  FIELD (title, hy_json_read_text, TRUE),
  FIELD (content, hy_json_read_text, TRUE),
  FIELD (kind, read_kind, TRUE),
  FIELD (channel, read_channel, TRUE),
  FIELD (state, read_state, TRUE),
  FIELD (version, hy_json_read_natural, TRUE),
  FIELD (records, hy_json_read_natural, FALSE),
  FIELD (office, hy_json_read_id, TRUE),
  FIELD (handler, hy_json_read_id, FALSE),
  FIELD (citizen, read_citizen, FALSE),
  FIELD (public_consent, read_consent, FALSE),
  FIELD (category, hy_json_read_strv, FALSE),
  FIELD (place, hy_json_read_string, FALSE),
  FIELD (received_at, hy_json_read_time, TRUE),
  FIELD (dispatched_at, hy_json_read_time, TRUE),
  FIELD (started_at, hy_json_read_time, FALSE),
  FIELD (signed_at, hy_json_read_time, FALSE),
  FIELD (contacted_at, hy_json_read_time, FALSE),
  FIELD (replied_at, hy_json_read_time, FALSE),
  FIELD (statement_at, hy_json_read_time, FALSE),
  FIELD (suspended_at, hy_json_read_time, FALSE),
  FIELD (due_sign, hy_json_read_time, FALSE),
  FIELD (due_contact, hy_json_read_time, FALSE),
  FIELD (due, hy_json_read_time, FALSE),
  FIELD (due_upstream, hy_json_read_time, FALSE),
  FIELD (flags, read_flags, FALSE),
  FIELD (rework, hy_json_read_count, FALSE),
  FIELD (extensions, hy_json_read_count, FALSE),
  FIELD (policy, hy_json_read_id, FALSE),
  FIELD (demands, read_demands, FALSE),
};

/* A row shows the demand that stands for no confirmed one; the ticket does not hold it. */
static void
drop_own_demand (HyTicket *ticket)
{
  const HyDemand *only = ticket->demands->len == 1 ? ticket->demands->pdata[0] : NULL;

  if (only != NULL && strcmp (only->id, HY_DEMAND_OWN) == 0
      && strcmp (only->text, hy_ticket_own_words (ticket)) == 0)
    g_ptr_array_set_size (ticket->demands, 0);
}

HyTicket *
hy_ticket_parse (HyJsonValue row, GError **error)
{
  g_autoptr (HyTicket) ticket = hy_ticket_new ();
  HyJsonFault fault;

  if (hy_json_read_fields (row, ticket_fields, G_N_ELEMENTS (ticket_fields), ticket, &ticket->extra,
                           &fault))
    {
      drop_own_demand (ticket);
      return g_steal_pointer (&ticket);
    }
  hy_json_set_fault (error, "ticket", ticket->id, &fault);
  return NULL;
}

HyTicket *
hy_ticket_from_json (const char *text, gssize len, GError **error)
{
  if (!hy_json_scan (text, len, error))
    return NULL;
  return hy_ticket_parse (hy_json_value (text, len < 0 ? strlen (text) : (gsize) len), error);
}

gboolean
hy_citizen_parse (HyJsonValue value, HyCitizen *citizen, GError **error)
{
  HyJsonFault fault;

  if (read_citizen_fields (value, citizen, &fault))
    return TRUE;
  hy_citizen_clear (citizen);
  return hy_json_set_fault (error, "citizen", NULL, &fault);
}

gboolean
hy_citizen_from_json (const char *text, gssize len, HyCitizen *citizen, GError **error)
{
  if (!hy_json_scan (text, len, error))
    return FALSE;
  return hy_citizen_parse (hy_json_value (text, len < 0 ? strlen (text) : (gsize) len), citizen,
                           error);
}

void
hy_citizen_write (GString *out, const char *name, const HyCitizen *citizen)
{
  hy_json_begin_object (out, name);
  hy_json_put_string (out, "name", citizen->name);
  hy_json_put_string (out, "phone", citizen->phone);
  hy_json_put_string (out, "phone2", citizen->phone2);
  hy_json_put_string (out, "address", citizen->address);
  hy_json_put_bool (out, "anonymous", citizen->anonymous);
  hy_json_put_bool (out, "confidential", citizen->confidential);
  hy_json_put_bool (out, "no_callback", citizen->no_callback);
  hy_json_put_members (out, citizen->extra);
  hy_json_end_object (out);
}

static void
write_times (GString *out, const HyTicket *ticket)
{
  hy_json_put_time (out, "received_at", ticket->received_at);
  hy_json_put_time (out, "dispatched_at", ticket->dispatched_at);
  hy_json_put_time (out, "started_at", ticket->started_at);
  hy_json_put_time (out, "signed_at", ticket->signed_at);
  hy_json_put_time (out, "contacted_at", ticket->contacted_at);
  hy_json_put_time (out, "replied_at", ticket->replied_at);
  hy_json_put_time (out, "statement_at", ticket->statement_at);
  hy_json_put_time (out, "suspended_at", ticket->suspended_at);
  hy_json_put_time (out, "due_sign", ticket->due_sign);
  hy_json_put_time (out, "due_contact", ticket->due_contact);
  hy_json_put_time (out, "due", ticket->due);
  hy_json_put_time (out, "due_upstream", ticket->due_upstream);
}

static void
write_demand (GString *out, const char *id, const char *text)
{
  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "id", id);
  hy_json_put_string (out, "text", text);
  hy_json_end_object (out);
}

static void
write_lists (GString *out, const HyTicket *ticket)
{
  hy_json_begin_array (out, "flags");
  for (guint i = 0; i < ticket->flags->len; i++)
    hy_json_put_string (out, NULL, g_ptr_array_index (ticket->flags, i));
  hy_json_end_array (out);
  hy_json_put_int (out, "rework", ticket->rework);
  hy_json_put_int (out, "extensions", ticket->extensions);
  hy_json_put_string (out, "policy", ticket->policy);
  hy_json_begin_array (out, "demands");
  for (guint i = 0; i < ticket->demands->len; i++)
    {
      const HyDemand *demand = g_ptr_array_index (ticket->demands, i);

      write_demand (out, demand->id, demand->text);
    }
  if (ticket->demands->len == 0)
    write_demand (out, HY_DEMAND_OWN, hy_ticket_own_words (ticket));
  hy_json_end_array (out);
}

static void
write_head (GString *out, const HyTicket *ticket)
{
  hy_json_put_string (out, "id", ticket->id);
  hy_json_put_string (out, "number", ticket->number);
  hy_json_put_string (out, "title", ticket->title);
  hy_json_put_string (out, "content", ticket->content);
  hy_json_put_string (out, "kind", hy_demand_kind_code (ticket->kind));
  hy_json_put_string (out, "channel", hy_channel_code (ticket->channel));
  hy_json_put_string (out, "state", hy_state_code (ticket->state));
  hy_json_put_int (out, "version", ticket->version);
  hy_json_put_int (out, "records", ticket->records);
  hy_json_put_string (out, "office", ticket->office);
  hy_json_put_string (out, "handler", ticket->handler);
}

void
hy_ticket_write (GString *out, const char *name, const HyTicket *ticket)
{
  hy_json_begin_object (out, name);
  write_head (out, ticket);
  hy_citizen_write (out, "citizen", &ticket->citizen);
  if (ticket->public_consent >= 0)
    hy_json_put_bool (out, "public_consent", ticket->public_consent > 0);
  else
    hy_json_put_null (out, "public_consent");
  hy_json_put_strv (out, "category", (const char *const *) ticket->category);
  hy_json_put_string (out, "place", ticket->place);
  write_times (out, ticket);
  write_lists (out, ticket);
  hy_json_put_members (out, ticket->extra);
  hy_json_end_object (out);
}

char *
hy_ticket_to_json (const HyTicket *ticket)
{
  GString *out = g_string_sized_new (1024);

  hy_ticket_write (out, NULL, ticket);
  return g_string_free (out, FALSE);
}

void
hy_ticket_row_without_citizen (HyJsonValue row, char **rest, char **citizen)
{
  hy_json_cut (row, "citizen", rest, citizen);
}
