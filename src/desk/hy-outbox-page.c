#include "desk/hy-outbox-page.h"

#include "desk/hy-command-words.h"
#include "desk/hy-look.h"
#include "desk/hy-open-menu.h"
#include "desk/hy-print-text.h"
#include "desk/hy-refused-row.h"
#include "desk/hy-whole-title.h"
#include "desk/hy-wrap.h"
#include "store/hy-blobs.h"
#include "store/hy-delivered.h"

#include "desk/hy-text-size.h"
#include "desk/hy-text.h"

#include <string.h>

#define DELIVERED_MAX 50

struct _HyOutboxPage
{
  AdwBin parent_instance;
  HySession *session;
  GCancellable *reading;
  gboolean stale;
  gboolean to_focus; /* nothing of here could take the focus yet */
  GPtrArray *waits; /* of HyOutboxItem: what the second group shows */
  GPtrArray *rows;  /* of GtkWidget, not owned: of the last two groups */
  GPtrArray *refused_rows; /* of HyRefusedRow, not owned */

  GtkStack *stack; /* loading | items | empty */
  AdwStatusPage *empty;
  AdwPreferencesGroup *refused;
  AdwPreferencesGroup *waiting;
  AdwPreferencesGroup *delivered;
  GtkWidget *ways; /* what is refused waits for no line */
  GtkWidget *notice;
  GtkWidget *export;
};

G_DEFINE_FINAL_TYPE (HyOutboxPage, hy_outbox_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void refresh (HyOutboxPage *self);

static gboolean
needs_decision (const HyOutboxItem *item)
{
  return strcmp (item->state, "refused") == 0 || strcmp (item->state, "undeliverable") == 0;
}

/* Rows that are still refused stay as they are: somebody may be writing in one. */
static void
show_refused (HyOutboxPage *self, GPtrArray *items)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = self->refused_rows->len; i > 0; i--)
    {
      HyRefusedRow *row = g_ptr_array_index (self->refused_rows, i - 1);
      gboolean still = FALSE;

      for (guint j = 0; j < items->len && !still; j++)
        still = g_str_equal (((HyOutboxItem *) g_ptr_array_index (items, j))->command->id,
                             hy_refused_row_get_command (row));
      if (still)
        g_hash_table_add (kept, (gpointer) hy_refused_row_get_command (row));
      else
        {
          hy_open_menu_close (GTK_WIDGET (row));
          adw_preferences_group_remove (self->refused, GTK_WIDGET (row));
          g_ptr_array_remove_index (self->refused_rows, i - 1);
        }
    }
  for (guint i = 0; i < items->len; i++)
    {
      HyOutboxItem *item = g_ptr_array_index (items, i);
      GtkWidget *row;

      if (g_hash_table_contains (kept, item->command->id))
        continue;
      row = g_object_new (HY_TYPE_REFUSED_ROW, "session", self->session, NULL);
      items->pdata[i] = NULL;
      hy_refused_row_set_item (HY_REFUSED_ROW (row), item);
      adw_preferences_group_add (self->refused, row);
      g_ptr_array_add (self->refused_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->refused), self->refused_rows->len > 0);
}

static GtkWidget *
add_row (HyOutboxPage *self,
         AdwPreferencesGroup *group,
         const HyOutboxItem *item,
         const char *words,
         const char *icon)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = hy_outbox_item_title (item);
  g_autofree char *name = g_strdup_printf ("%s, %s", title, words);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  hy_whole_title_follow (ADW_PREFERENCES_ROW (row));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (item->number != NULL)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", item->command->ticket);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-ticket");
    }
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
clear_rows (HyOutboxPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

G_GNUC_PRINTF (2, 3)
static void
add_line (GString *words, const char *format, ...)
{
  va_list args;

  if (words->len > 0)
    g_string_append_c (words, '\n');
  va_start (args, format);
  g_string_append_vprintf (words, format, args);
  va_end (args);
}

/* What goes up beside the rows: nothing depends on it, and nobody has to do anything about it. */
static char *
quiet_words (const HyBlobFigures *blobs, guint traces)
{
  g_autofree char *size = g_format_size ((guint64) blobs->waiting_bytes);
  GString *words = g_string_new (NULL);

  if (blobs->waiting > 0)
    add_line (words,
              ngettext ("%u file, %s: no deadline waits for it",
                        "%u files, %s: no deadline waits for them", blobs->waiting),
              blobs->waiting, size);
  if (blobs->no_room > 0)
    add_line (
        words, "%s",
        _ ("The district has no room for files at the moment: they stay here and are tried again"));
  if (blobs->failed > 0)
    add_line (words,
              ngettext ("%u file cannot be sent: attach it anew",
                        "%u files cannot be sent: attach them anew", blobs->failed),
              blobs->failed);
  if (traces > 0)
    add_line (words,
              ngettext ("%u note of who saw a number goes by itself",
                        "%u notes of who saw a number go by themselves", traces),
              traces);
  return g_string_free (words, words->len == 0);
}

static void
show_quiet (HyOutboxPage *self, const HyBlobFigures *blobs, guint traces)
{
  g_autofree char *words = quiet_words (blobs, traces);

  adw_preferences_group_set_description (self->waiting, words);
  if (words != NULL)
    gtk_widget_show (GTK_WIDGET (self->waiting));
}

/* Without a line it waits for one; with one it is under way. */
static const char *
waiting_title (HyOutboxPage *self)
{
  return hy_session_get_status (self->session)->round == HY_ROUND_DONE
             ? _ ("On Its Way to the District")
             : _ ("Waiting for the Line");
}

static void
show_waiting (HyOutboxPage *self, const GPtrArray *items)
{
  HyTime now = hy_session_now (self->session);

  for (guint i = 0; i < items->len; i++)
    {
      const HyOutboxItem *item = g_ptr_array_index (items, i);
      g_autofree char *words = hy_outbox_item_waits (item, now);
      GtkWidget *row = add_row (
          self, self->waiting, item, words,
          strcmp (item->state, "sending") == 0 ? "hy-sending-symbolic" : "hy-waiting-symbolic");

      if (item->limit > now && hy_date_of (item->limit) == hy_date_of (now))
        gtk_widget_add_css_class (row, "hy-due");
    }
  adw_preferences_group_set_title (self->waiting, waiting_title (self));
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), items->len > 0);
}

