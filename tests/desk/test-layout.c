/* No text of any page or form is cut off: the real window on an office of its own, each screen in two widths and two
 * sizes of text, light and dark, in the language that is named: zh_CN, or en and high contrast. */
#include "clip.h"
#include "desk/hy-application.h"
#include "desk/hy-brief.h"
#include "desk/hy-enrol-page.h"
#include "desk/hy-preferences.h"
#include "desk/hy-settings.h"
#include "desk/hy-ticket-page-private.h"
#include "desk/hy-window-private.h"
#include "layout-office.h"

#include "desk/hy-text.h"

#include <locale.h>

#define PATIENCE_S 20

/* A screen: how the window gets there, and words that are in sight when it is there. */
typedef struct
{
  const char *name;
  const char *action, *target; /* of the window, its target as GVariant text or NULL */
  const char *words;           /* msgid, or the title of a ticket "t-…"; NULL: none in particular */
  void (*prepare) (void);      /* what else is to be done when it is there, or NULL */
} Screen;

/* How it is looked at. */
typedef struct
{
  const char *name;
  int width, width_en, height; /* English words are longer */
  double text;
  AdwColorScheme scheme;
} Sight;

static const Sight sights[] = {
  { "1366", 1366, 1366, 720, 1, ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "narrow", 360, 700, 720, 1, ADW_COLOR_SCHEME_FORCE_DARK },
  { "1366-large", 1366, 1366, 768, 2, ADW_COLOR_SCHEME_FORCE_DARK },
  { "narrow-large", 360, 700, 720, 2, ADW_COLOR_SCHEME_FORCE_LIGHT },
};

static HyTestReplica *office;
static HyApplication *application;
static HyWindow *window;
static const Sight *sight;
static GHashTable *told; /* of this sight */

static int
width_of_sight (void)
{
  return g_str_equal (g_getenv ("LANGUAGE"), "en") ? sight->width_en : sight->width;
}

static gboolean
give_up (gpointer what)
{
  g_error ("%s: waited in vain for %s", sight->name, (const char *) what);
  return G_SOURCE_REMOVE;
}

static void
run_while (gboolean (*waits) (gconstpointer data), gconstpointer data, const char *what)
{
  guint patience = g_timeout_add_seconds (PATIENCE_S, give_up, (gpointer) what);

  while (waits (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (patience);
}

/* Looking */

static void
note_painted (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static gboolean
is_unpainted (gconstpointer painted)
{
  return !*(const gboolean *) painted;
}

/* Lays out what has changed: a whole frame. */
static void
next_frame (GtkWidget *toplevel)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (toplevel);
  gboolean painted = FALSE;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (note_painted), &painted);

  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
  run_while (is_unpainted, &painted, "a frame");
  g_signal_handler_disconnect (clock, id);
}

/* What idles have queued may ask for a layout, and a layout for the next idle. */
static void
settle (GtkWidget *toplevel)
{
  for (int i = 0; i < 3; i++)
    {
      while (g_main_context_pending (NULL))
        g_main_context_iteration (NULL, FALSE);
      next_frame (toplevel);
    }
}

/* What stands round every screen is wrong on each of them. */
static void
tell_once (const char *screen, const char *fault)
{
  if (!g_hash_table_add (told, g_strdup (fault)))
    return;
  g_test_message ("%s, %s: %s", screen, sight->name, fault);
  g_test_fail ();
}

static void
look_at (GtkWidget *toplevel, const char *screen)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *wide = NULL;

  settle (toplevel);
  g_assert_true (gtk_widget_get_mapped (toplevel));
  wide = clip_find_wide (gtk_widget_get_first_child (toplevel), width_of_sight ());
  if (wide != NULL)
    tell_once (screen, wide);
  faults = clip_find (toplevel);
  for (guint i = 0; i < faults->len; i++)
    tell_once (screen, faults->pdata[i]);
}

static void
set_sight (gconstpointer data)
{
  sight = data;
  told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), sight->scheme);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * sight->text),
                "gtk-enable-animations", FALSE, NULL);
}

/* Screens of the window */

static void
select_several (void)
{
  gtk_widget_activate_action (GTK_WIDGET (window->list), "tickets.pick", NULL);
}

static void
stop_selecting (void)
{
  gtk_widget_activate_action (GTK_WIDGET (window->list), "tickets.end", NULL);
}

static void
save (void)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.act", "s", "");
}

