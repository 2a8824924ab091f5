/* The focus of a list that is still being read. */
#include "desk/hy-list-page.h"
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
  status = g_test_run ();
  g_clear_object (&session);
  hy_test_replica_free (office);
  return status;
}
