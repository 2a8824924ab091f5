#include "desk/hy-print-text.h"

#include "desk/hy-fill.h"
#include "desk/hy-print-breaks.h"
#include "desk/hy-text.h"

#include <string.h>

#define FONT "Sans 11"
#define FOOT_FONT "Sans 9"
/* Of a page's height, for the line at its foot. */
#define FOOT 0.035
/* Millimetres: room for the hole punch. */
#define MARGIN 20

/* Lines of one text that stand on a page together. */
typedef struct
{
  PangoLayout *layout; /* belongs to the job */
  int from, to;
  gsize text;     /* of the job */
  int number, of; /* among the pages of the text */
} Page;

typedef struct
{
  char **texts;
  char **titles;
  gsize next;         /* of @texts: the one to be laid out */
  GPtrArray *layouts; /* of PangoLayout */
  GArray *pages;      /* of Page */
} Job;

static void
job_free (gpointer data, GClosure *closure)
{
  Job *self = data;

  g_strfreev (self->texts);
  g_strfreev (self->titles);
  g_ptr_array_unref (self->layouts);
  g_array_unref (self->pages);
  g_free (self);
}

static PangoRectangle
line_box (PangoLayout *layout, int line)
{
  PangoRectangle box;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, line), NULL, &box);
  return box;
}

static HyPrintLine *
lines_of (PangoLayout *layout, guint n)
{
  HyPrintLine *lines = g_new (HyPrintLine, n);

  for (guint i = 0; i < n; i++)
    {
      lines[i].height = line_box (layout, (int) i).height;
      lines[i].empty = pango_layout_get_line_readonly (layout, (int) i)->length == 0;
    }
  return lines;
}

static void
break_pages (Job *self, PangoLayout *layout, int height)
{
  guint n = (guint) pango_layout_get_line_count (layout);
  g_autofree HyPrintLine *lines = lines_of (layout, n);
  g_autoptr (GArray) breaks = hy_print_breaks (lines, n, height);

  for (guint i = 0; i < breaks->len; i++)
    {
      guint to = i + 1 < breaks->len ? g_array_index (breaks, guint, i + 1) : n;
      Page page = { .layout = layout,
                    .from = (int) g_array_index (breaks, guint, i),
                    .to = (int) to,
                    .text = self->next,
                    .number = (int) i + 1,
                    .of = (int) breaks->len };

      g_array_append_val (self->pages, page);
    }
}

/* The first line says what it is. */
static void
mark_heading (PangoLayout *layout, const char *text)
{
  g_autoptr (PangoAttrList) list = pango_attr_list_new ();
  PangoAttribute *marks[]
      = { pango_attr_weight_new (PANGO_WEIGHT_BOLD), pango_attr_scale_new (PANGO_SCALE_LARGE) };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      marks[i]->end_index = (guint) strcspn (text, "\n");
      pango_attr_list_insert (list, marks[i]);
    }
  pango_layout_set_attributes (layout, list);
}

static PangoLayout *
layout_new (GtkPrintContext *context, const char *text)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *font = pango_font_description_from_string (FONT);

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int) gtk_print_context_get_width (context) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  mark_heading (layout, text);
  return layout;
}

static void
begin_print (GtkPrintOperation *operation, GtkPrintContext *context, Job *self)
{
  self->next = 0;
  g_ptr_array_set_size (self->layouts, 0);
  g_array_set_size (self->pages, 0);
}

/* One text at a time: the window goes on between them. */
static gboolean
paginate (GtkPrintOperation *operation, GtkPrintContext *context, Job *self)
{
  int height = (int) (gtk_print_context_get_height (context) * (1 - FOOT)) * PANGO_SCALE;
  PangoLayout *layout = layout_new (context, self->texts[self->next]);

  g_ptr_array_add (self->layouts, layout);
  break_pages (self, layout, height);
  self->next++;
  if (self->texts[self->next] != NULL)
    return FALSE;
  gtk_print_operation_set_n_pages (operation, (int) self->pages->len);
  return TRUE;
}

