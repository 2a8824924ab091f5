#include "store/hy-sort-hints.h"

#include "store/hy-people.h"
#include "store/hy-search.h"
#include "store/hy-tickets.h"
#include "store/hy-replica-private.h"

#include <string.h>

/* The past that counts: who handled what changes over the years. */
#define RECENT "SELECT handler, place, category FROM tickets ORDER BY no DESC LIMIT 1000"
#define REPEATS_MAX 5

void
hy_sort_hints_clear (HySortHints *self)
{
  g_clear_pointer (&self->handler, g_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->repeats, g_ptr_array_unref);
}

/* NULL without error: nobody. */
static char *
most_frequent (HyReplica *replica, const char *sql, const char *value, GError **error)
{
  char *handler = NULL;

  if (value != NULL)
    hy_sql_get_text (replica->sql, &handler, error, sql, "s", value);
  return handler;
}

static gboolean
is_here (HyReplica *replica, const char *person, GError **error)
{
  g_autoptr (GPtrArray) people = hy_people_list (replica, error);

  for (guint i = 0; people != NULL && i < people->len; i++)
    if (strcmp (((HyPersonRow *) g_ptr_array_index (people, i))->id, person) == 0)
      return TRUE;
  return FALSE;
}

char *
hy_suggest_handler (
    HyReplica *replica, const char *place, const char *category, gboolean *by_place, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *handler = most_frequent (
      replica,
      "SELECT handler FROM (" RECENT ") WHERE handler IS NOT NULL AND place = ?1 "
      "GROUP BY handler ORDER BY count (*) DESC, handler LIMIT 1",
      place, &local);

  *by_place = handler != NULL;
  if (handler == NULL && local == NULL)
    handler = most_frequent (replica,
                             "SELECT handler FROM (" RECENT
                             ") WHERE handler IS NOT NULL AND category = ?1 "
                             "GROUP BY handler ORDER BY count (*) DESC, handler LIMIT 1",
                             category, &local);
  if (handler != NULL && local == NULL && is_here (replica, handler, &local))
    return g_steal_pointer (&handler);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
add_no (GArray *nos, gint64 no, gint64 own)
{
  for (guint i = 0; i < nos->len; i++)
    if (g_array_index (nos, gint64, i) == no)
      return;
  if (no != own && no != 0 && nos->len < REPEATS_MAX)
    g_array_append_val (nos, no);
}

static gboolean
add_phone (HyReplica *replica, const char *phone, gint64 own, GArray *nos, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));

  /* Shorter ones are asked for as the end of a number. */
  if (phone == NULL || strlen (phone) < 7)
    return TRUE;
  if (!hy_identity_find (replica, phone, found, error))
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    add_no (nos, g_array_index (found, gint64, i), own);
  return TRUE;
}

static gboolean
add_named (HyReplica *replica, const HyTicket *ticket, gint64 own, GArray *nos, GError **error)
{
  const char *same = hy_ticket_flag_value (ticket, "repeat");
  g_autoptr (GError) local = NULL;
  gint64 no = 0;

  if (same != NULL)
    hy_sql_get_int (replica->sql, &no, &local, "SELECT no FROM tickets WHERE id = ?1", "s", same);
  add_no (nos, no, own);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
hy_sort_hints_read (HyReplica *replica, const char *ticket, HySortHints *out, GError **error)
{
  g_autoptr (HyTicketView) view = hy_tickets_load (replica, ticket, error);
  g_autoptr (GArray) nos = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *category = NULL;
  g_autoptr (GError) local = NULL;
  const HyTicket *row;
  gboolean by_place = FALSE;
  gint64 own = 0;

  *out = (HySortHints){ 0 };
  if (view == NULL
      || !hy_sql_get_int (replica->sql, &own, error, "SELECT no FROM tickets WHERE id = ?1", "s",
                          ticket))
    return FALSE;
  row = view->view->ticket;
  category = row->category != NULL ? g_strjoinv ("/", row->category) : NULL;
  if (!add_named (replica, row, own, nos, error)
      || !add_phone (replica, row->citizen.phone, own, nos, error)
      || !add_phone (replica, row->citizen.phone2, own, nos, error))
    return FALSE;
  out->repeats = hy_list_rows (replica, (const gint64 *) nos->data, nos->len, error);
  if (out->repeats == NULL)
    return FALSE;
  out->handler = hy_suggest_handler (replica, row->place, category, &by_place, &local);
  out->place = by_place ? g_strdup (row->place) : NULL;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
