#include "desk/hy-today-page.h"

#include "core/hy-words.h"
#include "desk/hy-group-keys.h"
#include "desk/hy-look.h"
#include "desk/hy-today-row.h"
#include "desk/hy-today-ticket.h"
#include "desk/hy-today-words.h"
#include "desk/hy-text-size.h"
#include "desk/hy-wrap.h"
#include "desk/hy-text.h"

#include <string.h>

/* Rows of a group, and of one that was asked for more. */
#define FEW 7
#define MANY 100
/* A first sync commits many times a second. */
#define REFRESH_MS 250

struct _HyTodayPage
{
  AdwBin parent_instance;
  HySession *session;
  GCancellable *reading; /* NULL: nothing is asked for */
  guint refresh_source;
  gboolean stale;
  guint limits[HY_N_TODAY];
  GPtrArray *rows; /* of GtkWidget, not owned: those of tickets, from above */
  char *ticket;    /* that the ticket pane shows, or NULL */
  char *opened;    /* the last one of here that it showed, or NULL */
  gboolean returning;
  gboolean to_focus; /* nothing of here could take the focus yet */
  char *shown; /* what the rows show, to leave them alone when it is the same */

  GtkStack *stack; /* loading | day | empty */
  GtkLabel *date;
  GtkLabel *head;
  GtkBox *day;
  AdwStatusPage *empty;
  GtkButton *next;
  GtkScrolledWindow *scroller;
};

G_DEFINE_FINAL_TYPE (HyTodayPage, hy_today_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void refresh_soon (HyTodayPage *self);

/* Groups */

static GtkWidget *
group_new (HyTodayPage *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->day, group);
  return group;
}

static void
show_more (AdwActionRow *row, HyTodayPage *self)
{
  HyTodayGroup group
      = (HyTodayGroup) g_ascii_strtoull (gtk_widget_get_name (GTK_WIDGET (row)), NULL, 10);

  self->limits[group] = MANY;
  refresh_soon (self);
}

static void
add_more (HyTodayPage *self, GtkWidget *parent, HyTodayGroup group, gint64 more)
{
  const char *queue = hy_today_group_queue (group);
  g_autofree char *title
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d more", "%d more", (gulong) more),
                         (int) more);
  g_autofree char *name = g_strdup_printf ("%s: %s", hy_today_group_words (group), title);
  g_autofree char *id = g_strdup_printf ("%d", group);
  GtkWidget *row = hy_today_row_new (title, NULL, name);

  gtk_widget_set_name (row, id);
  if (queue != NULL)
    hy_today_row_set_action (row, "win.show-queue", g_variant_new_string (queue));
  else
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect (row, "activated", G_CALLBACK (show_more), self);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (parent), row);
}

static void
add_group (HyTodayPage *self, const HyToday *today, HyTodayGroup group)
{
  const GPtrArray *rows = today->rows[group];
  GtkWidget *parent;

  if (rows->len == 0)
    return;
  parent = group_new (self, hy_today_group_words (group));
  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row
          = hy_today_ticket_new (self->session, g_ptr_array_index (rows, i), group, i + 1);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (parent), row);
      g_ptr_array_add (self->rows, row);
    }
  if (today->n[group] > rows->len)
    add_more (self, parent, group, today->n[group] - rows->len);
}

/* The way through a heap stands before all that is in it, one row high. */
static void
add_new_ones (HyTodayPage *self, const HyToday *today)
{
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;
  GtkWidget *parent, *row, *button;

  if (today->to_sign == 0)
    return;
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d new ticket", "%d new tickets",
                                        (gulong) today->to_sign),
                           (int) today->to_sign);
  words = hy_today_sign_words (today, hy_session_now (self->session));
  name = g_strdup_printf ("%s, %s", title, words != NULL ? words : "");
  parent = group_new (self, NULL);
  row = hy_today_row_new (title, words, name);
  hy_today_row_set_action (row, "win.show-queue", g_variant_new_string ("pending_sign"));
  button = hy_today_row_add_button (row, _ ("Sort Through"), title);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.sort-through");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (parent), row);
}

static void
show_empty (HyTodayPage *self, const HyToday *today)
{
  g_autofree char *at = NULL;
  g_autofree char *words = NULL;
  g_autofree char *escaped = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->next), today->next != NULL);
  if (today->next != NULL)
    {
      at = hy_look_date (today->next->due, hy_session_now (self->session));
      words = g_strdup_printf (_ ("Next: due %s, %s"), at, today->next->title);
      escaped = g_markup_escape_text (words, -1);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->next), "s", today->next->id);
    }
  adw_status_page_set_description (self->empty, escaped);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
