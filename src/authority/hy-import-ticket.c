#include "authority/hy-import-ticket.h"

#include <string.h>

#include "wire/hy-json-scan.h"
#include "wire/hy-json-writer.h"

/* A file without titles gets the beginning of the content, in characters. */
#define TITLE_CHARS 40

typedef struct
{
  gsize from; /* in the row */
  gsize to;   /* in the ticket */
} Pair;

#define PAIR(row_member, ticket_member)                                                            \
  {                                                                                                \
    G_STRUCT_OFFSET (HyImportRow, row_member), G_STRUCT_OFFSET (HyTicket, ticket_member)           \
  }

static const Pair strings[] = {
  PAIR (title, title),         PAIR (content, content),       PAIR (name, citizen.name),
  PAIR (phone, citizen.phone), PAIR (phone2, citizen.phone2), PAIR (address, citizen.address),
  PAIR (place, place),
};

/* gint64 on both sides; 0 is none. */
static const Pair times[] = {
  PAIR (received_at, received_at),
  PAIR (due_upstream, due_upstream),
};

/* int on both sides; -1 is none. Enums have the size of int in the ABIs we build for. */
static const Pair numbers[] = {
  PAIR (kind, kind),
  PAIR (channel, channel),
  PAIR (confidential, citizen.confidential),
  PAIR (anonymous, citizen.anonymous),
  PAIR (no_callback, citizen.no_callback),
  PAIR (public_consent, public_consent),
};

G_STATIC_ASSERT (sizeof (HyDemandKind) == sizeof (int) && sizeof (HyChannel) == sizeof (int));

static gboolean
update_plain (const HyImportRow *row, HyTicket *ticket)
{
  gboolean changed = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      const char *from = G_STRUCT_MEMBER (char *, row, strings[i].from);
      char **to = &G_STRUCT_MEMBER (char *, ticket, strings[i].to);

      if (from == NULL || g_strcmp0 (from, *to) == 0)
        continue;
      hy_set_string (to, from);
      changed = TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      HyTime from = G_STRUCT_MEMBER (HyTime, row, times[i].from);
      HyTime *to = &G_STRUCT_MEMBER (HyTime, ticket, times[i].to);

      changed |= from != HY_TIME_NONE && from != *to;
      *to = from != HY_TIME_NONE ? from : *to;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      int from = G_STRUCT_MEMBER (int, row, numbers[i].from);
      int *to = &G_STRUCT_MEMBER (int, ticket, numbers[i].to);

      changed |= from >= 0 && from != *to;
      *to = from >= 0 ? from : *to;
    }
  return changed;
}

static gboolean
update_category (const HyImportRow *row, HyTicket *ticket)
{
  if (row->category == NULL
      || (ticket->category != NULL
          && g_strv_equal ((const char *const *) row->category,
                           (const char *const *) ticket->category)))
    return FALSE;
  g_strfreev (ticket->category);
  ticket->category = g_strdupv (row->category);
  return TRUE;
}

/* The text of @key's cell, NULL when the row has none. */
static const char *
extra_text (const HyImportRow *row, const HyJsonMember *member, GHashTable *used)
{
  for (guint i = 0; i + 1 < row->extra->len; i += 2)
    {
      if (!hy_json_member_is (member, row->extra->pdata[i]))
        continue;
      g_hash_table_add (used, row->extra->pdata[i]);
      return row->extra->pdata[i + 1];
    }
  return NULL;
}

/* Names of members are raw in the writer. */
static void
put_extra (GString *out, const char *key, const char *text)
{
  g_autoptr (GString) name = g_string_new (NULL);

  hy_json_append_quoted (name, key, strlen (key));
  /* Without the quotes that the writer adds. */
  g_string_truncate (name, name->len - 1);
  g_string_erase (name, 0, 1);
  hy_json_put_string (out, name->str, text);
}

