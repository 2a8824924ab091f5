#include "desk/hy-list-page-private.h"

#include "desk/hy-bulk.h"
#include "desk/hy-look.h"
#include "desk/hy-print-forms.h"
#include "desk/hy-text.h"
#include "desk/hy-trouble.h"
#include "store/hy-people.h"
#include "store/hy-sort-hints.h"

/* So many numbers are named in a toast. */
#define NAMED 3

/* What is selected, read for a deed. */
typedef struct
{
  HyListPage *page;
  char *kind;   /* of the command; NULL: none of its own */
  char *person; /* for assigning */
  GArray *nos;
  GPtrArray *rows;    /* of HyListRow: on whom it is done */
  GPtrArray *marked;  /* of HyListRow: left out, for they want a look */
  GPtrArray *marks;   /* (element-type utf8): which ones those have, each once */
  GPtrArray *not_new; /* of HyListRow: left out, signed already */
} Picked;

static void
picked_free (gpointer data)
{
  Picked *self = data;

  g_object_unref (self->page);
  g_free (self->kind);
  g_free (self->person);
  g_array_unref (self->nos);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->marked, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_clear_pointer (&self->not_new, g_ptr_array_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Picked, picked_free)

static GPtrArray *
rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) hy_list_row_free);
}

static void
note_mark (GPtrArray *marks, const char *mark)
{
  if (!g_ptr_array_find_with_equal_func (marks, mark, g_str_equal, NULL))
    g_ptr_array_add (marks, g_strdup (mark));
}

/* Signing starts limits and shuts ways out: what carries a mark, or may be a repeat, is looked at
 * one by one (screens.md, A9). */
static gboolean
has_mark (HyReplica *replica, Picked *self, const HyListRow *row, gboolean *has, GError **error)
{
  g_autoptr (GPtrArray) chips = hy_look_chips (row->flags);
  g_auto (HySortHints) hints = { 0 };

  for (guint i = 0; i < chips->len; i++)
    note_mark (self->marks, g_ptr_array_index (chips, i));
  if (row->confidential)
    note_mark (self->marks, _ ("confidential"));
  *has = chips->len > 0 || row->confidential;
  if (*has)
    return TRUE;
  if (!hy_sort_hints_read (replica, row->id, &hints, error))
    return FALSE;
  *has = hints.repeats->len > 0;
  if (*has)
    note_mark (self->marks, _ ("maybe a repeat"));
  return TRUE;
}

static gboolean
sift (HyReplica *replica, Picked *self, GPtrArray *all, GError **error)
{
  for (guint i = 0; i < all->len; i++)
    {
      HyListRow *row = g_ptr_array_index (all, i);
      GPtrArray *into = self->rows;
      gboolean marked = FALSE;

      if (g_strcmp0 (self->kind, "sign") == 0)
        {
          if (!g_str_equal (row->state, "pending_sign"))
            into = self->not_new;
          else if (!has_mark (replica, self, row, &marked, error))
            return FALSE;
        }
      g_ptr_array_add (marked ? self->marked : into, row);
      all->pdata[i] = NULL;
    }
  return TRUE;
}

static gboolean
read_picked (HyReplica *replica, gpointer data, GError **error)
{
  Picked *self = data;
  g_autoptr (GPtrArray) all
      = hy_list_rows (replica, (const gint64 *) self->nos->data, self->nos->len, error);

  self->rows = rows_new ();
  self->marked = rows_new ();
  self->marks = g_ptr_array_new_with_free_func (g_free);
  self->not_new = rows_new ();
  return all != NULL && sift (replica, self, all, error);
}

static GStrv
ids_of (const GPtrArray *rows)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < rows->len; i++)
    g_strv_builder_add (ids, ((HyListRow *) g_ptr_array_index (rows, i))->id);
  return g_strv_builder_end (ids);
}

/* Saying what was done */

