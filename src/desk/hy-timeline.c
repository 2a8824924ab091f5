#include "desk/hy-timeline.h"

#include "desk/hy-text.h"
#include "desk/hy-timeline-item.h"
#include "desk/hy-timeline-row.h"
#include "desk/hy-wrap.h"

struct _HyTimeline
{
  AdwBin parent_instance;
  HySession *session;
  HyMatter *matter;
  GListStore *items;
  HyTimelineFilter filter;
  GtkListView *view;
  GtkWidget *filters;
  GtkToggleButton *button[HY_N_TIMELINES];
  GtkLabel *empty;
};

G_DEFINE_FINAL_TYPE (HyTimeline, hy_timeline, ADW_TYPE_BIN)

static void
setup_row (GtkSignalListItemFactory *factory, GtkListItem *item, HyTimeline *self)
{
  gtk_list_item_set_child (item, g_object_new (HY_TYPE_TIMELINE_ROW, NULL));
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, HyTimeline *self)
{
  hy_timeline_row_set_item (HY_TIMELINE_ROW (gtk_list_item_get_child (item)), self->session,
                            gtk_list_item_get_item (item));
}

static gboolean
same_at (HyTimeline *self, guint old, const GPtrArray *items, guint new)
{
  g_autoptr (HyTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), old);

  return hy_timeline_item_equal (item, items->pdata[new]);
}

/* Only what differs in the middle is exchanged, so that scrolling and focus stay where they are. */
static void
exchange (HyTimeline *self, const GPtrArray *items)
{
  guint before = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint head = 0, tail = 0;

  while (head < before && head < items->len && same_at (self, head, items, head))
    head++;
  while (tail < before - head && tail < items->len - head
         && same_at (self, before - 1 - tail, items, items->len - 1 - tail))
    tail++;
  if (before - head - tail > 0 || items->len - head - tail > 0)
    g_list_store_splice (self->items, head, before - head - tail, items->pdata + head,
                         items->len - head - tail);
}

static const char *
nothing_words (HyTimeline *self)
{
  return self->matter->ticket->view->ticket->state == HY_STATE_LEFT
             ? _ ("It left before this office did anything.")
             : _ ("Nothing yet. The first entry is signing for it.");
}

static void
show_items (HyTimeline *self)
{
  g_autoptr (GPtrArray) items = hy_timeline_items (self->matter, self->filter);
  gboolean any = self->matter->ticket->view->timeline->len > 0;

  exchange (self, items);
  gtk_widget_set_visible (GTK_WIDGET (self->view), items->len > 0);
  gtk_widget_set_visible (self->filters, any);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), items->len == 0);
  gtk_label_set_text (self->empty, any ? _ ("Nothing of this kind.") : nothing_words (self));
}

static void
filter_toggled (GtkToggleButton *button, HyTimeline *self)
{
  for (HyTimelineFilter filter = 0; filter < HY_N_TIMELINES; filter++)
    if (gtk_toggle_button_get_active (self->button[filter]) && self->filter != filter)
      {
        self->filter = filter;
        if (self->matter != NULL)
          show_items (self);
      }
}

/* A filter is for the ticket that it was set for: on the next one it would hide what nobody looks
 * for. */
static gboolean
is_another (HyTimeline *self, const HyMatter *matter)
{
  return self->matter == NULL
         || g_strcmp0 (self->matter->ticket->view->ticket->id, matter->ticket->view->ticket->id)
                != 0;
}

void
hy_timeline_set_matter (HyTimeline *self, HySession *session, HyMatter *matter)
{
  gboolean another;

  g_return_if_fail (HY_IS_TIMELINE (self));
  another = is_another (self, matter);
  g_set_object (&self->session, session);
  hy_matter_ref (matter);
  g_clear_pointer (&self->matter, hy_matter_unref);
  self->matter = matter;
  if (another)
    gtk_toggle_button_set_active (self->button[HY_TIMELINE_ALL], TRUE);
  show_items (self);
}

static void
hy_timeline_dispose (GObject *object)
{
  HyTimeline *self = HY_TIMELINE (object);

  g_clear_object (&self->items);
  g_clear_object (&self->session);
  g_clear_pointer (&self->matter, hy_matter_unref);
  G_OBJECT_CLASS (hy_timeline_parent_class)->dispose (object);
}

static void
hy_timeline_class_init (HyTimelineClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HY_TYPE_TIMELINE_ROW);
  G_OBJECT_CLASS (klass)->dispose = hy_timeline_dispose;
  g_type_ensure (HY_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-timeline.ui");
  gtk_widget_class_bind_template_child (widget, HyTimeline, view);
  gtk_widget_class_bind_template_child (widget, HyTimeline, filters);
  gtk_widget_class_bind_template_child (widget, HyTimeline, empty);
  gtk_widget_class_bind_template_callback (widget, setup_row);
  gtk_widget_class_bind_template_callback (widget, bind_row);
}

static void
add_filters (HyTimeline *self)
{
  static const char *const names[HY_N_TIMELINES]
      = { N_ ("All"), N_ ("Contacts"), N_ ("Work"), N_ ("District") };

  for (HyTimelineFilter filter = 0; filter < HY_N_TIMELINES; filter++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_ (names[filter]));

      self->button[filter] = GTK_TOGGLE_BUTTON (button);
      gtk_toggle_button_set_group (self->button[filter], filter > 0 ? self->button[0] : NULL);
      gtk_toggle_button_set_active (self->button[filter], filter == HY_TIMELINE_ALL);
      gtk_widget_add_css_class (button, "hy-slim");
      g_signal_connect_object (button, "toggled", G_CALLBACK (filter_toggled), self, 0);
      gtk_box_append (GTK_BOX (self->filters), button);
    }
}

static void
hy_timeline_init (HyTimeline *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  add_filters (self);
  self->items = g_list_store_new (HY_TYPE_TIMELINE_ITEM);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
}
