/* A list that is still being read: its focus, and the height of its rows. */
#include "desk/hy-list-page.h"
#include "desk/hy-ticket-row.h"
#include "layout-office.h"

#define PATIENCE_S 20

static HySession *session;

static gboolean
give_up (gpointer what)
{
  g_error ("waited in vain for %s", (const char *) what);
  return G_SOURCE_REMOVE;
}

static gboolean
is_unknown (GtkWindow *window)
{
  return !hy_session_get_known (session);
}

static gboolean
has_no_row (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus == NULL || gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) == NULL;
}

static void
run_while (gboolean (*waits) (GtkWindow *window), GtkWindow *window, const char *what)
{
  guint patience = g_timeout_add_seconds (PATIENCE_S, give_up, (gpointer) what);

  while (waits (window))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (patience);
}

/* As it is when who sits here becomes known right after the first key. */
static void
test_asked_anew (void)
{
  GtkWidget *window = gtk_window_new ();
  HyListPage *page;

  run_while (is_unknown, NULL, "what the replica knows");
  hy_session_set_mine (session, TRUE);
  page = g_object_new (HY_TYPE_LIST_PAGE, "session", session, NULL);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  hy_list_page_show (page, HY_QUEUE_PENDING_SIGN, NULL);
  hy_list_page_focus (page);
  hy_session_set_mine (session, FALSE);
  run_while (has_no_row, GTK_WINDOW (window), "a row with the focus");
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *row;

static gboolean
has_no_place (GtkWindow *window)
{
  return gtk_widget_get_width (row) == 0;
}

/* GTK keeps what it measured once: this asks the row itself. */
static gboolean
is_too_low (GtkWindow *window)
{
  int least = 0, natural = 0, baseline = -1;

  GTK_WIDGET_GET_CLASS (row)->measure (row, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (row), &least, &natural,
                                       &baseline, &baseline);
  return gtk_widget_get_height (row) < least;
}

static HyListRow *
read_row (void)
{
  HyListRow *read = g_new0 (HyListRow, 1);

  read->no = 1;
  read->id = g_strdup ("t1");
  read->number = g_strdup ("20261123-0001");
  read->title = g_strdup ("Lamp");
  read->state = g_strdup ("handling");
  read->kind = g_strdup ("complaint");
  read->channel = g_strdup ("hotline_city");
  read->flags = g_strdup ("{}");
  read->scope = g_strdup ("here");
  read->light = HY_LIGHT_RED;
  read->running = TRUE;
  read->due = hy_session_now (session) - 3600 * 1000;
  return read;
}

/* The title is short, but there is no room for the date beside it: that wants a line more than the placeholder had. */
static void
test_grows_when_read (void)
{
  GtkWidget *window = gtk_window_new ();
  g_autoptr (HyTicketItem) item = hy_ticket_item_new (1);

  row = hy_ticket_row_new (session);
  hy_ticket_row_set_item (HY_TICKET_ROW (row), item);
  gtk_widget_set_valign (row, GTK_ALIGN_START);
  gtk_window_set_child (GTK_WINDOW (window), row);
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 300);
  gtk_window_present (GTK_WINDOW (window));
  run_while (has_no_place, GTK_WINDOW (window), "a place");
  hy_ticket_item_take_row (item, read_row ());
  g_assert_true (is_too_low (GTK_WINDOW (window)));
  run_while (is_too_low, GTK_WINDOW (window), "room for the date");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  HyTestReplica *office;
  g_autoptr (GError) error = NULL;
  int status;

  g_setenv ("HUIYIN_NOW", LAYOUT_NOW, TRUE);
  adw_init ();
  g_test_init (&argc, &argv, NULL);
  office = layout_office_new ();
  layout_office_fill (office);
  session = hy_session_new (office->dir, &error);
  g_assert_no_error (error);
  g_test_add_func ("/desk/list-page/asked-anew", test_asked_anew);
  g_test_add_func ("/desk/list-page/grows-when-read", test_grows_when_read);
  status = g_test_run ();
  g_clear_object (&session);
  hy_test_replica_free (office);
  return status;
}