static void
append_left_out (GString *words, const GPtrArray *rows, const char *why)
{
  if (rows->len == 0)
    return;
  g_string_append_printf (words, _ ("; %u left out, %s: "), rows->len, why);
  for (guint i = 0; i < rows->len && i < NAMED; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? _ (", ") : "",
                            hy_look_tail (((HyListRow *) g_ptr_array_index (rows, i))->number));
  if (rows->len > NAMED)
    g_string_append (words, " …");
}

static char *
mark_words (const Picked *self)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < self->marks->len; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? _ (", ") : "",
                            (const char *) g_ptr_array_index (self->marks, i));
  return g_string_free (words, FALSE);
}

static char *
done_words (const Picked *self, const HyBulkResult *result)
{
  HySession *session = self->page->session;
  g_autofree char *marks = mark_words (self);
  g_autofree char *why = g_strdup_printf (_ ("marked “%s”, look at them one by one"), marks);
  GString *words = g_string_new (NULL);

  if (self->person != NULL)
    g_string_append_printf (words, _ ("%u handed to %s"), result->commands->len,
                            hy_session_get_name (session, self->person));
  else
    g_string_append_printf (words, _ ("%u signed for"), result->commands->len);
  append_left_out (words, self->marked, why);
  append_left_out (words, self->not_new, _ ("signed already"));
  if (result->refused->len > 0)
    g_string_append_printf (words, _ ("; %u not possible: %s"), result->refused->len, result->why);
  return g_string_free (words, FALSE);
}

static void
deed_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Picked) self = user_data;
  g_autoptr (HyBulkResult) done = hy_bulk_finish (HY_SESSION (source), result);
  g_autofree char *words = NULL;

  if (self->page->session == NULL)
    return;
  words = done_words (self, done);
  g_ptr_array_add (done->commands, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->page), "win.said-several", "(s^as)", words,
                              done->commands->pdata);
  hy_list_page_stop_picking (self->page);
}

/* Takes @self. */
static void
do_deed (Picked *self)
{
  HySession *session = self->page->session;
  g_auto (GStrv) ids = ids_of (self->rows);
  const char *member = self->person != NULL ? "to_person" : "handler";
  const char *person = self->person != NULL ? self->person : hy_session_get_person (session);
  GVariantBuilder body;

  g_variant_builder_init (&body, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&body, "{sv}", member, g_variant_new_string (person));
  hy_bulk_async (session, self->kind, g_variant_builder_end (&body), NULL,
                 (const char *const *) ids, deed_done, self);
}

static void
picked_for_deed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Picked *read = g_task_get_task_data (G_TASK (result));
  HyListPage *page = read->page;
  g_autoptr (GError) error = NULL;

  if (page->session == NULL)
    return;
  if (hy_store_finish (HY_STORE (source), result, &error))
    {
      Picked *self = g_new (Picked, 1);

      *self = *read;
      self->page = g_object_ref (page);
      read->kind = read->person = NULL;
      read->rows = read->marked = read->marks = read->not_new = NULL;
      g_array_ref (self->nos);
      do_deed (self);
    }
  else
    gtk_widget_activate_action (GTK_WIDGET (page), "win.toast", "s", hy_trouble_error_words (error));
}

/* The first shows the form, the others are written with it. */
static void
picked_for_note (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Picked *self = g_task_get_task_data (G_TASK (result));
  g_auto (GStrv) ids = NULL;

  if (!hy_store_finish (HY_STORE (source), result, NULL) || self->page->session == NULL)
    return;
  ids = ids_of (self->rows);
  gtk_widget_activate_action (GTK_WIDGET (self->page), "win.note-several", "^as", ids);
}

/* Who asked is masked: their tickets are not what the screen shows. */
static void
picked_for_print (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Picked *self = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = NULL;
  gboolean ok = hy_store_finish (HY_STORE (source), result, &error);

  if (self->page->session == NULL)
    return;
  if (!ok)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->page), "win.toast", "s", hy_trouble_error_words (error));
      return;
    }
  ids = ids_of (self->rows);
  hy_print_forms (GTK_WIDGET (self->page), self->page->session, (const char *const *) ids);
}