static GtkMenuButton *
find_menu (GtkWidget *widget, const char *name)
{
  if (GTK_IS_MENU_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_widget_get_tooltip_text (widget), name) == 0)
    return GTK_MENU_BUTTON (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkMenuButton *found = find_menu (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
open_ticket_menu (void)
{
  gtk_menu_button_popup (find_menu (GTK_WIDGET (window), _ ("More to do with this ticket")));
}

static void
open_list_menu (void)
{
  gtk_menu_button_popup (find_menu (GTK_WIDGET (window), _ ("Order, channel and density")));
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

/* A text that fits leaves the wheel to the page, one that does not takes it. */
static void
assert_wheel (GtkWidget *text, GtkPropagationPhase phase)
{
  g_autoptr (GListModel) controllers
      = gtk_widget_observe_controllers (gtk_widget_get_ancestor (text, GTK_TYPE_SCROLLED_WINDOW));
  guint found = 0;

  settle (GTK_WIDGET (window));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        continue;
      g_assert_cmpint (gtk_event_controller_get_propagation_phase (controller), ==, phase);
      found++;
    }
  g_assert_cmpuint (found, >, 0);
}

/* Of the window's height a form is to have so much, in percent, also with large letters; what is a phone's width has
 * less. A form that is not so high is in sight with the most of it: a hint may still come. */
#define ROOM_OF_FORM 40
#define ROOM_OF_NARROW_FORM 30
#define MOST_OF_FORM 55

static gboolean
is_rising (gconstpointer data)
{
  return window->ticket->rise_id != 0;
}

static void
look_at_room (void)
{
  GtkWidget *form, *page;
  int room = width_of_sight () < 600 ? ROOM_OF_NARROW_FORM : ROOM_OF_FORM;
  graphene_rect_t bounds, seen;
  float height = 0;

  settle (GTK_WIDGET (window));
  run_while (is_rising, NULL, "the form to come up");
  settle (GTK_WIDGET (window));
  form = GTK_WIDGET (hy_guide_card_get_form (window->ticket->guide));
  page = gtk_widget_get_ancestor (form, GTK_TYPE_SCROLLED_WINDOW);
  g_assert_true (gtk_widget_compute_bounds (form, GTK_WIDGET (window), &bounds));
  g_assert_true (gtk_widget_compute_bounds (page, GTK_WIDGET (window), &seen));
  if (graphene_rect_intersection (&bounds, &seen, &seen))
    height = seen.size.height;
  if (height < MIN (bounds.size.height * MOST_OF_FORM / 100, (float) (sight->height * room / 100)))
    {
      g_autofree char *fault = g_strdup_printf ("of %s, %g high, %g are in sight, of a window's %d",
                                                G_OBJECT_TYPE_NAME (form),
                                                (double) bounds.size.height, (double) height,
                                                sight->height);

      tell_once ("room", fault);
    }
}

static void
turn_wheel (void)
{
  GtkWidget *text = find_type (GTK_WIDGET (window), GTK_TYPE_TEXT_VIEW);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  g_autofree char *lines = g_strnfill (60, '\n');

  gtk_text_buffer_set_text (buffer, "", -1);
  assert_wheel (text, GTK_PHASE_NONE);
  gtk_text_buffer_set_text (buffer, lines, -1);
  assert_wheel (text, GTK_PHASE_BUBBLE);
  gtk_text_buffer_set_text (buffer, "", -1);
}

#define QUEUE(code, words) { "queue " code, "win.show-queue", "'" code "'", words }
#define TICKET(id) { "ticket " id, "win.show-ticket", "'" id "'", id }
#define FORM(kind, id, words) \
  { "form " kind, "win.open-form", "('" id "', '" kind "')", words, look_at_room }

static const Screen screens[] = {
  QUEUE ("today", N_ ("Brief")),
  QUEUE ("pending_sign", N_ ("To sign for")),
  { "queue, several", "win.show-queue", "'pending_sign'", N_ ("To sign for"), select_several },
  { "queue, after", "win.show-queue", "'pending_sign'", N_ ("To sign for"), stop_selecting },
  { "queue, menu", "win.show-queue", "'handling'", N_ ("Handling"), open_list_menu },
  QUEUE ("to_contact", N_ ("To contact")),
  QUEUE ("handling", N_ ("Handling")),
  QUEUE ("overdue", N_ ("Overdue")),
  QUEUE ("supervised", N_ ("Supervised or urged")),
  QUEUE ("suspended", N_ ("Suspended")),
  QUEUE ("waiting", N_ ("Waiting for an answer")),
  { "outbox", "win.show-outbox", NULL, N_ ("Needs Your Decision") },
  TICKET ("t-new"),
  TICKET ("t-urgent"),
  TICKET ("t-contact"),
  TICKET ("t-contacted"),
  TICKET ("t-told"),
  TICKET ("t-review"),
  TICKET ("t-rework"),
  TICKET ("t-suspended"),
  TICKET ("t-overdue"),
  TICKET ("t-asked"),
  TICKET ("t-closed"),
  TICKET ("t-letter"),
  { "ticket, menu", "win.show-ticket", "'t-contacted'", "t-contacted", open_ticket_menu },
  { "ticket, missing", "win.show-ticket", "'t-none'", N_ ("Not on This PC") },
  FORM ("sign", "t-new", N_ ("Handler")),
  FORM ("contact", "t-contact", N_ ("What came of it")),
  { "contact, faults", "win.open-form", "('t-contact', 'contact')", N_ ("What came of it"), save },
  FORM ("progress", "t-contacted", N_ ("What was done")),
  { "note, wheel", "win.open-form", "('t-contacted', 'progress')", N_ ("What was done"),
    turn_wheel },
  FORM ("extension_request", "t-contacted", N_ ("Working days to add")),
  FORM ("situation_statement", "t-overdue", N_ ("Cause")),
  { "statement, faults", "win.open-form", "('t-overdue', 'situation_statement')", N_ ("Cause"),
    save },
  FORM ("reply", "t-told", N_ ("Investigation")),
  { "reply, faults", "win.open-form", "('t-told', 'reply')", N_ ("Investigation"), save },
  FORM ("return_request", "t-new", N_ ("Ground")),
  FORM ("coordination_request", "t-contacted", N_ ("What is stuck")),
  FORM ("suspend_request", "t-contacted", N_ ("Why it has to wait")),
  FORM ("mediation", "t-contacted", N_ ("It is fit for mediation")),
  FORM ("petition_link", "t-contacted", N_ ("Petition number")),
  FORM ("interim_reply", "t-contacted", N_ ("What the citizen gets to read")),
  FORM ("assign", "t-contacted", N_ ("Message to them")),
  FORM ("appeal", "t-rework", N_ ("Against what")),
  { "sorting through", "win.sort-through", NULL, N_ ("Put Off") },
  { "sync", "win.show-sync", NULL, N_ ("Try Now") },
  { "people", "win.switch-person", NULL, N_ ("Who Are You?") },
};

static gboolean
is_out_of_sight (gconstpointer data)
{
  return clip_find_words (GTK_WIDGET (window), data) == NULL;
}

static void
act (const char *action, const char *target)
{
  g_autoptr (GVariant) value = NULL;

  if (target != NULL)
    value = g_variant_parse (NULL, target, NULL, NULL, NULL);
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (window), action, value));
}

