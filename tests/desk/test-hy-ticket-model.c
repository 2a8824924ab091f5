#include "desk/hy-ticket-model.h"
#include "support/hy-test-feed.h"

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })
#define QUEUE(...)                                                                                 \
  &(HyListQuery)                                                                                   \
  {                                                                                                \
    __VA_ARGS__                                                                                    \
  }

/* A model with its replica, and what it told. */
typedef struct
{
  HyTestReplica *replica;
  HyTicketModel *model;
  GString *told;
  guint refreshed;
} Fixture;

static void
note_change (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Fixture *self = data;

  g_string_append_printf (self->told, "%u-%u+%u ", position, removed, added);
}

static void
note_refresh (HyTicketModel *model, gpointer data)
{
  ((Fixture *) data)->refreshed++;
}

static void
wait_refresh (Fixture *self)
{
  guint before = self->refreshed;

  while (self->refreshed == before)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for (Fixture *self, guint n)
{
  while (g_list_model_get_n_items (G_LIST_MODEL (self->model)) < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
fixture_init (Fixture *self, gconstpointer data)
{
  self->replica = hy_test_replica_new ();
  hy_test_replica_enrol (self->replica, TRUE);
  self->told = g_string_new (NULL);
  self->model = hy_ticket_model_new (self->replica->store);
  g_signal_connect (self->model, "items-changed", G_CALLBACK (note_change), self);
  g_signal_connect (self->model, "refreshed", G_CALLBACK (note_refresh), self);
}

static void
fixture_clear (Fixture *self, gconstpointer data)
{
  HyTicketModel *left = self->model;

  g_object_add_weak_pointer (G_OBJECT (left), (gpointer *) &left);
  g_clear_object (&self->model);
  /* Answers on their way hold the model until they are here. */
  while (left != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_string_free (self->told, TRUE);
  hy_test_replica_free (self->replica);
}

/* Tickets "t<from>" … in the order of their dues. */
static void
feed_tickets (Fixture *self, int from, int to)
{
  for (int i = from; i < to; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%03d", i);
      g_autofree char *due = g_strdup_printf ("2026-12-%02dT%02d:00:00+08:00", 1 + i / 20, i % 20);

      hy_test_feed_on (self->replica,
                       TICKET (.id = id, .due = due, .due_sign = "", .due_contact = ""), NULL);
    }
}

static HyTicketItem *
filled_item (Fixture *self, guint position)
{
  HyTicketItem *item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  while (hy_ticket_item_get_row (item) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return item;
}

static void
test_placeholders (Fixture *self, gconstpointer data)
{
  g_autoptr (HyTicketItem) item = NULL, again = NULL, neighbour = NULL;

  feed_tickets (self, 0, 3);
  g_assert_false (hy_ticket_model_get_loading (self->model));
  hy_ticket_model_set_query (self->model, QUEUE (.queue = HY_QUEUE_ALL));
  g_assert_true (hy_ticket_model_get_loading (self->model));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->model)), ==, 0);
  wait_refresh (self);
  g_assert_false (hy_ticket_model_get_loading (self->model));
  g_assert_cmpstr (self->told->str, ==, "0-0+3 ");

  item = g_list_model_get_item (G_LIST_MODEL (self->model), 1);
  again = g_list_model_get_item (G_LIST_MODEL (self->model), 1);
  g_assert_true (item == again);
  g_assert_null (hy_ticket_item_get_row (item));
  neighbour = filled_item (self, 2);
  g_assert_cmpstr (hy_ticket_item_get_row (item)->id, ==, "t001");
  g_assert_cmpstr (hy_ticket_item_get_row (neighbour)->id, ==, "t002");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (self->model), 3));
}

/* A look at one row brings its page, and nothing of the rest. */
static void
test_pages (Fixture *self, gconstpointer data)
{
  g_autoptr (HyTicketItem) item = NULL, same_page = NULL, next_page = NULL;

  feed_tickets (self, 0, HY_TICKET_MODEL_PAGE + 2);
  hy_ticket_model_set_query (self->model, QUEUE (.queue = HY_QUEUE_ALL));
  wait_for (self, HY_TICKET_MODEL_PAGE + 2);
  item = filled_item (self, 0);
  same_page = g_list_model_get_item (G_LIST_MODEL (self->model), HY_TICKET_MODEL_PAGE - 1);
  next_page = g_list_model_get_item (G_LIST_MODEL (self->model), HY_TICKET_MODEL_PAGE);
  g_assert_nonnull (hy_ticket_item_get_row (same_page));
  g_assert_null (hy_ticket_item_get_row (next_page));
}

/* A list that was empty comes in steps, for a view makes its rows at once; it can be used from the first on. */
static void
test_steps (Fixture *self, gconstpointer data)
{
  feed_tickets (self, 0, 100);
  hy_ticket_model_set_query (self->model, QUEUE (.queue = HY_QUEUE_ALL));
  wait_refresh (self);
  g_assert_false (hy_ticket_model_get_loading (self->model));
  wait_for (self, 100);
  g_assert_cmpstr (self->told->str, ==, "0-0+40 40-0+40 80-0+20 ");
  g_assert_cmpuint (self->refreshed, ==, 1);
}

