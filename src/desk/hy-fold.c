#include "desk/hy-fold.h"

#include "desk/hy-text.h"

#include <string.h>

/* As wide as one reads at ease: 42 ideographs, each as wide as two letters. */
#define READABLE_CHARS 84

struct _HyFold
{
  AdwBin parent_instance;
  GtkLabel *label;
  GtkButton *button;
  char *text;
  int lines;
  gboolean open;
};

G_DEFINE_FINAL_TYPE (HyFold, hy_fold, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_LINES,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

gsize
hy_fold_cut (const char *text, int lines)
{
  int line = 1, column = 0;
  const char *at = text;

  for (; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      int width = g_unichar_iswide (c) ? 2 : 1;

      if (c == '\n' || column + width > READABLE_CHARS)
        {
          line++;
          column = 0;
        }
      column += c == '\n' ? 0 : width;
      if (line > lines)
        break;
    }
  /* To hide a handful of characters helps nobody. */
  return strlen (at) < READABLE_CHARS ? strlen (text) : (gsize) (at - text);
}

static void
show_text (HyFold *self)
{
  gsize cut = hy_fold_cut (self->text, self->lines);
  gboolean fits = cut == strlen (self->text);
  g_autofree char *head = g_strndup (self->text, cut);
  g_autofree char *shown = g_strconcat (g_strchomp (head), "…", NULL);
  g_autofree char *words = self->open ? g_strdup (_ ("Show Less"))
                                      : g_strdup_printf (_ ("Show All (%'ld characters)"),
                                                         g_utf8_strlen (self->text, -1));

  gtk_label_set_text (self->label, fits || self->open ? self->text : shown);
  gtk_widget_set_visible (GTK_WIDGET (self->button), !fits);
  gtk_button_set_label (self->button, words);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_EXPANDED,
                               self->open, -1);
}

static void
clicked (GtkButton *button, HyFold *self)
{
  self->open = !self->open;
  show_text (self);
}

void
hy_fold_set_text (HyFold *self, const char *text)
{
  g_return_if_fail (HY_IS_FOLD (self));
  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text != NULL ? text : "");
  self->open = FALSE;
  show_text (self);
}

GtkLabel *
hy_fold_get_label (HyFold *self)
{
  g_return_val_if_fail (HY_IS_FOLD (self), NULL);
  return self->label;
}

static void
hy_fold_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LINES)
    HY_FOLD (object)->lines = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_fold_finalize (GObject *object)
{
  g_free (HY_FOLD (object)->text);
  G_OBJECT_CLASS (hy_fold_parent_class)->finalize (object);
}

static void
hy_fold_class_init (HyFoldClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);

  object->set_property = hy_fold_set_property;
  object->finalize = hy_fold_finalize;
  properties[PROP_LINES]
      = g_param_spec_int ("lines", NULL, NULL, 1, 1000, 8,
                          G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
}

static void
hy_fold_init (HyFold *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->text = g_strdup ("");
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_selectable (self->label, TRUE);
  gtk_label_set_max_width_chars (self->label, READABLE_CHARS);
  /* A row asks how wide this is at the height it has: all of that is the text's, or the answer would be a line. */
  gtk_widget_set_vexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->label), GTK_ALIGN_START);

  self->button = GTK_BUTTON (gtk_button_new_with_label (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "hy-way-out");
  gtk_widget_set_halign (GTK_WIDGET (self->button), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "hy-fold-more");
  gtk_widget_hide (GTK_WIDGET (self->button));
  g_signal_connect (self->button, "clicked", G_CALLBACK (clicked), self);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  adw_bin_set_child (ADW_BIN (self), box);
}
