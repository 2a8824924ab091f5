#include "desk/hy-timeline-row.h"

#include "core/hy-words.h"
#include "desk/hy-fold.h"
#include "desk/hy-look.h"
#include "desk/hy-record-file.h"
#include "desk/hy-record-words.h"
#include "desk/hy-text.h"
#include "desk/hy-wrap.h"

struct _HyTimelineRow
{
  AdwBin parent_instance;
  HyTimelineItem *item;
  GtkLabel *day;
  GtkWidget *entry;
  GtkLabel *time;
  GtkLabel *who;
  GtkLabel *verb;
  GtkLabel *district;
  GtkWidget *unsent;
  GtkLabel *amended;
  GtkLabel *corrects;
  GtkMenuButton *menu;
  HyFold *text;
  HyWrap *files;
};

G_DEFINE_FINAL_TYPE (HyTimelineRow, hy_timeline_row, ADW_TYPE_BIN)

static void
add_entry (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) entry = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (entry, action, "s", id);
  g_menu_append_item (menu, entry);
}

static void
create_popup (GtkMenuButton *button, gpointer data)
{
  HyTimelineRow *self = data;
  const HyRecord *record = hy_timeline_item_get_record (self->item);
  g_autoptr (GMenu) menu = g_menu_new ();

  if (hy_timeline_item_may_correct (self->item))
    add_entry (menu, _ ("Correct…"), "ticket.correct", record->id);
  add_entry (menu, _ ("Quote in the Reply"), "ticket.quote", record->id);
  add_entry (menu, _ ("Copy"), "ticket.copy-entry", record->id);
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

static void
set_class (GtkWidget *widget, const char *class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, class);
  else
    gtk_widget_remove_css_class (widget, class);
}

/* A list item widget takes its name from nothing below it. */
static void
set_name (HyTimelineRow *self, const char *name)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}

/* A heading of its own would be a row that the keyboard stops at for nothing. */
static void
show_day (HyTimelineRow *self, const char *day)
{
  gtk_label_set_text (self->day, day);
  gtk_widget_set_visible (GTK_WIDGET (self->day), hy_timeline_item_opens_day (self->item));
}

static void
show_marks (HyTimelineRow *self)
{
  gboolean unsent = hy_timeline_item_is_unsent (self->item);
  gboolean amended = hy_timeline_item_is_amended (self->item);
  gboolean district = hy_timeline_item_is_district (self->item);

  gtk_widget_set_visible (self->unsent, unsent);
  gtk_widget_set_visible (GTK_WIDGET (self->amended), amended);
  gtk_widget_set_visible (GTK_WIDGET (self->district), district);
  set_class (self->entry, "hy-district", district);
  set_class (self->entry, "hy-unsent", unsent);
  set_class (GTK_WIDGET (self->verb), "hy-amended", amended);
  set_class (GTK_WIDGET (hy_fold_get_label (self->text)), "hy-amended", amended);
}

/* "corrects 09:20", with its date where that is another. NULL: it corrects none. */
static char *
corrects_words (HyTimelineRow *self)
{
  HyTime at = hy_timeline_item_get_corrected_at (self->item);
  g_autofree char *when = NULL;

  if (at == HY_TIME_NONE)
    return NULL;
  when = hy_date_of (at) == hy_timeline_item_get_day (self->item) ? hy_look_clock (at)
                                                                  : hy_moment_words (at);
  return g_strdup_printf (_ ("corrects %s"), when);
}

static void
show_files (HyTimelineRow *self, HySession *session, const HyRecord *record)
{
  hy_wrap_clear (self->files, NULL);
  for (guint i = 0; i < record->blobs->len; i++)
    hy_wrap_append (self->files,
                    hy_record_file_new (session, record->ticket, record->blobs->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->files), record->blobs->len > 0);
}

/* Whom it was given to is an id in the body; to oneself it is nothing to tell. */
static char *
given_words (HySession *session, const HyRecord *record)
{
  const char *to = hy_body_string (record->body, "to_person");

  if (to == NULL)
    to = hy_body_string (record->body, "handler");
  if (to == NULL || g_strcmp0 (to, record->by_person) == 0)
    return NULL;
  return g_strdup_printf (_ ("To %s"), hy_session_get_name (session, to));
}