/* What it is, and which page of how many: leaves that came apart find together. */
static void
draw_foot (GtkPrintContext *context, const Page *page, const char *title)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *font = pango_font_description_from_string (FOOT_FONT);
  g_autofree char *number = g_strdup_printf (_ ("Page %d of %d"), page->number, page->of);
  double width = gtk_print_context_get_width (context), height = gtk_print_context_get_height (context);
  int number_width = 0, number_height = 0;

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, number, -1);
  pango_layout_get_pixel_size (layout, &number_width, &number_height);
  cairo_move_to (cr, width - number_width, height - number_height);
  pango_cairo_show_layout (cr, layout);
  pango_layout_set_text (layout, title, -1);
  pango_layout_set_width (layout, (int) (width - 2 * number_width) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  cairo_move_to (cr, 0, height - number_height);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int number, Job *self)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  const Page *page = &g_array_index (self->pages, Page, number);
  double y = 0;

  for (int i = page->from; i < page->to; i++)
    {
      PangoRectangle box = line_box (page->layout, i);

      cairo_move_to (cr, 0, y + (double) PANGO_ASCENT (box) / PANGO_SCALE);
      pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (page->layout, i));
      y += (double) box.height / PANGO_SCALE;
    }
  draw_foot (context, page, self->titles[page->text]);
}

static GtkPageSetup *
page_setup_new (void)
{
  GtkPageSetup *setup = gtk_page_setup_new ();

  gtk_page_setup_set_top_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, MARGIN, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, MARGIN, GTK_UNIT_MM);
  return setup;
}

GtkPrintOperation *
hy_print_operation_new (const char *title, const char *const *titles, const char *const *texts)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = page_setup_new ();
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  Job *job = g_new0 (Job, 1);

  job->texts = g_strdupv ((char **) texts);
  job->titles = g_strdupv ((char **) titles);
  job->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  job->pages = g_array_new (FALSE, FALSE, sizeof (Page));
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, title);
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_default_page_setup (operation, setup);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page), job);
  g_signal_connect (operation, "paginate", G_CALLBACK (paginate), job);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin_print), job, job_free, 0);
  return operation;
}

char *
hy_print_words (GtkPrintOperation *operation)
{
  const char *uri = gtk_print_settings_get (gtk_print_operation_get_print_settings (operation),
                                            GTK_PRINT_SETTINGS_OUTPUT_URI);
  g_autoptr (GFile) file = uri != NULL ? g_file_new_for_uri (uri) : NULL;
  g_autoptr (GFile) home = g_file_new_for_path (g_get_home_dir ());
  g_autofree char *name = file != NULL ? g_file_get_relative_path (home, file) : NULL;

  if (file == NULL)
    return g_strdup (_ ("Printed"));
  if (name == NULL)
    name = g_file_get_parse_name (file);
  return hy_fill (_ ("Printed to %s"), name);
}

/* What the printer says in the end is told where the clerk is by then. */
static void
printed (GtkPrintOperation *operation, GtkPrintOperationResult result, GtkWindow *parent)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    words = hy_print_words (operation);
  else if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  else
    {
      gtk_print_operation_get_error (operation, &error);
      words = g_strdup_printf (_ ("Not printed: %s. Look at the printer and print again."),
                               error != NULL ? error->message : "–");
    }
  gtk_widget_activate_action (GTK_WIDGET (parent), "win.toast", "s", words);
}

void
hy_print_texts (GtkWindow *parent, const char *title, const char *const *titles, const char *const *texts)
{
  g_autoptr (GtkPrintOperation) operation = hy_print_operation_new (title, titles, texts);

  gtk_print_operation_set_allow_async (operation, TRUE);
  if (parent != NULL)
    g_signal_connect_object (operation, "done", G_CALLBACK (printed), parent, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

void
hy_print_text (GtkWindow *parent, const char *title, const char *text)
{
  const char *titles[] = { title, NULL };
  const char *texts[] = { text, NULL };

  hy_print_texts (parent, title, titles, texts);
}