static void
show_delivered (HyOutboxPage *self, const GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const HyOutboxItem *item = g_ptr_array_index (items, i);
      g_autofree char *at = hy_look_clock (item->at);
      g_autofree char *words = g_strdup_printf (_ ("arrived %s"), at);

      add_row (self, self->delivered, item, words, "hy-arrived-symbolic");
    }
  gtk_widget_set_visible (GTK_WIDGET (self->delivered), items->len > 0);
}

static void
show_empty (HyOutboxPage *self)
{
  const HyStatus *status = hy_session_get_status (self->session);
  g_autofree char *at = status->at != HY_TIME_NONE ? hy_look_clock (status->at) : NULL;
  g_autofree char *words
      = at != NULL ? g_strdup_printf (_ ("The district confirmed it at %s."), at) : NULL;

  adw_status_page_set_description (self->empty, words);
}

/* Reading */

typedef struct
{
  GPtrArray *refused, *waiting, *delivered;
  HyBlobFigures blobs;
  guint traces; /* that wait, and are in none of the three */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->refused, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->delivered, g_ptr_array_unref);
  g_free (self);
}

/* Those with a limit first, the soonest of them first. */
static int
compare_limits (gconstpointer a, gconstpointer b)
{
  const HyOutboxItem *x = *(HyOutboxItem *const *) a;
  const HyOutboxItem *y = *(HyOutboxItem *const *) b;
  HyTime left = x->limit != HY_TIME_NONE ? x->limit : G_MAXINT64;
  HyTime right = y->limit != HY_TIME_NONE ? y->limit : G_MAXINT64;

  if (left != right)
    return left < right ? -1 : 1;
  return x->command->seq < y->command->seq ? -1 : 1;
}

static void
free_item (gpointer item)
{
  hy_outbox_item_free (item);
}

/* Takes @item. */
static void
sort_in (Reading *self, HyOutboxItem *item)
{
  if (needs_decision (item))
    g_ptr_array_add (self->refused, item);
  else if (!hy_command_is_trace (item->command->kind))
    g_ptr_array_add (self->waiting, item);
  else
    {
      self->traces++;
      hy_outbox_item_free (item);
    }
}

static gboolean
read_outbox (HyReplica *replica, gpointer data, GError **error)
{
  Reading *self = data;
  g_autoptr (GPtrArray) all = hy_outbox_list (replica, error);
  HyTime today = hy_date_at (hy_date_of (hy_replica_now (replica)), 0);

  if (all == NULL)
    return FALSE;
  self->refused = g_ptr_array_new_with_free_func (free_item);
  self->waiting = g_ptr_array_new_with_free_func (free_item);
  for (guint i = 0; i < all->len; i++)
    {
      HyOutboxItem *item = g_ptr_array_index (all, i);

      all->pdata[i] = NULL;
      sort_in (self, item);
    }
  g_ptr_array_sort (self->waiting, compare_limits);
  self->delivered = hy_outbox_delivered (replica, today, DELIVERED_MAX, error);
  return self->delivered != NULL && hy_blobs_count (replica, &self->blobs, error);
}