/* One that is looked for in the midst of them is there. */
static void
test_steps_are_hurried (Fixture *self, gconstpointer data)
{
  guint position = 0;

  feed_tickets (self, 0, 100);
  hy_ticket_model_set_query (self->model, QUEUE (.queue = HY_QUEUE_ALL));
  wait_refresh (self);
  g_assert_true (hy_ticket_model_find (self->model, 100, &position));
  g_assert_cmpint (hy_ticket_model_get_no (self->model, position), ==, 100);
  g_assert_cmpstr (self->told->str, ==, "0-0+40 40-0+60 ");
  g_assert_false (hy_ticket_model_find (self->model, 1000, &position));
}

/* Something else is asked for in the midst of them, or the same again. */
static void
test_steps_are_left (Fixture *self, gconstpointer data)
{
  GListModel *list = G_LIST_MODEL (self->model);

  feed_tickets (self, 0, 100);
  hy_ticket_model_set_query (self->model, QUEUE (.queue = HY_QUEUE_ALL));
  wait_refresh (self);
  g_assert_cmpuint (g_list_model_get_n_items (list), <, 100);
  hy_ticket_model_set_query (self->model, QUEUE (.queue = HY_QUEUE_CLOSED));
  wait_refresh (self);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  hy_ticket_model_set_query (self->model, QUEUE (.queue = HY_QUEUE_ALL));
  wait_refresh (self);
  hy_ticket_model_refresh (self->model);
  wait_refresh (self);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 100);
}

static void
test_smallest_change (Fixture *self, gconstpointer data)
{
  g_autoptr (HyTicketItem) second = NULL;

  feed_tickets (self, 0, 5);
  hy_ticket_model_set_query (self->model, QUEUE (.queue = HY_QUEUE_ALL));
  wait_refresh (self);
  second = filled_item (self, 1);
  g_string_truncate (self->told, 0);

  /* The first one's due is the last now. */
  hy_test_feed_on (self->replica,
                   TICKET (.id = "t000", .version = 2, .due = "2026-12-31T17:30:00+08:00",
                           .due_sign = "", .due_contact = ""),
                   NULL);
  hy_ticket_model_refresh (self->model);
  wait_refresh (self);
  g_assert_cmpstr (self->told->str, ==, "0-1+0 4-0+1 ");
  g_assert_true (g_list_model_get_item (G_LIST_MODEL (self->model), 0) == (gpointer) second);
  g_object_unref (second);
}

static void
count_change (HyTicketItem *item, guint *changes)
{
  (*changes)++;
}

/* What a row says changes without moving it: the item tells, the list does not. */
static void
test_row_changes (Fixture *self, gconstpointer data)
{
  g_autoptr (HyTicketItem) item = NULL;
  guint changes = 0;

  feed_tickets (self, 0, 2);
  hy_ticket_model_set_query (self->model, QUEUE (.queue = HY_QUEUE_ALL));
  wait_refresh (self);
  item = filled_item (self, 0);
  g_signal_connect (item, "changed", G_CALLBACK (count_change), &changes);
  g_string_truncate (self->told, 0);
  hy_ticket_model_refresh (self->model);
  wait_refresh (self);
  g_assert_cmpuint (changes, ==, 0);

  hy_test_feed_on (self->replica,
                   TICKET (.id = "t000", .version = 2, .title = "new words",
                           .due = "2026-12-01T00:00:00+08:00", .due_sign = "", .due_contact = ""),
                   NULL);
  hy_ticket_model_refresh (self->model);
  while (changes == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (hy_ticket_item_get_row (item)->title, ==, "new words");
  g_assert_cmpstr (self->told->str, ==, "");
}

/* What was asked for an older query is dropped: only the last one's order is ever told. */
static void
test_generations (Fixture *self, gconstpointer data)
{
  feed_tickets (self, 0, 4);
  hy_test_feed_on (self->replica, TICKET (.id = "s1", .state = "pending_sign", .handler = ""),
                   NULL);
  hy_ticket_model_set_query (self->model, QUEUE (.queue = HY_QUEUE_ALL));
  hy_ticket_model_set_query (self->model, QUEUE (.queue = HY_QUEUE_ALL, .handler = "p-li"));
  hy_ticket_model_set_query (self->model, QUEUE (.queue = HY_QUEUE_PENDING_SIGN));
  wait_refresh (self);
  g_assert_cmpstr (self->told->str, ==, "0-0+1 ");
  g_assert_false (hy_ticket_model_get_loading (self->model));
}

static void
test_find (Fixture *self, gconstpointer data)
{
  guint position = 0;
  gint64 no;

  feed_tickets (self, 0, 3);
  hy_ticket_model_set_query (self->model, QUEUE (.queue = HY_QUEUE_ALL));
  wait_refresh (self);
  no = hy_ticket_model_get_no (self->model, 2);
  g_assert_true (hy_ticket_model_find (self->model, no, &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_false (hy_ticket_model_find (self->model, 4711, &position));
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_init, test, fixture_clear);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/ticket-model/placeholders", test_placeholders);
  add ("/ticket-model/pages", test_pages);
  add ("/ticket-model/steps", test_steps);
  add ("/ticket-model/steps-are-hurried", test_steps_are_hurried);
  add ("/ticket-model/steps-are-left", test_steps_are_left);
  add ("/ticket-model/smallest-change", test_smallest_change);
  add ("/ticket-model/row-changes", test_row_changes);
  add ("/ticket-model/generations", test_generations);
  add ("/ticket-model/find", test_find);
  return g_test_run ();
}
