#include "desk/hy-demand-editor.h"

#include "core/hy-body.h"
#include "core/hy-id.h"
#include "core/hy-likely.h"
#include "desk/hy-text.h"
#include "wire/hy-system-clock.h"

struct _HyDemandEditor
{
  AdwBin parent_instance;
  GtkBox *rows;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HyDemandEditor, hy_demand_editor, ADW_TYPE_BIN)

static guint changed_signal;

/* A row is a box of check and entry, whose name is the demand's id. */
static GtkCheckButton *
check_of (GtkWidget *row)
{
  return GTK_CHECK_BUTTON (gtk_widget_get_first_child (row));
}

static GtkEditable *
entry_of (GtkWidget *row)
{
  return GTK_EDITABLE (gtk_widget_get_last_child (row));
}

static void
notify_changed (HyDemandEditor *self)
{
  if (!self->filling)
    g_signal_emit (self, changed_signal, 0);
}

/* What is typed is what they said; taking the check away is the clerk's doing. */
static void
text_changed (GtkEditable *entry, HyDemandEditor *self)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (entry));

  if (!self->filling)
    gtk_check_button_set_active (check_of (row), !hy_text_is_blank (gtk_editable_get_text (entry)));
  notify_changed (self);
}

static void add_new (HyDemandEditor *self, const char *text);

static void
add_another (HyDemandEditor *self)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->rows));

  if (last == NULL || !hy_text_is_blank (gtk_editable_get_text (entry_of (last))))
    {
      add_new (self, "");
      last = gtk_widget_get_last_child (GTK_WIDGET (self->rows));
    }
  gtk_widget_grab_focus (GTK_WIDGET (entry_of (last)));
}

static void
name_row (HyDemandEditor *self, GtkWidget *row)
{
  guint number = 1;
  g_autofree char *name = NULL;
  g_autofree char *confirmed = NULL;

  for (GtkWidget *w = gtk_widget_get_prev_sibling (row); w != NULL;
       w = gtk_widget_get_prev_sibling (w))
    number++;
  name = g_strdup_printf (_ ("Demand %u"), number);
  confirmed = g_strdup_printf (_ ("Demand %u confirmed"), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry_of (row)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check_of (row)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  confirmed, -1);
}

static void
add_row (HyDemandEditor *self, const char *id, const char *text, gboolean on)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_set_name (row, id);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), on);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), entry);
  gtk_box_append (self->rows, row);
  name_row (self, row);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (notify_changed), self);
  g_signal_connect (entry, "changed", G_CALLBACK (text_changed), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (add_another), self);
}

static void
clear (HyDemandEditor *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
}

static void
add_new (HyDemandEditor *self, const char *text)
{
  g_autofree char *id = hy_id_new (hy_system_clock_now ());

  add_row (self, id, text, FALSE);
}

/* What the letter probably asks for, to be checked or struck out in the call. */
static void
add_likely (HyDemandEditor *self, const HyTicket *ticket)
{
  g_auto (GStrv) likely = hy_likely_demands (ticket->title, ticket->content);

  for (gsize i = 0; likely[i] != NULL; i++)
    add_new (self, likely[i]);
  if (likely[0] == NULL)
    add_new (self, "");
}

void
hy_demand_editor_set_ticket (HyDemandEditor *self, const HyTicket *ticket)
{
  self->filling = TRUE;
  clear (self);
  for (guint i = 0; i < ticket->demands->len; i++)
    {
      const HyDemand *demand = g_ptr_array_index (ticket->demands, i);

      add_row (self, demand->id, demand->text, TRUE);
    }
  if (ticket->demands->len == 0)
    add_likely (self, ticket);
  self->filling = FALSE;
}

void
hy_demand_editor_restore (HyDemandEditor *self, GVariant *typed)
{
  gsize n = g_variant_n_children (typed);

  if (n == 0)
    return;
  self->filling = TRUE;
  clear (self);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) demand = hy_body_element (typed, i);
      const char *id = hy_body_string (demand, "id");
      const char *text = hy_body_string (demand, "text");
      gboolean on = FALSE;

      (void) hy_body_bool (demand, "confirmed", &on);
      if (id != NULL)
        add_row (self, id, text != NULL ? text : "", on);
    }
  self->filling = FALSE;
}

GPtrArray *
hy_demand_editor_get_demands (HyDemandEditor *self)
{
  GPtrArray *demands = g_ptr_array_new ();

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const char *text = gtk_editable_get_text (entry_of (row));
      GVariantDict dict;

      if (hy_text_is_blank (text))
        continue;
      g_variant_dict_init (&dict, NULL);
      g_variant_dict_insert (&dict, "id", "s", gtk_widget_get_name (row));
      g_variant_dict_insert (&dict, "text", "s", text);
      g_variant_dict_insert (&dict, "confirmed", "b", gtk_check_button_get_active (check_of (row)));
      g_ptr_array_add (demands, g_variant_dict_end (&dict));
    }
  return demands;
}

/* Where a demand can be confirmed: the first that is not, or a line for what they say. */
static gboolean
hy_demand_editor_grab_focus (GtkWidget *widget)
{
  HyDemandEditor *self = HY_DEMAND_EDITOR (widget);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (!hy_text_is_blank (gtk_editable_get_text (entry_of (row)))
        && !gtk_check_button_get_active (check_of (row)))
      return gtk_widget_grab_focus (GTK_WIDGET (check_of (row)));
  add_another (self);
  return TRUE;
}

static void
hy_demand_editor_class_init (HyDemandEditorClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = hy_demand_editor_grab_focus;
  changed_signal = g_signal_new ("changed", HY_TYPE_DEMAND_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
hy_demand_editor_init (HyDemandEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *add = gtk_button_new_with_label (_ ("Add a Demand"));

  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_another), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (box), add);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "hy-demands");
}
