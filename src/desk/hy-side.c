#include "desk/hy-side.h"

#include "core/hy-words.h"
#include "desk/hy-side-row.h"
#include "desk/hy-text.h"

#define OUTBOX "outbox"

struct _HySide
{
  AdwBin parent_instance;
  HySession *session;
  GtkListBox *list;
  char *page; /* the one that is shown */
};

G_DEFINE_FINAL_TYPE (HySide, hy_side, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* Top to bottom; a caption begins a group. */
static const struct
{
  HyQueue queue;
  const char *caption;
  const char *means; /* of a word that a newcomer does not know */
} lines[] = {
  { HY_QUEUE_TODAY, NULL },
  { HY_QUEUE_PENDING_SIGN, N_ ("By Step"),
    N_ ("Sent by the district and nobody has it yet; who signs takes it on") },
  { HY_QUEUE_TO_CONTACT, N_ ("By Step") },
  { HY_QUEUE_HANDLING, N_ ("By Step") },
  { HY_QUEUE_SUBMITTED, N_ ("By Step"),
    N_ ("Answered; the district looks whether the reply will do") },
  { HY_QUEUE_CLOSED, N_ ("By Step"),
    N_ ("The reply was accepted; the district asks the citizen whether it is settled") },
  { HY_QUEUE_SUSPENDED, N_ ("By Step"),
    N_ ("Cannot be done yet, with the district's leave; the limits stand still") },
  { HY_QUEUE_DUE_SOON, N_ ("To Watch") },
  { HY_QUEUE_OVERDUE, N_ ("To Watch") },
  { HY_QUEUE_REWORK, N_ ("To Watch"),
    N_ ("The district, or the citizen, was not content with the reply") },
  { HY_QUEUE_SUPERVISED, N_ ("To Watch"),
    N_ ("The inspection office watches it, or somebody asked where it stays") },
  { HY_QUEUE_WAITING, N_ ("To Watch"),
    N_ ("Somebody else has the ball: a community, a section, another unit") },
  { HY_QUEUE_ALL, "" },
};

static void
add_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *caption = hy_side_row_get_caption (HY_SIDE_ROW (row));
  const char *last = before != NULL ? hy_side_row_get_caption (HY_SIDE_ROW (before)) : caption;
  GtkWidget *header = NULL;

  if (g_strcmp0 (caption, last) != 0 && caption != NULL && caption[0] != '\0')
    {
      header = gtk_label_new (_ (caption));
      gtk_label_set_xalign (GTK_LABEL (header), 0);
      gtk_widget_add_css_class (header, "hy-side-caption");
    }
  else if (g_strcmp0 (caption, last) != 0)
    header = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_list_box_row_set_header (row, header);
}

static void
row_activated (GtkListBox *list, GtkListBoxRow *row, HySide *self)
{
  const char *page = hy_side_row_get_page (HY_SIDE_ROW (row));

  if (g_str_equal (page, OUTBOX))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-outbox", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-queue", "s", page);
}

/* The row that the arrow keys come to is marked: its page is the one to be seen. */
static void
row_selected (GtkListBox *list, GtkListBoxRow *row, HySide *self)
{
  const char *page = row != NULL ? hy_side_row_get_page (HY_SIDE_ROW (row)) : NULL;

  if (page != NULL && self->page != NULL && !g_str_equal (page, self->page))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.browse", "s", page);
}

static void
show_row_figures (HySide *self, HySideRow *row)
{
  const HyListCounts *counts = hy_session_get_counts (self->session);
  const HyStatus *status = hy_session_get_status (self->session);
  HyQueue queue;

  if (hy_queue_parse (hy_side_row_get_page (row), &queue))
    hy_side_row_set_figures (row, counts->n[queue],
                             queue == HY_QUEUE_ALL ? HY_LIGHT_NONE : counts->worst[queue]);
  else
    hy_side_row_set_figures (row, status->refused > 0 ? status->refused : status->waiting - status->traces,
                             HY_LIGHT_NONE);
}

static void
show_figures (HySession *session, HySide *self)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    show_row_figures (self, HY_SIDE_ROW (row));
}

void
hy_side_set_page (HySide *self, const char *page)
{
  GtkListBoxRow *row = NULL;

  g_return_if_fail (HY_IS_SIDE (self));

  g_free (self->page);
  self->page = g_strdup (page);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (hy_side_row_get_page (HY_SIDE_ROW (row)), page) == 0)
      break;
  gtk_list_box_select_row (self->list, row);
}

void
hy_side_focus (HySide *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (HY_IS_SIDE (self));

  row = gtk_list_box_get_selected_row (self->list);
  if (row != NULL && gtk_widget_get_mapped (GTK_WIDGET (row)))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
fill (HySide *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkWidget *row = hy_side_row_new (hy_queue_code (lines[i].queue),
                                        hy_queue_words (lines[i].queue), lines[i].caption);

      if (lines[i].means != NULL)
        {
          gtk_widget_set_tooltip_text (row, _ (lines[i].means));
          gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                          _ (lines[i].means), -1);
        }
      gtk_list_box_append (self->list, row);
    }
  gtk_list_box_append (self->list, hy_side_row_new (OUTBOX, _ ("Outbox"), ""));
}

static void
hy_side_constructed (GObject *object)
{
  HySide *self = HY_SIDE (object);

  G_OBJECT_CLASS (hy_side_parent_class)->constructed (object);
  gtk_list_box_set_header_func (self->list, add_header, NULL, NULL);
  fill (self);
  show_figures (self->session, self);
  g_signal_connect_object (self->session, "figures", G_CALLBACK (show_figures), self, 0);
}

static void
hy_side_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_SIDE (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_side_dispose (GObject *object)
{
  HySide *self = HY_SIDE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->page, g_free);
  G_OBJECT_CLASS (hy_side_parent_class)->dispose (object);
}

static void
hy_side_class_init (HySideClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->constructed = hy_side_constructed;
  object->set_property = hy_side_set_property;
  object->dispose = hy_side_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-side.ui");
  gtk_widget_class_bind_template_child (widget, HySide, list);
  gtk_widget_class_bind_template_callback (widget, row_activated);
  gtk_widget_class_bind_template_callback (widget, row_selected);
}

static void
hy_side_init (HySide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