static void
show_screen (const Screen *screen)
{
  const char *words = screen->words;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.fold", NULL);
  act (screen->action, screen->target);
  words = g_str_has_prefix (words, "t-") ? layout_office_title (words) : _ (words);
  run_while (is_out_of_sight, words, words);
  if (screen->prepare != NULL)
    screen->prepare ();
  look_at (GTK_WIDGET (window), screen->name);
}

static gboolean
is_unmapped (gconstpointer data)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (application));

  window = HY_IS_WINDOW (active) ? HY_WINDOW (active) : NULL;
  return window == NULL || !gtk_widget_get_mapped (GTK_WIDGET (window));
}

/* A window as it is at the start of the program. */
static void
open_window (void)
{
  g_autoptr (GSettings) settings = hy_settings_new ();

  g_settings_set_int (settings, "window-width", width_of_sight ());
  g_settings_set_int (settings, "window-height", sight->height);
  g_application_activate (G_APPLICATION (application));
  run_while (is_unmapped, NULL, "the window");
  settle (GTK_WIDGET (window));
  if (gtk_widget_get_width (GTK_WIDGET (window)) > width_of_sight ())
    tell_once ("window", "it is wider than it was to be");
}

/* What stands alone: pages before there is anything, and windows of their own */

static GtkWidget *
alone_new (GType type, HySession *session)
{
  GtkWidget *page = g_object_new (type, "session", session, NULL);
  GtkWidget *toplevel = page;

  if (!GTK_IS_WINDOW (page))
    {
      toplevel = gtk_window_new ();
      gtk_window_set_child (GTK_WINDOW (toplevel), page);
      gtk_window_set_default_size (GTK_WINDOW (toplevel), width_of_sight (), sight->height);
    }
  gtk_window_present (GTK_WINDOW (toplevel));
  return toplevel;
}

static void
look_at_alone (GType type, HySession *session)
{
  GtkWidget *toplevel = alone_new (type, session);

  look_at (toplevel, g_type_name (type));
  gtk_window_destroy (GTK_WINDOW (toplevel));
}

static gboolean
is_unknown (gconstpointer session)
{
  return !hy_session_get_known ((HySession *) session);
}

