#include "desk/hy-form-blocks.h"

#include "core/hy-words.h"
#include "desk/hy-form-private.h"
#include "desk/hy-text.h"

/* Of the form, in pixels: twice what the list takes. */
#define ROOM 230

static void
block_free (gpointer data)
{
  HyBlock *self = data;

  g_free (self->words);
  g_free (self->field);
  g_free (self);
}

GPtrArray *
hy_blocks_new (void)
{
  return g_ptr_array_new_with_free_func (block_free);
}

void
hy_blocks_add (GPtrArray *self, const char *code, const char *field, const char *words)
{
  HyBlock *block = g_new (HyBlock, 1);

  block->code = code;
  block->field = g_strdup (field);
  block->words = g_strdup (words);
  g_ptr_array_add (self, block);
}

void
hy_blocks_add_refusal (GPtrArray *self, const HyRefusal *refusal, const char *kind)
{
  g_autofree char *words = hy_refusal_detail (refusal, kind);

  hy_blocks_add (self, refusal->code, NULL, words);
}

/* Rows */

static GQuark
way_quark (void)
{
  return g_quark_from_static_string ("hy-refusal-way");
}

static void
way_clicked (GtkButton *button, HyForm *self)
{
  hy_form_take_way (self, g_object_get_qdata (G_OBJECT (button), way_quark ()));
}

/* A button's name is the field's member. */
static void
field_clicked (GtkButton *button, HyForm *self)
{
  HyFormField *field = hy_form_get_field (self, gtk_widget_get_name (GTK_WIDGET (button)));

  if (field != NULL)
    hy_form_go_to (self, field);
}

static GtkWidget *
button_new (HyForm *self, const HyBlock *block)
{
  HyState state = hy_form_get_matter (self)->ticket->view->ticket->state;
  const HyRefusalWay *way = hy_refusal_way (block->code, hy_form_get_kind (self), state);
  const char *label = block->field != NULL ? _ ("Mend") : _ (way->label);
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), label, block->words);

  if (block->field != NULL)
    gtk_widget_set_name (button, block->field);
  else
    g_object_set_qdata (G_OBJECT (button), way_quark (), (gpointer) way);
  g_signal_connect_object (button, "clicked",
                           block->field != NULL ? G_CALLBACK (field_clicked)
                                                : G_CALLBACK (way_clicked),
                           self, 0);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
row_new (HyForm *self, const HyBlock *block)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *mark = gtk_image_new_from_icon_name ("hy-refused-symbolic");
  GtkWidget *words = gtk_label_new (block->words);

  gtk_widget_add_css_class (mark, "hy-block");
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (words), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), mark);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), button_new (self, block));
  return row;
}

static GPtrArray *
find_blocks (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);
  HyFormClass *class = HY_FORM_GET_CLASS (self);
  const HyMay *may = hy_matter_may (priv->matter, priv->kind);
  GPtrArray *blocks = hy_blocks_new ();
  g_autoptr (GVariant) typed = NULL;

  if (class->check == NULL)
    {
      if (may != NULL && !may->allowed)
        hy_blocks_add_refusal (blocks, &may->refusal, priv->kind);
      return blocks;
    }
  typed = hy_form_get_typed (self);
  class->check (self, priv->matter, typed, blocks);
  return blocks;
}

static void
clear (GtkBox *box)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, row);
}

static guint
count_gaps (const GPtrArray *blocks)
{
  guint n = 0;

  for (guint i = 0; i < blocks->len; i++)
    n += ((HyBlock *) g_ptr_array_index (blocks, i))->field != NULL;
  return n;
}

/* What is to be mended in the form itself is counted, and listed on demand: the form needs its room.
 * What asks for another step first stands there with its way out. */
static void
show_rows (HyForm *self, const GPtrArray *blocks)
{
  HyFormPrivate *priv = hy_form_private (self);
  guint gaps = count_gaps (blocks);
  g_autofree char *words
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Not yet: %u thing is missing",
                                      "Not yet: %u things are missing", gaps),
                         gaps);

  clear (priv->blocks);
  clear (priv->gaps_rows);
  for (guint i = 0; i < blocks->len; i++)
    {
      const HyBlock *block = g_ptr_array_index (blocks, i);

      gtk_box_append (block->field != NULL && gaps > 1 ? priv->gaps_rows : priv->blocks,
                      row_new (self, block));
    }
  gtk_label_set_text (priv->gaps_words, words);
  gtk_widget_set_visible (GTK_WIDGET (priv->gaps), gaps > 1);
  gtk_widget_set_visible (GTK_WIDGET (priv->blocks),
                          gtk_widget_get_first_child (GTK_WIDGET (priv->blocks)) != NULL);
  gtk_widget_set_visible (priv->blocks_place, blocks->len > 0);
}

/* In a low window with large letters the list would leave the form no room, and the hands are there already. */
void
hy_form_list_gaps (HyForm *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);

  if (page == NULL || gtk_widget_get_height (page) >= ROOM)
    gtk_expander_set_expanded (hy_form_private (self)->gaps, TRUE);
}

/* Rows that stay as they are keep the focus, and are not read out again. */
void
hy_form_show_blocks (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);
  g_autoptr (GPtrArray) blocks = find_blocks (self);
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    g_string_append_printf (shown, "%s\n", ((HyBlock *) g_ptr_array_index (blocks, i))->words);
  if (g_strcmp0 (shown->str, priv->blocked) == 0)
    return;
  g_free (priv->blocked);
  priv->blocked = g_strdup (shown->str);
  show_rows (self, blocks);
}