static void
read_for (HyListPage *page, const char *kind, const char *person, GAsyncReadyCallback callback)
{
  Picked *self = g_new0 (Picked, 1);

  self->page = g_object_ref (page);
  self->kind = g_strdup (kind);
  self->person = g_strdup (person);
  self->nos = hy_ticket_selection_get_nos (page->selection);
  hy_store_read_async (hy_session_get_store (page->session), read_picked, self, picked_free, NULL,
                       callback, NULL);
}

/* Actions */

static void
sign (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  read_for (data, "sign", NULL, picked_for_deed);
}

static void
assign (GSimpleAction *action, GVariant *person, gpointer data)
{
  read_for (data, "assign", g_variant_get_string (person, NULL), picked_for_deed);
}

static void
note (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  read_for (data, NULL, NULL, picked_for_note);
}

static void
print (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  read_for (data, NULL, NULL, picked_for_print);
}

static void
change_picking (GSimpleAction *action, GVariant *state, gpointer data)
{
  HyListPage *self = data;
  gboolean picking = g_variant_get_boolean (state);

  g_simple_action_set_state (action, state);
  hy_ticket_selection_set_picking (self->selection, picking);
  /* A click then puts a row in or takes it out, as Space does. */
  gtk_list_view_set_single_click_activate (self->view, picking);
  if (picking)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
end (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hy_list_page_stop_picking (data);
}

gboolean
hy_list_page_stop_picking (HyListPage *self)
{
  gboolean picking = hy_ticket_selection_get_picking (self->selection);

  if (!picking && hy_ticket_selection_get_size (self->selection) < 2)
    return FALSE;
  if (picking)
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "pick",
                                        g_variant_new_boolean (FALSE));
  else
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  return TRUE;
}

/* The bar */

static void
enable_deeds (HyListPage *self, gboolean enabled)
{
  static const char *const deeds[] = { "sign", "assign", "note", "print" };

  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), deeds[i])), enabled);
  /* The button in it too: what is grey by what it stands in is not so for a screen reader. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->assign), enabled);
  gtk_widget_set_sensitive (gtk_widget_get_first_child (GTK_WIDGET (self->assign)), enabled);
}

/* With none selected the deeds are grey, and the words say what to do. */
static void
show_bar (HyTicketSelection *selection, HyListPage *self)
{
  guint n = hy_ticket_selection_get_size (selection);
  gboolean shown = hy_ticket_selection_get_picking (selection) || n > 1;
  g_autofree char *words
      = n > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u selected", "%u selected", n), n)
              : g_strdup (_ ("Click tickets, or press Space on them"));

  enable_deeds (self, n > 0);
  gtk_label_set_text (self->count, shown ? words : "");
  gtk_revealer_set_reveal_child (self->bar, shown);
}

static void
fill_people (HyListPage *self)
{
  const GPtrArray *people = hy_session_get_people (self->session);
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < people->len; i++)
    {
      const HyPersonRow *person = g_ptr_array_index (people, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (person->name, NULL);

      g_menu_item_set_action_and_target (item, "tickets.assign", "s", person->id);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->assign, G_MENU_MODEL (menu));
}

/* Before the window's: what is selected is let go first. */
static gboolean
escape (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return hy_list_page_stop_picking (HY_LIST_PAGE (widget));
}

static void
add_escape (HyListPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
hy_list_page_add_picking (HyListPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "pick", .state = "false", .change_state = change_picking },
    { .name = "end", .activate = end },
    { .name = "sign", .activate = sign },
    { .name = "assign", .parameter_type = "s", .activate = assign },
    { .name = "note", .activate = note },
    { .name = "print", .activate = print },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  g_signal_connect_object (self->selection, "picked", G_CALLBACK (show_bar), self, 0);
  g_signal_connect_object (self->session, "figures", G_CALLBACK (fill_people), self,
                           G_CONNECT_SWAPPED);
  fill_people (self);
  show_bar (self->selection, self);
  add_escape (self);
}
