#include "desk/hy-sort-page.h"

#include "core/hy-words.h"
#include "desk/hy-handlers.h"
#include "desk/hy-look.h"
#include "desk/hy-sort-keys.h"
#include "desk/hy-sort-marks.h"
#include "store/hy-people.h"

#include "desk/hy-text-size.h"
#include "desk/hy-text.h"
#include "desk/hy-trouble.h"
#include "desk/hy-wrap.h"

struct _HySortPage
{
  AdwBin parent_instance;
  HySession *session;
  GCancellable *reading;
  char *ticket;      /* id of what is shown; NULL: nothing */
  char *left_for;    /* id of what a return was begun for, or NULL */
  gboolean deciding; /* a command is on its way into the outbox */
  GHashTable *signed_for, *returned; /* ids of what is done with in this round; what was undone comes again */
  GPtrArray *marks; /* of GtkWidget, not owned */
  GPtrArray *handlers; /* of char*: ids, as @people offers them */

  GtkStack *stack; /* loading | ticket | end */
  GtkLabel *position;
  GtkLabel *title;
  GtkLabel *meta;
  GtkLabel *limit;
  GtkLabel *content;
  GtkScrolledWindow *scroller;
  AdwPreferencesGroup *facts;
  AdwActionRow *place;
  AdwActionRow *suggestion; /* who usually handles such */
  GtkButton *sign;
  GtkDropDown *people;
  AdwStatusPage *end;
  GtkButton *again;
};

G_DEFINE_FINAL_TYPE (HySortPage, hy_sort_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void read_next (HySortPage *self);

static GSettings *
settings (HySortPage *self)
{
  return hy_session_get_replica_settings (self->session);
}

/* Showing one */

static void
show_marks (HySortPage *self, const HySortNext *next)
{
  g_autoptr (GPtrArray) marks = hy_sort_marks_new (next);

  for (guint i = 0; i < self->marks->len; i++)
    adw_preferences_group_remove (self->facts, g_ptr_array_index (self->marks, i));
  g_ptr_array_set_size (self->marks, 0);
  for (guint i = 0; i < marks->len; i++)
    {
      adw_preferences_group_add (self->facts, g_ptr_array_index (marks, i));
      g_ptr_array_add (self->marks, g_ptr_array_index (marks, i));
    }
}

static char *
meta_words (const HyTicket *ticket)
{
  g_autofree char *category
      = ticket->category != NULL ? g_strjoinv (" › ", ticket->category) : NULL;
  GString *out = g_string_new (ticket->number);

  g_string_append_printf (out, " · %s · %s", hy_demand_kind_words (ticket->kind),
                          hy_channel_words (ticket->channel));
  if (category != NULL && category[0] != '\0')
    g_string_append_printf (out, " · %s", category);
  return g_string_free (out, FALSE);
}

static void
show_limit (HySortPage *self, const HyListRow *row)
{
  HyTime now = hy_session_now (self->session);
  HyLook look = hy_look_new (row->light, row->due, now);
  g_autofree char *at = NULL, *left = NULL, *words = NULL;

  for (const char *const *old = hy_look_classes (); *old != NULL; old++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->limit), *old);
  gtk_widget_set_visible (GTK_WIDGET (self->limit), row->running);
  if (!row->running)
    return;
  at = hy_look_moment (row->due, now);
  left = hy_time_left_words (row->due, now, hy_session_get_calendar (self->session));
  words = row->due < now ? g_strdup_printf ("%s · %s", hy_clock_words (row->clock), left)
                         : g_strdup_printf (_ ("%s by %s"), hy_clock_words (row->clock), at);
  gtk_label_set_text (self->limit, words);
  gtk_widget_add_css_class (GTK_WIDGET (self->limit), hy_look_class (&look));
}