/* Which request it takes back. */
static char *
withdrawn_words (HyTimelineItem *item)
{
  const HyRecord *request = hy_timeline_item_get_withdrawn (item);

  return request != NULL ? hy_record_asked (request) : NULL;
}

/* @first: or NULL. */
static char *
under (const char *first, const char *rest)
{
  if (first == NULL)
    return g_strdup (rest);
  return rest[0] != '\0' ? g_strdup_printf ("%s\n%s", first, rest) : g_strdup (first);
}

static void
show_entry (HyTimelineRow *self, HySession *session, const HyRecord *record)
{
  g_autofree char *day = hy_date_words (hy_timeline_item_get_day (self->item));
  g_autofree char *clock = hy_look_clock (hy_timeline_item_get_at (self->item));
  g_autofree char *verb = hy_record_verb (record);
  g_autofree char *given = given_words (session, record);
  g_autofree char *withdrawn = withdrawn_words (self->item);
  const char *first = given != NULL ? given : withdrawn;
  g_autofree char *said = hy_record_words (record);
  g_autofree char *all = hy_record_text (record);
  g_autofree char *words = under (first, said);
  g_autofree char *text = under (first, all);
  g_autofree char *corrects = corrects_words (self);
  g_autofree char *menu = NULL;
  g_autofree char *name = NULL;

  show_day (self, day);
  gtk_label_set_text (self->time, clock);
  gtk_label_set_text (self->who, hy_record_who (record));
  gtk_label_set_text (self->verb, verb);
  hy_fold_set_text (self->text, words);
  gtk_widget_set_visible (GTK_WIDGET (self->text), words[0] != '\0');
  show_marks (self);
  gtk_label_set_text (self->corrects, corrects != NULL ? corrects : "");
  gtk_widget_set_visible (GTK_WIDGET (self->corrects), corrects != NULL);
  gtk_menu_button_set_popover (self->menu, NULL);
  gtk_menu_button_set_create_popup_func (self->menu, create_popup, self, NULL);
  menu = g_strdup_printf (_ ("More: %s %s"), clock, verb);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, menu,
                                  -1);
  name = g_strdup_printf ("%s %s %s %s%s%s%s%s. %s", day, clock, hy_record_who (record), verb,
                          hy_timeline_item_is_unsent (self->item) ? _ (", not sent yet") : "",
                          hy_timeline_item_is_amended (self->item) ? _ (", corrected") : "",
                          corrects != NULL ? _ (", ") : "", corrects != NULL ? corrects : "", text);
  set_name (self, name);
}

void
hy_timeline_row_set_item (HyTimelineRow *self, HySession *session, HyTimelineItem *item)
{
  const HyRecord *record;

  g_return_if_fail (HY_IS_TIMELINE_ROW (self));
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  record = hy_timeline_item_get_record (item);
  show_entry (self, session, record);
  show_files (self, session, record);
}

static void
hy_timeline_row_dispose (GObject *object)
{
  HyTimelineRow *self = HY_TIMELINE_ROW (object);

  g_clear_object (&self->item);
  G_OBJECT_CLASS (hy_timeline_row_parent_class)->dispose (object);
}

static void
hy_timeline_row_class_init (HyTimelineRowClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HY_TYPE_FOLD);
  g_type_ensure (HY_TYPE_WRAP);
  G_OBJECT_CLASS (klass)->dispose = hy_timeline_row_dispose;
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-timeline-row.ui");
  gtk_widget_class_bind_template_child (widget, HyTimelineRow, day);
  gtk_widget_class_bind_template_child (widget, HyTimelineRow, entry);
  gtk_widget_class_bind_template_child (widget, HyTimelineRow, time);
  gtk_widget_class_bind_template_child (widget, HyTimelineRow, who);
  gtk_widget_class_bind_template_child (widget, HyTimelineRow, verb);
  gtk_widget_class_bind_template_child (widget, HyTimelineRow, district);
  gtk_widget_class_bind_template_child (widget, HyTimelineRow, unsent);
  gtk_widget_class_bind_template_child (widget, HyTimelineRow, amended);
  gtk_widget_class_bind_template_child (widget, HyTimelineRow, corrects);
  gtk_widget_class_bind_template_child (widget, HyTimelineRow, menu);
  gtk_widget_class_bind_template_child (widget, HyTimelineRow, text);
  gtk_widget_class_bind_template_child (widget, HyTimelineRow, files);
}

static void
hy_timeline_row_init (HyTimelineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