/* The object @old with the row's cells in it: in place where it has them, else at its end. */
static char *
merge_extra (const HyImportRow *row, HyJsonValue old)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  HyJsonIter iter;
  HyJsonMember member;

  hy_json_begin_object (out, NULL);
  if (hy_json_iter_init (&iter, old))
    {
      while (hy_json_iter_next (&iter, &member))
        {
          g_autofree char *name = g_strndup (member.name, member.name_len);
          const char *text = extra_text (row, &member, used);

          if (text != NULL)
            hy_json_put_string (out, name, text);
          else
            hy_json_put_raw (out, name, member.value.text, (gssize) member.value.len);
        }
    }
  for (guint i = 0; i + 1 < row->extra->len; i += 2)
    {
      if (!g_hash_table_contains (used, row->extra->pdata[i]))
        put_extra (out, row->extra->pdata[i], row->extra->pdata[i + 1]);
    }
  hy_json_end_object (out);
  return g_string_free (out, FALSE);
}

/* "extra" of the row is kept among the members that this program does not know. */
static gboolean
update_extra (const HyImportRow *row, HyTicket *ticket)
{
  g_autofree char *whole = g_strdup_printf ("{%s}", ticket->extra != NULL ? ticket->extra : "");
  g_autofree char *rest = NULL;
  g_autofree char *old = NULL;
  g_autofree char *merged = NULL;
  GString *out;

  if (row->extra->len == 0)
    return FALSE;
  hy_json_cut (hy_json_value (whole, strlen (whole)), "extra", &rest, &old);
  merged = merge_extra (row, hy_json_value (old != NULL ? old : "{}",
                                            strlen (old != NULL ? old : "{}")));
  if (g_strcmp0 (old, merged) == 0)
    return FALSE;
  /* Without the braces. */
  out = g_string_new_len (rest + 1, (gssize) strlen (rest) - 2);
  hy_json_put_raw (out, "extra", merged, -1);
  g_free (ticket->extra);
  ticket->extra = g_string_free (out, FALSE);
  return TRUE;
}

static void
mark_no_number (HyTicket *ticket)
{
  if (ticket->citizen.phone == NULL && ticket->citizen.phone2 == NULL)
    hy_ticket_set_flag (ticket, "no_number", NULL);
  else
    hy_ticket_clear_flag (ticket, "no_number");
}

gboolean
hy_import_row_update (const HyImportRow *row, HyTicket *ticket)
{
  gboolean changed = update_plain (row, ticket);

  changed |= update_category (row, ticket);
  changed |= update_extra (row, ticket);
  if (changed)
    mark_no_number (ticket);
  return changed;
}

/* The beginning of the content's first line. */
static char *
make_title (const char *content)
{
  g_autofree char *text = hy_trim (content);

  text[strcspn (text, "\r\n")] = '\0';
  return g_utf8_strlen (text, -1) > TITLE_CHARS ? g_utf8_substring (text, 0, TITLE_CHARS)
                                                : g_strdup (text);
}

HyTicket *
hy_import_row_to_ticket (const HyImportRow *row, const char *number)
{
  HyTicket *ticket = hy_ticket_new ();

  ticket->number = g_strdup (number);
  ticket->kind = HY_DEMAND_OTHER;
  ticket->channel = HY_CHANNEL_CITY_HOTLINE;
  ticket->public_consent = -1;
  hy_import_row_update (row, ticket);
  if (ticket->extra == NULL)
    ticket->extra = g_strdup ("\"extra\":{}");
  if (ticket->title == NULL)
    ticket->title = make_title (row->content);
  if (ticket->content == NULL)
    ticket->content = g_strdup (row->title);
  mark_no_number (ticket);
  if (row->urgent == TRUE)
    hy_ticket_set_flag (ticket, "urgent", NULL);
  return ticket;
}

char *
hy_import_row_fingerprint (const HyImportRow *row)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  HyChannel channel = row->channel >= 0 ? (HyChannel) row->channel : HY_CHANNEL_CITY_HOTLINE;
  g_autofree char *head
      = g_strdup_printf ("%s\n%" G_GINT64_FORMAT "\n", hy_channel_code (channel), row->received_at);

  g_checksum_update (sum, (const guchar *) head, -1);
  if (row->title != NULL)
    g_checksum_update (sum, (const guchar *) row->title, -1);
  g_checksum_update (sum, (const guchar *) "\n", 1);
  if (row->content != NULL)
    g_checksum_update (sum, (const guchar *) row->content, -1);
  return g_strdup (g_checksum_get_string (sum));
}