static void
show_people (HySortPage *self, const HySortNext *next)
{
  g_autoptr (GPtrArray) people
      = hy_handlers (self->session, &next->hints, next->ticket->view->ticket->handler);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *hint = hy_handlers_hint (&next->hints);

  g_ptr_array_set_size (self->handlers, 0);
  for (guint i = 0; i < people->len; i++)
    {
      const HyPersonRow *person = g_ptr_array_index (people, i);

      g_ptr_array_add (self->handlers, g_strdup (person->id));
      gtk_string_list_append (names, person->name);
    }
  gtk_drop_down_set_model (self->people, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->suggestion), hint != NULL && people->len > 0);
  if (hint != NULL && people->len > 0)
    {
      g_autofree char *title
          = g_strdup_printf (_ ("Suggested: %s"), gtk_string_list_get_string (names, 0));

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->suggestion), title);
      adw_action_row_set_subtitle (self->suggestion, hint);
    }
}

/* Id, or NULL: nobody works here. */
static const char *
chosen_handler (HySortPage *self)
{
  guint i = gtk_drop_down_get_selected (self->people);

  return i < self->handlers->len ? g_ptr_array_index (self->handlers, i) : NULL;
}

static char *
position_words (HySortPage *self, const HySortNext *next)
{
  int before = (int) (g_hash_table_size (self->signed_for) + g_hash_table_size (self->returned) + next->n_put_off);

  return g_strdup_printf (_ ("Ticket %d of %d"), before + 1, before + (int) next->left);
}

static void
show_ticket (HySortPage *self, const HySortNext *next)
{
  const HyTicket *ticket = next->ticket->view->ticket;
  g_autofree char *meta = meta_words (ticket);
  g_autofree char *position = position_words (self, next);
  g_autofree char *name = g_strdup_printf ("%s, %s", position, ticket->title);

  /* Who was chosen stays so while a form had its place. */
  if (g_strcmp0 (self->ticket, ticket->id) != 0)
    show_people (self, next);
  g_free (self->ticket);
  self->ticket = g_strdup (ticket->id);
  gtk_label_set_text (self->position, position);
  gtk_label_set_text (self->title, ticket->title);
  gtk_label_set_text (self->meta, meta);
  gtk_label_set_text (self->content, ticket->content);
  adw_action_row_set_subtitle (self->place,
                               ticket->place != NULL ? ticket->place : _ ("Not given; ask in the call"));
  show_limit (self, next->row);
  show_marks (self, next);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_stack_set_visible_child_name (self->stack, "ticket");
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
show_end (HySortPage *self, const HySortNext *next)
{
  GString *words = g_string_new (NULL);

  g_clear_pointer (&self->ticket, g_free);
  g_string_append_printf (words, _ ("Signed %u · returns %u"), g_hash_table_size (self->signed_for),
                          g_hash_table_size (self->returned));
  if (next->n_put_off > 0)
    g_string_append_printf (words, _ (" · put off %d"), (int) next->n_put_off);
  if (next->put_off_by != HY_TIME_NONE)
    {
      g_autofree char *at = hy_look_moment (next->put_off_by, hy_session_now (self->session));

      g_string_append_printf (words, _ (" (earliest limit %s)"), at);
    }
  adw_status_page_set_description (self->end, words->str);
  gtk_widget_set_visible (GTK_WIDGET (self->again), next->n_put_off > 0);
  gtk_stack_set_visible_child_name (self->stack, "end");
  g_string_free (words, TRUE);
}

static gboolean
is_waiting (gpointer id, gpointer value, gpointer waiting)
{
  return g_hash_table_contains (waiting, id);
}

static void
show_next (HySortPage *self, const HySortNext *next)
{
  g_hash_table_foreach_remove (self->signed_for, is_waiting, next->waiting);
  g_hash_table_foreach_remove (self->returned, is_waiting, next->waiting);
  if (self->left_for != NULL && !g_hash_table_contains (next->waiting, self->left_for))
    g_hash_table_add (self->returned, g_steal_pointer (&self->left_for));
  g_clear_pointer (&self->left_for, g_free);
  if (next->ticket != NULL)
    show_ticket (self, next);
  else
    show_end (self, next);
}

static void
next_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HySortPage) self = user_data;
  g_autoptr (GError) error = NULL;
  HySortNext *next = g_task_get_task_data (G_TASK (result));
  gboolean ok = hy_store_finish (HY_STORE (source), result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (!ok)
    hy_session_note_failure (self->session, error);
  else
    show_next (self, next);
}

