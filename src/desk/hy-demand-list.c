#include "desk/hy-demand-list.h"

#include "core/hy-likely.h"
#include "core/hy-words.h"
#include "desk/hy-text.h"
#include "desk/hy-wrap.h"

#include <string.h>

struct _HyDemandList
{
  AdwBin parent_instance;
  GtkLabel *heading;
  GtkListBox *list;
  HyWrap *chips;
};

G_DEFINE_FINAL_TYPE (HyDemandList, hy_demand_list, ADW_TYPE_BIN)

static gboolean
names_demand (const HyRecord *contact, const char *id)
{
  g_autoptr (GVariant) list = hy_body_array (contact->body, "demands");
  gsize n = list != NULL ? g_variant_n_children (list) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) demand = hy_body_element (list, i);

      if (g_strcmp0 (hy_body_string (demand, "id"), id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The contact in which it was last spoken of. */
static char *
confirmed_words (const HyCase *view, const char *id)
{
  for (guint i = view->timeline->len; i > 0; i--)
    {
      const HyRecord *record = view->timeline->pdata[i - 1];
      HyTime at = record->made_at;
      g_autofree char *moment = NULL;

      if (strcmp (record->kind, "contact") != 0 || !names_demand (record, id))
        continue;
      hy_body_time (record->body, "at", &at);
      moment = hy_moment_words (at);
      return g_strdup_printf (_ ("Confirmed %s"), moment);
    }
  return g_strdup (_ ("Confirmed"));
}

static void
add_demand (HyDemandList *self, const HyCase *view, const HyDemand *demand, guint n)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("hy-in-time-symbolic");
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *when = confirmed_words (view, demand->id);
  GtkWidget *figure = gtk_label_new (number);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), demand->text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (figure, "numeric");
  gtk_widget_add_css_class (figure, "hy-meta");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), figure);
  gtk_widget_add_css_class (icon, "hy-stopped");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_append (self->list, row);
}

static guint
show_confirmed (HyDemandList *self, const HyMatter *matter)
{
  GtkWidget *row;
  guint n = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < matter->demands->len; i++)
    {
      const HyDemand *demand = matter->demands->pdata[i];

      if (strcmp (demand->id, HY_DEMAND_OWN) != 0)
        add_demand (self, matter->ticket->view, demand, ++n);
    }
  return n;
}

static GtkWidget *
chip_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "hy-likely");
  return label;
}

static guint
show_likely (HyDemandList *self, const HyTicket *ticket)
{
  g_auto (GStrv) likely = hy_likely_demands (ticket->title, ticket->content);
  guint n = g_strv_length (likely);

  hy_wrap_clear (self->chips, NULL);
  for (guint i = 0; i < n; i++)
    hy_wrap_append (self->chips, chip_new (likely[i]));
  return n;
}

void
hy_demand_list_set_matter (HyDemandList *self, HyMatter *matter)
{
  const HyTicket *ticket = matter->ticket->view->ticket;
  guint confirmed, likely;

  g_return_if_fail (HY_IS_DEMAND_LIST (self));
  confirmed = show_confirmed (self, matter);
  likely = confirmed == 0 && hy_ticket_is_open (ticket) ? show_likely (self, ticket) : 0;
  gtk_label_set_text (self->heading,
                      confirmed > 0 ? _ ("Demands") : _ ("Likely demands (check in the call)"));
  gtk_widget_set_visible (GTK_WIDGET (self->list), confirmed > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), likely > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), confirmed + likely > 0);
}

static void
hy_demand_list_class_init (HyDemandListClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HY_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-demand-list.ui");
  gtk_widget_class_bind_template_child (widget, HyDemandList, heading);
  gtk_widget_class_bind_template_child (widget, HyDemandList, list);
  gtk_widget_class_bind_template_child (widget, HyDemandList, chips);
}

static void
hy_demand_list_init (HyDemandList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
