#include "desk/hy-ticket-selection.h"
#include "support/hy-test-feed.h"

#define TICKET(...) hy_test_ticket_line (&(HyTestTicket){ __VA_ARGS__ })

typedef struct
{
  HyTestReplica *replica;
  HyTicketModel *model;
  HyTicketSelection *selection;
  guint refreshed;
} Fixture;

static void
note_refresh (HyTicketModel *model, gpointer data)
{
  ((Fixture *) data)->refreshed++;
}

static void
refresh (Fixture *self)
{
  guint before = self->refreshed;

  hy_ticket_model_refresh (self->model);
  while (self->refreshed == before)
    g_main_context_iteration (NULL, TRUE);
}

static void
feed (Fixture *self, const char *id, const char *due, gint64 version)
{
  hy_test_feed_on (self->replica,
                   TICKET (.id = id, .due = due, .due_sign = "", .due_contact = "",
                           .version = version),
                   NULL);
}

static void
fixture_init (Fixture *self, gconstpointer data)
{
  self->replica = hy_test_replica_new ();
  hy_test_replica_enrol (self->replica, TRUE);
  feed (self, "a", "2026-12-01T10:00:00+08:00", 1);
  feed (self, "b", "2026-12-02T10:00:00+08:00", 1);
  feed (self, "c", "2026-12-03T10:00:00+08:00", 1);
  self->model = hy_ticket_model_new (self->replica->store);
  g_signal_connect (self->model, "refreshed", G_CALLBACK (note_refresh), self);
  self->selection = hy_ticket_selection_new (self->model);
  hy_ticket_model_set_query (self->model, &(HyListQuery){ .queue = HY_QUEUE_ALL });
  while (self->refreshed == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
fixture_clear (Fixture *self, gconstpointer data)
{
  HyTicketModel *left = self->model;

  g_object_add_weak_pointer (G_OBJECT (left), (gpointer *) &left);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  while (left != NULL)
    g_main_context_iteration (NULL, TRUE);
  hy_test_replica_free (self->replica);
}

static void
check_selected (Fixture *self, const char *want)
{
  GString *got = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    g_string_append_c (
        got, gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i) ? 'x' : '-');
  g_assert_cmpstr (got->str, ==, want);
  g_string_free (got, TRUE);
}

static void
test_plain (Fixture *self, gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  gtk_selection_model_select_item (model, 0, TRUE);
  gtk_selection_model_select_item (model, 2, TRUE);
  check_selected (self, "--x");
  g_assert_cmpuint (hy_ticket_selection_get_single (self->selection), ==, 2);
  gtk_selection_model_select_item (model, 0, FALSE);
  check_selected (self, "x-x");
  g_assert_cmpuint (hy_ticket_selection_get_single (self->selection), ==,
                    GTK_INVALID_LIST_POSITION);
  gtk_selection_model_select_range (model, 1, 2, TRUE);
  check_selected (self, "-xx");
}

static void
count_picked (HyTicketSelection *selection, guint *n)
{
  (*n)++;
}

static void
test_picking (Fixture *self, gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);
  guint told = 0;

  /* The bar has to hear of it with nothing selected, too. */
  g_signal_connect (self->selection, "picked", G_CALLBACK (count_picked), &told);
  hy_ticket_selection_set_picking (self->selection, TRUE);
  g_assert_cmpuint (told, ==, 1);
  hy_ticket_selection_set_picking (self->selection, FALSE);
  gtk_selection_model_select_item (model, 0, TRUE);
  hy_ticket_selection_set_picking (self->selection, TRUE);
  check_selected (self, "---");
  gtk_selection_model_select_item (model, 0, TRUE);
  check_selected (self, "---");
  hy_ticket_selection_toggle (self->selection, 1);
  gtk_selection_model_select_range (model, 2, 1, TRUE);
  check_selected (self, "-xx");
  hy_ticket_selection_toggle (self->selection, 1);
  check_selected (self, "--x");
  gtk_selection_model_select_all (model);
  check_selected (self, "xxx");
}

/* A new due moves the ticket; it stays selected. One that leaves does not. */
static void
test_follows (Fixture *self, gconstpointer data)
{
  hy_ticket_selection_toggle (self->selection, 0);
  hy_ticket_selection_toggle (self->selection, 1);
  feed (self, "a", "2026-12-09T10:00:00+08:00", 2);
  refresh (self);
  check_selected (self, "x-x");
  hy_ticket_model_set_query (self->model, &(HyListQuery){ .queue = HY_QUEUE_CLOSED });
  refresh (self);
  g_assert_cmpuint (hy_ticket_selection_get_size (self->selection), ==, 0);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_init, func, fixture_clear)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/ticket-selection/plain", test_plain);
  ADD ("/ticket-selection/picking", test_picking);
  ADD ("/ticket-selection/follows", test_follows);
  return g_test_run ();
}