static void
read_next (HySortPage *self)
{
  HySortNext *next = hy_sort_next_new ();

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  next->put_off = g_settings_get_strv (settings (self), "sort-put-off");
  hy_store_read_async (hy_session_get_store (self->session), hy_sort_next_read, next,
                       hy_sort_next_free, self->reading, next_read, g_object_ref (self));
}

/* The ticket that is shown is asked for a form; it is done with once it is no longer to be signed for. */
static void
leave_for (HySortPage *self, const char *ticket, const char *form)
{
  g_free (self->left_for);
  self->left_for = g_strdup (g_str_equal (form, "return_request") ? ticket : NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.sort-aside", "(ss)", ticket, form);
}

void
hy_sort_page_resume (HySortPage *self)
{
  g_return_if_fail (HY_IS_SORT_PAGE (self));

  read_next (self);
}

void
hy_sort_page_begin (HySortPage *self)
{
  g_return_if_fail (HY_IS_SORT_PAGE (self));

  g_hash_table_remove_all (self->signed_for);
  g_hash_table_remove_all (self->returned);
  read_next (self);
}

/* Deciding */

typedef struct
{
  HySortPage *page;
  char *ticket;
  char *words;
  gboolean then_call;
} Signing;

static void
signing_free (Signing *self)
{
  g_object_unref (self->page);
  g_free (self->ticket);
  g_free (self->words);
  g_free (self);
}

static void
signed_for (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Signing *signing = user_data;
  HySortPage *self = signing->page;
  g_autoptr (GError) error = NULL;
  g_autofree char *command = hy_session_queue_finish (HY_SESSION (source), result, &error);

  self->deciding = FALSE;
  if (self->session != NULL && command == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", hy_trouble_error_words (error));
  else if (self->session != NULL)
    {
      g_hash_table_add (self->signed_for, g_strdup (signing->ticket));
      gtk_widget_activate_action (GTK_WIDGET (self), "win.said", "(ss)", signing->words, command);
      if (signing->then_call)
        leave_for (self, signing->ticket, "contact");
      else
        read_next (self);
    }
  signing_free (signing);
}

static void
sign_for (HySortPage *self, const char *handler, gboolean then_call)
{
  GVariantBuilder body;
  Signing *signing;
  const char *me = hy_session_get_person (self->session);

  if (self->ticket == NULL || handler == NULL || self->deciding)
    return;
  self->deciding = TRUE;
  signing = g_new0 (Signing, 1);
  signing->page = g_object_ref (self);
  signing->ticket = g_strdup (self->ticket);
  signing->then_call = then_call;
  signing->words = g_strcmp0 (handler, me) == 0
                       ? g_strdup (_ ("Signed, yours"))
                       : g_strdup_printf (_ ("Signed, handed to %s"),
                                          hy_session_get_name (self->session, handler));
  g_variant_builder_init (&body, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&body, "{sv}", "handler", g_variant_new_string (handler));
  hy_session_queue_async (self->session,
                          &(HyDeed){ .ticket = self->ticket,
                                     .kind = "sign",
                                     .body = g_variant_builder_end (&body),
                                     .base_version = -1 },
                          NULL, signed_for, signing);
}

static void
hand_over (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sign_for (HY_SORT_PAGE (widget), chosen_handler (HY_SORT_PAGE (widget)), FALSE);
}

static void
take_it (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HySortPage *self = HY_SORT_PAGE (widget);

  sign_for (self, hy_session_get_person (self->session), FALSE);
}

static void
call_first (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HySortPage *self = HY_SORT_PAGE (widget);

  sign_for (self, hy_session_get_person (self->session), TRUE);
}

static void
put_off_ticket (HySortPage *self)
{
  g_auto (GStrv) before = g_settings_get_strv (settings (self), "sort-put-off");
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) now = NULL;

  g_strv_builder_addv (ids, (const char **) before);
  g_strv_builder_add (ids, self->ticket);
  now = g_strv_builder_end (ids);
  g_settings_set_strv (settings (self), "sort-put-off", (const char *const *) now);
}

static void
not_ours (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HySortPage *self = HY_SORT_PAGE (widget);

  if (self->ticket != NULL)
    leave_for (self, self->ticket, "return_request");
}

static void
put_off (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HySortPage *self = HY_SORT_PAGE (widget);

  if (self->ticket == NULL)
    return;
  put_off_ticket (self);
  read_next (self);
}

static void
look_again (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_settings_reset (settings (HY_SORT_PAGE (widget)), "sort-put-off");
  hy_sort_page_begin (HY_SORT_PAGE (widget));
}

static void
hy_sort_page_constructed (GObject *object)
{
  HySortPage *self = HY_SORT_PAGE (object);

  G_OBJECT_CLASS (hy_sort_page_parent_class)->constructed (object);
  hy_sort_keys_add (GTK_WIDGET (self), GTK_WIDGET (self->sign), self->people);
}

static void
hy_sort_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_SORT_PAGE (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_sort_page_dispose (GObject *object)
{
  HySortPage *self = HY_SORT_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->ticket, g_free);
  g_clear_pointer (&self->left_for, g_free);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_clear_pointer (&self->handlers, g_ptr_array_unref);
  g_clear_pointer (&self->signed_for, g_hash_table_unref);
  g_clear_pointer (&self->returned, g_hash_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_sort_page_parent_class)->dispose (object);
}

static void
hy_sort_page_class_init (HySortPageClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->constructed = hy_sort_page_constructed;
  object->set_property = hy_sort_page_set_property;
  object->dispose = hy_sort_page_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  g_type_ensure (HY_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-sort-page.ui");
  gtk_widget_class_bind_template_child (widget, HySortPage, stack);
  gtk_widget_class_bind_template_child (widget, HySortPage, position);
  gtk_widget_class_bind_template_child (widget, HySortPage, title);
  gtk_widget_class_bind_template_child (widget, HySortPage, meta);
  gtk_widget_class_bind_template_child (widget, HySortPage, limit);
  gtk_widget_class_bind_template_child (widget, HySortPage, content);
  gtk_widget_class_bind_template_child (widget, HySortPage, scroller);
  gtk_widget_class_bind_template_child (widget, HySortPage, facts);
  gtk_widget_class_bind_template_child (widget, HySortPage, place);
  gtk_widget_class_bind_template_child (widget, HySortPage, suggestion);
  gtk_widget_class_bind_template_child (widget, HySortPage, sign);
  gtk_widget_class_bind_template_child (widget, HySortPage, people);
  gtk_widget_class_bind_template_child (widget, HySortPage, end);
  gtk_widget_class_bind_template_child (widget, HySortPage, again);
  gtk_widget_class_install_action (widget, "sort.hand-over", NULL, hand_over);
  gtk_widget_class_install_action (widget, "sort.take", NULL, take_it);
  gtk_widget_class_install_action (widget, "sort.call-first", NULL, call_first);
  gtk_widget_class_install_action (widget, "sort.not-ours", NULL, not_ours);
  gtk_widget_class_install_action (widget, "sort.put-off", NULL, put_off);
  gtk_widget_class_install_action (widget, "sort.again", NULL, look_again);
}

static void
hy_sort_page_init (HySortPage *self)
{
  self->marks = g_ptr_array_new ();
  self->handlers = g_ptr_array_new_with_free_func (g_free);
  self->signed_for = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->returned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  hy_text_size_widen (GTK_WIDGET (self));
}