clear_day (HyTodayPage *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->day))) != NULL)
    gtk_box_remove (self->day, child);
}

static GtkWidget *
row_with_focus (HyTodayPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->day)))
    return NULL;
  return GTK_IS_LIST_BOX_ROW (focus) ? focus : gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW);
}

/* By the id of a ticket; NULL: none, or not here. */
static GtkWidget *
find_row (HyTodayPage *self, const char *ticket)
{
  for (guint i = 0; ticket != NULL && i < self->rows->len; i++)
    if (g_str_equal (gtk_widget_get_name (g_ptr_array_index (self->rows, i)), ticket))
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

static void
mark_open (HyTodayPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      hy_today_ticket_set_open (HY_TODAY_TICKET (row),
                                g_strcmp0 (gtk_widget_get_name (row), self->ticket) == 0);
    }
  if (find_row (self, self->ticket) == NULL)
    return;
  g_free (self->opened);
  self->opened = g_strdup (self->ticket);
}

/* As it was left, or with what is open; nothing that is not of here. */
static void
return_now (HyTodayPage *self)
{
  const char *ticket = find_row (self, self->opened) != NULL   ? self->opened
                       : find_row (self, self->ticket) != NULL ? self->ticket
                                                               : "";
  g_autofree char *kept = g_strdup (ticket);

  if (!self->returning)
    return;
  self->returning = FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.settle", "s", kept);
  if (self->to_focus)
    hy_today_page_focus (self);
}

static void
fill_day (HyTodayPage *self, const HyToday *today)
{
  GtkWidget *focused = row_with_focus (self);
  g_autofree char *name = focused != NULL ? g_strdup (gtk_widget_get_name (focused)) : NULL;
  GtkWidget *again = NULL;

  clear_day (self);
  add_new_ones (self, today);
  for (gsize i = 0; i < HY_N_TODAY; i++)
    add_group (self, today, i);
  if (name != NULL && (again = find_row (self, name)) != NULL)
    gtk_widget_grab_focus (again);
  mark_open (self);
}

static void
show_today (HyTodayPage *self, const HyToday *today)
{
  g_autofree char *date = hy_date_words (hy_date_of (hy_session_now (self->session)));
  g_autofree char *head
      = hy_today_head_words (today, hy_session_get_on_hand (self->session),
                             hy_session_get_on_hand_mine (self->session));
  g_autofree char *now = hy_today_signature (today, hy_session_now (self->session),
                                             hy_session_get_calendar (self->session));

  gtk_label_set_text (self->date, date);
  gtk_label_set_text (self->head, head);
  if (hy_today_is_empty (today))
    {
      show_empty (self, today);
      clear_day (self);
      g_clear_pointer (&self->shown, g_free);
      return_now (self);
      return;
    }
  if (g_strcmp0 (now, self->shown) != 0)
    fill_day (self, today);
  g_free (self->shown);
  self->shown = g_steal_pointer (&now);
  gtk_stack_set_visible_child_name (self->stack, "day");
  return_now (self);
}

/* Reading */

typedef struct
{
  char *handler;
  guint limits[HY_N_TODAY];
  HyToday today;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->handler);
  hy_today_clear (&self->today);
  g_free (self);
}

static gboolean
read_today (HyReplica *replica, gpointer data, GError **error)
{
  Reading *self = data;

  return hy_today_read (replica, self->handler, self->limits, &self->today, error);
}

static void
today_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyTodayPage) self = user_data;
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean ok = hy_store_finish (HY_STORE (source), result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (ok)
    show_today (self, &reading->today);
  else
    hy_session_note_failure (self->session, error);
  if (self->stale)
    refresh_soon (self);
}

