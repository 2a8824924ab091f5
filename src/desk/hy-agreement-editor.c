#include "desk/hy-agreement-editor.h"

#include "desk/hy-text.h"
#include "desk/hy-typed.h"

static const struct
{
  const char *member, *words;
  int chars;
} parts[] = {
  { "who", N_ ("Who"), 6 },
  { "what", N_ ("Does what"), 14 },
  { "by", N_ ("By when"), 7 },
};

/* All three fit beside one another where text is large. */
#define LEAST_CHARS 4
#define N_PARTS G_N_ELEMENTS (parts)

struct _HyAgreementEditor
{
  AdwBin parent_instance;
  GtkBox *rows;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HyAgreementEditor, hy_agreement_editor, ADW_TYPE_BIN)

static guint changed_signal;

static void
notify_changed (HyAgreementEditor *self)
{
  if (!self->filling)
    g_signal_emit (self, changed_signal, 0);
}

static void add_another (HyAgreementEditor *self);

static guint
count_rows (HyAgreementEditor *self)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n++;
  return n;
}

static void
add_row (HyAgreementEditor *self, GVariant *line)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  guint number = count_rows (self) + 1;

  for (gsize i = 0; i < N_PARTS; i++)
    {
      GtkWidget *entry = gtk_entry_new ();
      const char *text = line != NULL ? hy_body_string (line, parts[i].member) : NULL;
      g_autofree char *name = g_strdup_printf (_ ("%s, line %u"), _ (parts[i].words), number);

      gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
      gtk_editable_set_width_chars (GTK_EDITABLE (entry), LEAST_CHARS);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), parts[i].chars);
      gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ (parts[i].words));
      gtk_widget_set_tooltip_text (entry, _ (parts[i].words));
      gtk_widget_set_hexpand (entry, i == 1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_signal_connect_swapped (entry, "changed", G_CALLBACK (notify_changed), self);
      g_signal_connect_swapped (entry, "activate", G_CALLBACK (add_another), self);
      gtk_box_append (GTK_BOX (row), entry);
    }
  gtk_box_append (self->rows, row);
}

static void
add_another (HyAgreementEditor *self)
{
  add_row (self, NULL);
  gtk_widget_child_focus (gtk_widget_get_last_child (GTK_WIDGET (self->rows)),
                          GTK_DIR_TAB_FORWARD);
}

void
hy_agreement_editor_set_lines (HyAgreementEditor *self, GVariant *lines)
{
  gsize n = g_variant_n_children (lines);
  GtkWidget *row;

  if (n == 0)
    return;
  self->filling = TRUE;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) line = hy_body_element (lines, i);

      add_row (self, line);
    }
  self->filling = FALSE;
}

GPtrArray *
hy_agreement_editor_get_lines (HyAgreementEditor *self)
{
  GPtrArray *lines = g_ptr_array_new ();

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *entry = gtk_widget_get_first_child (row);
      GVariantDict dict;
      gboolean any = FALSE;

      g_variant_dict_init (&dict, NULL);
      for (gsize i = 0; i < N_PARTS; i++, entry = gtk_widget_get_next_sibling (entry))
        {
          const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

          any = any || !hy_text_is_blank (text);
          hy_put_text (&dict, parts[i].member, text);
        }
      if (any)
        g_ptr_array_add (lines, g_variant_dict_end (&dict));
      else
        g_variant_dict_clear (&dict);
    }
  return lines;
}

static void
hy_agreement_editor_class_init (HyAgreementEditorClass *klass)
{
  changed_signal = g_signal_new ("changed", HY_TYPE_AGREEMENT_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
hy_agreement_editor_init (HyAgreementEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *add = gtk_button_new_with_label (_ ("Add a Line"));

  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_another), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (box), add);
  adw_bin_set_child (ADW_BIN (self), box);
  add_row (self, NULL);
}