static void
show_outbox (HyOutboxPage *self, Reading *reading)
{
  gboolean nothing = reading->refused->len + reading->waiting->len + reading->delivered->len
                         + reading->blobs.waiting + reading->blobs.failed + reading->traces
                     == 0;

  show_refused (self, reading->refused);
  clear_rows (self);
  show_waiting (self, reading->waiting);
  show_quiet (self, &reading->blobs, reading->traces);
  show_delivered (self, reading->delivered);
  show_empty (self);
  gtk_widget_set_visible (self->ways,
                          hy_session_get_status (self->session)->round != HY_ROUND_DONE
                              || reading->waiting->len + reading->blobs.waiting + reading->traces > 0);
  gtk_widget_set_visible (self->notice, reading->waiting->len > 0);
  gtk_widget_set_visible (self->export, reading->waiting->len > 0);
  g_clear_pointer (&self->waits, g_ptr_array_unref);
  self->waits = g_steal_pointer (&reading->waiting);
  gtk_stack_set_visible_child_name (self->stack, nothing ? "empty" : "items");
  if (self->to_focus && !nothing)
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
  self->to_focus = FALSE;
}

void
hy_outbox_page_focus (HyOutboxPage *self)
{
  g_return_if_fail (HY_IS_OUTBOX_PAGE (self));

  self->to_focus = self->reading != NULL;
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "items") == 0
      && gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD))
    self->to_focus = FALSE;
}

static void
outbox_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyOutboxPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = hy_store_finish (HY_STORE (source), result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (ok)
    show_outbox (self, g_task_get_task_data (G_TASK (result)));
  else
    hy_session_note_failure (self->session, error);
  if (self->stale)
    refresh (self);
}

static void
refresh (HyOutboxPage *self)
{
  self->stale = self->reading != NULL || !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (self->stale)
    return;
  self->reading = g_cancellable_new ();
  hy_store_read_async (hy_session_get_store (self->session), read_outbox, g_new0 (Reading, 1),
                       reading_free, self->reading, outbox_read, g_object_ref (self));
}

static void
session_figures (HySession *session, HyOutboxPage *self)
{
  refresh (self);
}

static void
hy_outbox_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (hy_outbox_page_parent_class)->map (widget);
  refresh (HY_OUTBOX_PAGE (widget));
}

/* What can be taken back is named. */
static void
decided (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *words = NULL, *discarded = NULL;

  g_variant_get (parameter, "(&s&s)", &words, &discarded);
  if (discarded[0] != '\0')
    gtk_widget_activate_action (widget, "win.discarded", "(ss)", words, discarded);
  else
    gtk_widget_activate_action (widget, "win.toast", "s", words);
  refresh (HY_OUTBOX_PAGE (widget));
}

static void
print_notice (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyOutboxPage *self = HY_OUTBOX_PAGE (widget);
  g_autofree char *text = NULL;

  if (self->waits == NULL)
    return;
  text = hy_outbox_notice (self->waits, hy_session_get_office_name (self->session),
                           hy_session_now (self->session));
  hy_print_text (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Outage Notice"), text);
}

static void
hy_outbox_page_constructed (GObject *object)
{
  HyOutboxPage *self = HY_OUTBOX_PAGE (object);

  G_OBJECT_CLASS (hy_outbox_page_parent_class)->constructed (object);
  g_signal_connect_object (self->session, "figures", G_CALLBACK (session_figures), self, 0);
}

static void
hy_outbox_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_OUTBOX_PAGE (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_outbox_page_dispose (GObject *object)
{
  HyOutboxPage *self = HY_OUTBOX_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->waits, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->refused_rows, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_outbox_page_parent_class)->dispose (object);
}

static void
hy_outbox_page_class_init (HyOutboxPageClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  widget->map = hy_outbox_page_map;
  object->constructed = hy_outbox_page_constructed;
  object->set_property = hy_outbox_page_set_property;
  object->dispose = hy_outbox_page_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  g_type_ensure (HY_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-outbox-page.ui");
  gtk_widget_class_bind_template_child (widget, HyOutboxPage, stack);
  gtk_widget_class_bind_template_child (widget, HyOutboxPage, empty);
  gtk_widget_class_bind_template_child (widget, HyOutboxPage, refused);
  gtk_widget_class_bind_template_child (widget, HyOutboxPage, waiting);
  gtk_widget_class_bind_template_child (widget, HyOutboxPage, delivered);
  gtk_widget_class_bind_template_child (widget, HyOutboxPage, ways);
  gtk_widget_class_bind_template_child (widget, HyOutboxPage, notice);
  gtk_widget_class_bind_template_child (widget, HyOutboxPage, export);
  gtk_widget_class_install_action (widget, "outbox.decided", "(ss)", decided);
  gtk_widget_class_install_action (widget, "outbox.print-notice", NULL, print_notice);
}

static void
hy_outbox_page_init (HyOutboxPage *self)
{
  self->rows = g_ptr_array_new ();
  self->refused_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  hy_text_size_widen (GTK_WIDGET (self));
}