static void
test_alone (gconstpointer data)
{
  const GType types[] = { HY_TYPE_WELCOME_PAGE, HY_TYPE_ENROL_PAGE,  HY_TYPE_FIRST_SYNC_PAGE,
                          HY_TYPE_PEOPLE_PAGE,  HY_TYPE_REVOKED_PAGE, HY_TYPE_TODAY_PAGE,
                          HY_TYPE_OUTBOX_PAGE,  HY_TYPE_PREFERENCES,  HY_TYPE_BRIEF };
  g_autoptr (HyTestReplica) empty = layout_office_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HySession) session = NULL;

  set_sight (data);
  session = hy_session_new (empty->dir, &error);
  g_assert_no_error (error);
  run_while (is_unknown, session, "the figures");
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    look_at_alone (types[i], session);
  g_clear_pointer (&told, g_hash_table_unref);
}

static void
test_window (gconstpointer data)
{
  set_sight (data);
  open_window ();
  for (gsize i = 0; i < G_N_ELEMENTS (screens); i++)
    show_screen (&screens[i]);
  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_pointer (&told, g_hash_table_unref);
}

/* Something is cut off, and it is found: a label without room, one that is shortened, one beyond the edge. */
static GtkWidget *
planted_new (void)
{
  GtkWidget *fixed = gtk_fixed_new ();
  GtkWidget *narrow = gtk_scrolled_window_new ();
  GtkWidget *shortened = gtk_label_new ("a line that is longer than it has room for");
  GtkWidget *beyond = gtk_label_new ("a line that begins near the edge");

  gtk_label_set_ellipsize (GTK_LABEL (shortened), PANGO_ELLIPSIZE_END);
  gtk_widget_set_size_request (narrow, 60, 60);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (narrow), GTK_POLICY_NEVER,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (narrow), shortened);
  gtk_fixed_put (GTK_FIXED (fixed), narrow, 0, 0);
  gtk_fixed_put (GTK_FIXED (fixed), beyond, -30, 100);
  return fixed;
}

static void
test_finds (void)
{
  GtkWidget *toplevel = gtk_window_new ();
  g_autoptr (GPtrArray) faults = NULL;

  set_sight (&sights[0]);
  gtk_window_set_child (GTK_WINDOW (toplevel), planted_new ());
  gtk_window_present (GTK_WINDOW (toplevel));
  settle (toplevel);
  faults = clip_find (toplevel);
  g_assert_cmpuint (faults->len, ==, 2);
  g_assert_nonnull (strstr (faults->pdata[0], "shortened"));
  g_assert_nonnull (strstr (faults->pdata[1], "from -"));
  gtk_window_destroy (GTK_WINDOW (toplevel));
  g_clear_pointer (&told, g_hash_table_unref);
}

static void
begin (int argc, char **argv)
{
  g_assert_cmpint (argc, ==, 2);
  g_setenv ("LANGUAGE", argv[1], TRUE);
  g_setenv ("ADW_DEBUG_HIGH_CONTRAST", g_str_equal (argv[1], "en") ? "1" : "0", TRUE);
  g_setenv ("HUIYIN_NOW", LAYOUT_NOW, TRUE);
  setlocale (LC_ALL, "");
  bindtextdomain (HY_GETTEXT_DOMAIN, g_getenv ("HUIYIN_LOCALEDIR"));
  bind_textdomain_codeset (HY_GETTEXT_DOMAIN, "UTF-8");
  textdomain (HY_GETTEXT_DOMAIN);
}

static void
begin_application (void)
{
  g_autoptr (GSettings) usual = hy_settings_new ();
  g_autoptr (GSettings) settings = hy_settings_new_for_replica (office->dir);
  g_autoptr (GError) error = NULL;

  application = hy_application_new (office->dir);
  g_settings_set_boolean (usual, "input-hint-dismissed", TRUE);
  g_settings_set_string (settings, "person", "p-zhang");
  g_settings_set (settings, "guided", "a{sb}", NULL);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  /* Between one window and the next. */
  g_application_hold (G_APPLICATION (application));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  begin (argc, argv);
  office = layout_office_new ();
  layout_office_fill (office);
  begin_application ();
  g_test_add_func ("/layout/finds", test_finds);
  for (gsize i = 0; i < G_N_ELEMENTS (sights); i++)
    {
      g_autofree char *window_path = g_strdup_printf ("/layout/window/%s", sights[i].name);
      g_autofree char *alone_path = g_strdup_printf ("/layout/alone/%s", sights[i].name);

      g_test_add_data_func (window_path, &sights[i], test_window);
      g_test_add_data_func (alone_path, &sights[i], test_alone);
    }
  status = g_test_run ();
  g_object_unref (application);
  hy_test_replica_free (office);
  return status;
}
