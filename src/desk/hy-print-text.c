#include "desk/hy-print-text.h"

#define FONT "Sans 11"

/* The first line of each page. */
typedef struct
{
  char *text;
  PangoLayout *layout;
  GArray *first; /* of int */
} Job;

static void
job_free (gpointer data, GClosure *closure)
{
  Job *self = data;

  g_free (self->text);
  g_clear_object (&self->layout);
  g_array_unref (self->first);
  g_free (self);
}

static void
break_pages (Job *self, double height)
{
  int lines = pango_layout_get_line_count (self->layout);
  double used = 0;

  g_array_set_size (self->first, 0);
  for (int i = 0; i < lines; i++)
    {
      PangoRectangle box;

      pango_layout_line_get_extents (pango_layout_get_line_readonly (self->layout, i), NULL, &box);
      if (i == 0 || used + box.height > height * PANGO_SCALE)
        {
          g_array_append_val (self->first, i);
          used = 0;
        }
      used += box.height;
    }
}

static void
begin_print (GtkPrintOperation *operation, GtkPrintContext *context, Job *self)
{
  PangoFontDescription *font = pango_font_description_from_string (FONT);

  g_clear_object (&self->layout);
  self->layout = gtk_print_context_create_pango_layout (context);
  pango_layout_set_font_description (self->layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (self->layout, (int) gtk_print_context_get_width (context) * PANGO_SCALE);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (self->layout, self->text, -1);
  break_pages (self, gtk_print_context_get_height (context));
  gtk_print_operation_set_n_pages (operation, (int) MAX (self->first->len, 1));
}

static void
draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, Job *self)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  guint next = (guint) page + 1;
  int from = g_array_index (self->first, int, page);
  int to = next < self->first->len ? g_array_index (self->first, int, next)
                                   : pango_layout_get_line_count (self->layout);
  double y = 0;

  for (int i = from; i < to; i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (self->layout, i);
      PangoRectangle box;

      pango_layout_line_get_extents (line, NULL, &box);
      cairo_move_to (cr, 0, y + (double) PANGO_ASCENT (box) / PANGO_SCALE);
      pango_cairo_show_layout_line (cr, line);
      y += (double) box.height / PANGO_SCALE;
    }
}

void
hy_print_text (GtkWindow *parent, const char *title, const char *text)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  Job *job = g_new0 (Job, 1);

  job->text = g_strdup (text);
  job->first = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page), job);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin_print), job, job_free, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}