static gboolean
refresh (gpointer data)
{
  HyTodayPage *self = data;
  gboolean mine = hy_session_get_mine (self->session);
  Reading *reading;

  self->refresh_source = 0;
  self->stale = self->reading != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale)
    return G_SOURCE_REMOVE;
  reading = g_new0 (Reading, 1);
  reading->handler = mine ? g_strdup (hy_session_get_person (self->session)) : NULL;
  memcpy (reading->limits, self->limits, sizeof reading->limits);
  self->reading = g_cancellable_new ();
  hy_store_read_async (hy_session_get_store (self->session), read_today, reading, reading_free,
                       self->reading, today_read, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
refresh_soon (HyTodayPage *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add (REFRESH_MS, refresh, self);
}

/* For the window */

void
hy_today_page_set_ticket (HyTodayPage *self, const char *ticket)
{
  g_return_if_fail (HY_IS_TODAY_PAGE (self));

  if (g_strcmp0 (ticket, self->ticket) == 0)
    return;
  g_free (self->ticket);
  self->ticket = g_strdup (ticket);
  mark_open (self);
}

void
hy_today_page_return (HyTodayPage *self)
{
  g_return_if_fail (HY_IS_TODAY_PAGE (self));

  self->returning = TRUE;
  refresh_soon (self);
}

/* On what is open here, else on the first row, without any on the way to the next ticket. */
void
hy_today_page_focus (HyTodayPage *self)
{
  GtkWidget *to = find_row (self, self->opened);

  g_return_if_fail (HY_IS_TODAY_PAGE (self));

  if (to == NULL)
    to = find_row (self, self->ticket);
  if (to == NULL)
    to = gtk_widget_get_mapped (GTK_WIDGET (self->next)) ? GTK_WIDGET (self->next) : GTK_WIDGET (self->day);
  self->to_focus = to == GTK_WIDGET (self->day) ? !gtk_widget_child_focus (to, GTK_DIR_TAB_FORWARD)
                                                : !gtk_widget_grab_focus (to);
}

void
hy_today_page_leave (HyTodayPage *self)
{
  g_return_if_fail (HY_IS_TODAY_PAGE (self));
  self->to_focus = FALSE;
}

void
hy_today_page_move (HyTodayPage *self, int step)
{
  GtkWidget *open = find_row (self, self->ticket);
  guint at = 0;
  gint64 next = 0;

  g_return_if_fail (HY_IS_TODAY_PAGE (self));

  if (open != NULL && g_ptr_array_find (self->rows, open, &at))
    next = (gint64) at + step;
  if (next < 0 || next >= self->rows->len)
    return;
  gtk_widget_grab_focus (g_ptr_array_index (self->rows, next));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-ticket", "s",
                              gtk_widget_get_name (g_ptr_array_index (self->rows, next)));
}

static void
session_figures (HySession *session, HyTodayPage *self)
{
  refresh_soon (self);
}

static void
hy_today_page_map (GtkWidget *widget)
{
  HyTodayPage *self = HY_TODAY_PAGE (widget);

  GTK_WIDGET_CLASS (hy_today_page_parent_class)->map (widget);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  refresh (self);
}

static void
hy_today_page_constructed (GObject *object)
{
  HyTodayPage *self = HY_TODAY_PAGE (object);

  G_OBJECT_CLASS (hy_today_page_parent_class)->constructed (object);
  for (gsize i = 0; i < HY_N_TODAY; i++)
    self->limits[i] = FEW;
  g_signal_connect_object (self->session, "figures", G_CALLBACK (session_figures), self, 0);
}

static void
hy_today_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_TODAY_PAGE (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_today_page_dispose (GObject *object)
{
  HyTodayPage *self = HY_TODAY_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_pointer (&self->shown, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_today_page_parent_class)->dispose (object);
}

static void
hy_today_page_class_init (HyTodayPageClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  widget->map = hy_today_page_map;
  object->constructed = hy_today_page_constructed;
  object->set_property = hy_today_page_set_property;
  object->dispose = hy_today_page_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  g_type_ensure (HY_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-today-page.ui");
  gtk_widget_class_bind_template_child (widget, HyTodayPage, stack);
  gtk_widget_class_bind_template_child (widget, HyTodayPage, date);
  gtk_widget_class_bind_template_child (widget, HyTodayPage, head);
  gtk_widget_class_bind_template_child (widget, HyTodayPage, day);
  gtk_widget_class_bind_template_child (widget, HyTodayPage, empty);
  gtk_widget_class_bind_template_child (widget, HyTodayPage, next);
  gtk_widget_class_bind_template_child (widget, HyTodayPage, scroller);
}

static void
hy_today_page_init (HyTodayPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  hy_text_size_widen (GTK_WIDGET (self));
  hy_group_keys_add (self->scroller, GTK_WIDGET (self->day));
}
