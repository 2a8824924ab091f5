#include "desk/hy-ticket-row-private.h"

#include <math.h>

/* Between a light and the words, between parts of a line, around the words of a pill and a chip. */
#define LIGHT 16
#define LIGHT_GAP 12
#define GAP 6
/* Closer than this a title and its date read as one sentence. */
#define DATE_GAP 16
#define PILL_PAD 7
#define CHIP_PAD 4
#define MARK 12
#define LINE_GAP 2
#define SMALL 0.85
#define TITLE_LINES 2
/* A title that would have less than this part of its line, in percent, leaves the date a line of its own. */
#define TITLE_PART 45
/* So much more than usual is large; and of it icons take this part. */
#define LARGE_TEXT 1.25
#define GROWTH 0.9
/* What a second outline takes on each side. */
#define OUTLINE 3

/* Icons grow with text that a person made large, as they do elsewhere (hy-large-text). */
static int
grown (HyTicketRow *self, int size)
{
  double resolution
      = pango_cairo_context_get_resolution (gtk_widget_get_pango_context (GTK_WIDGET (self)));
  double scale = resolution / 96;

  return scale >= LARGE_TEXT ? (int) (size * scale * GROWTH) : size;
}

/* Where the words begin, behind the light. */
static float
words_at (HyTicketRow *self)
{
  return (float) (grown (self, LIGHT) + LIGHT_GAP);
}

/* A line of a row is filled from its right edge; what is left is the title's or the caption's. */
typedef struct
{
  HyTicketRow *row;
  GtkSnapshot *snapshot;
  float right; /* what is left of the line ends here */
  float top, height;
} Line;

static PangoLayout *
lay_out (HyTicketRow *self, const char *text, double scale, gboolean bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

/* Of a line with Chinese and Latin letters; asked by every row, the same for all of a font. */
static int
line_height (HyTicketRow *self, double scale)
{
  static PangoFontDescription *font;
  static double resolution;
  static GHashTable *heights;
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *now = pango_context_get_font_description (context);
  gpointer key = GINT_TO_POINTER ((int) (scale * 100));
  int height;

  if (font == NULL || resolution != pango_cairo_context_get_resolution (context)
      || !pango_font_description_equal (font, now))
    {
      g_clear_pointer (&font, pango_font_description_free);
      g_clear_pointer (&heights, g_hash_table_unref);
      font = pango_font_description_copy (now);
      resolution = pango_cairo_context_get_resolution (context);
      heights = g_hash_table_new (NULL, NULL);
    }
  height = GPOINTER_TO_INT (g_hash_table_lookup (heights, key));
  if (height == 0)
    {
      g_autoptr (PangoLayout) sample = lay_out (self, "国Ag", scale, TRUE);

      pango_layout_get_pixel_size (sample, NULL, &height);
      g_hash_table_insert (heights, key, GINT_TO_POINTER (height));
    }
  return height;
}

static void
find_color (HyTicketRow *self, const char *name, GdkRGBA *out)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));

  if (name == NULL || !gtk_style_context_lookup_color (context, name, out))
    gtk_style_context_get_color (context, out);
}

static void
draw_icon (Line *line, const char *name, int size, float x, const GdkRGBA *color)
{
  GtkWidget *widget = GTK_WIDGET (line->row);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon
      = gtk_icon_theme_lookup_icon (theme, name, NULL, size, gtk_widget_get_scale_factor (widget),
                                    gtk_widget_get_direction (widget), 0);

  gtk_snapshot_save (line->snapshot);
  gtk_snapshot_translate (line->snapshot,
                          &GRAPHENE_POINT_INIT (x, line->top + (line->height - (float) size) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), line->snapshot, size,
                                            size, color, 1);
  gtk_snapshot_restore (line->snapshot);
}

static void
draw_layout (Line *line, PangoLayout *layout, float x, const GdkRGBA *color)
{
  int height = 0;

  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (line->snapshot);
  gtk_snapshot_translate (
      line->snapshot,
      &GRAPHENE_POINT_INIT (x, line->top + floorf ((line->height - (float) height) / 2)));
  gtk_snapshot_append_layout (line->snapshot, layout, color);
  gtk_snapshot_restore (line->snapshot);
}

/* How the words of a line's end are set: plain, in a pill of a colour, in an outline. */
typedef struct
{
  float pad, radius;
  const char *fill, *border, *text;
  gboolean bold, doubled;
} Setting;

static void
draw_frame (Line *line, const graphene_rect_t *box, const Setting *setting)
{
  GskRoundedRect round;
  GdkRGBA color;

  gsk_rounded_rect_init_from_rect (&round, box, setting->radius);
  if (setting->fill != NULL)
    {
      find_color (line->row, setting->fill, &color);
      gtk_snapshot_push_rounded_clip (line->snapshot, &round);
      gtk_snapshot_append_color (line->snapshot, &color, box);
      gtk_snapshot_pop (line->snapshot);
    }
  if (setting->border != NULL)
    {
      const GdkRGBA *colors;

      find_color (line->row, setting->border, &color);
      colors = (GdkRGBA[]){ color, color, color, color };
      gtk_snapshot_append_border (line->snapshot, &round, (float[]){ 1, 1, 1, 1 }, colors);
      if (!setting->doubled)
        return;
      gsk_rounded_rect_shrink (&round, -OUTLINE, -OUTLINE, -OUTLINE, -OUTLINE);
      gtk_snapshot_append_border (line->snapshot, &round, (float[]){ 2, 2, 2, 2 }, colors);
    }
}

/* Puts @text at the end of what is left of the line. */
static void
draw_end (Line *line, const char *text, double scale, const Setting *setting)
{
  g_autoptr (PangoLayout) layout = NULL;
  graphene_rect_t box;
  GdkRGBA color;
  int width = 0;

  if (text == NULL || text[0] == '\0')
    return;
  layout = lay_out (line->row, text, scale, setting->bold);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (setting->doubled)
    line->right -= OUTLINE;
  graphene_rect_init (&box, line->right - (float) width - 2 * setting->pad, line->top,
                      (float) width + 2 * setting->pad, line->height);
  draw_frame (line, &box, setting);
  find_color (line->row, setting->text, &color);
  draw_layout (line, layout, box.origin.x + setting->pad, &color);
  line->right = box.origin.x - GAP;
}

/* Puts @text into what is left of the line from @x, cut where it does not fit. */
static void
draw_rest (Line *line,
           const char *text,
           double scale,
           float x,
           const char *color_name,
           gboolean bold)
{
  g_autoptr (PangoLayout) layout = lay_out (line->row, text, scale, bold);
  GdkRGBA color;

  if (line->right <= x)
    return;
  pango_layout_set_width (layout, (int) ((line->right - x) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  find_color (line->row, color_name, &color);
  draw_layout (line, layout, x, &color);
}

/* screens.md, section 3: weight grows with danger. */
static const Setting *
date_setting (const HyLook *look)
{
  static const Setting plain = { .pad = 0 };
  static const Setting stopped = { .text = "hy_dim" };
  static const Setting yellow = { .text = "hy_yellow" };
  static const Setting today
      = { .pad = PILL_PAD, .radius = 12, .border = "hy_yellow", .text = "hy_yellow", .bold = TRUE };
  static const Setting red = { .pad = PILL_PAD,
                               .radius = 12,
                               .fill = "hy_red",
                               .border = "hy_red",
                               .text = "hy_on_red",
                               .bold = TRUE };
  static const Setting framed = { .pad = PILL_PAD,
                                  .radius = 12,
                                  .fill = "hy_red",
                                  .border = "hy_red",
                                  .text = "hy_on_red",
                                  .bold = TRUE,
                                  .doubled = TRUE };

  if (look->today)
    return &today;
  if (look->light == HY_LIGHT_YELLOW && !look->pending)
    return &yellow;
  if (look->light == HY_LIGHT_RED)
    return &red;
  if (look->light == HY_LIGHT_RED_FRAMED)
    return &framed;
  return look->light == HY_LIGHT_GREEN ? &plain : &stopped;
}

static float
find_date_width (HyTicketRow *self)
{
  const Setting *setting = date_setting (&self->look);
  g_autoptr (PangoLayout) date = NULL;
  int width = 0;

  if (self->date[0] == '\0')
    return 0;
  date = lay_out (self, self->date, 1, setting->bold);
  pango_layout_get_pixel_size (date, &width, NULL);
  return (float) width + 2 * setting->pad + DATE_GAP + (setting->doubled ? OUTLINE : 0);
}

static float
date_width (HyTicketRow *self)
{
  guint serial = pango_context_get_serial (gtk_widget_get_pango_context (GTK_WIDGET (self)));

  if (self->fit_serial != serial)
    {
      self->fit_serial = serial;
      self->fit_width = -1;
      self->fit_date = find_date_width (self);
    }
  return self->fit_date;
}

/* The date stands under the title, not beside it. */
static gboolean
is_stacked (HyTicketRow *self, float width)
{
  return !self->dense && self->filled && width > 0
         && width - words_at (self) - date_width (self) < width * TITLE_PART / 100;
}

static float
title_width (HyTicketRow *self, float width)
{
  return width - words_at (self) - (is_stacked (self, width) ? 0 : date_width (self));
}

static PangoLayout *
lay_out_title (HyTicketRow *self, float width)
{
  PangoLayout *layout = lay_out (self, self->title, 1, self->unread);

  pango_layout_set_width (layout, (int) (MAX (width, 0) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (layout, self->dense ? -1 : -TITLE_LINES);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static int
title_lines (HyTicketRow *self, int width)
{
  float room;

  if (!self->filled || self->dense || width < 0)
    return 1;
  room = title_width (self, (float) width);
  if (self->fit_width != width)
    {
      g_autoptr (PangoLayout) layout = lay_out_title (self, room);

      self->fit_width = width;
      self->fit_lines = pango_layout_get_line_count (layout);
    }
  return self->fit_lines;
}

/* A pill is a little higher than its words. */
int
hy_ticket_row_height (HyTicketRow *self, int width)
{
  int height = line_height (self, 1) * title_lines (self, width) + 2;

  if (is_stacked (self, (float) width))
    height += LINE_GAP + line_height (self, 1) + 2;
  return height + (!self->dense + self->stating) * (LINE_GAP + line_height (self, SMALL) + 2);
}

void
hy_ticket_row_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  HyTicketRow *self = HY_TICKET_ROW (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = 200;
      return;
    }
  *minimum = *natural = hy_ticket_row_height (self, for_size);
  if (for_size >= 0)
    self->height = *minimum;
}

static void
draw_placeholder (HyTicketRow *self, GtkSnapshot *snapshot, float width)
{
  GdkRGBA color;

  find_color (self, NULL, &color);
  color.alpha *= 0.12f;
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (words_at (self), GAP, width * 0.45f, 10));
}

static void
draw_second_line (Line *line)
{
  static const Setting dim = { .text = "hy_dim" };
  static const Setting chip
      = { .pad = CHIP_PAD, .radius = 4, .border = "hy_dim", .text = "hy_dim" };
  HyTicketRow *self = line->row;
  int mark = grown (self, MARK);
  GdkRGBA color;

  if (self->mark != NULL)
    {
      find_color (self, "hy_delivery", &color);
      draw_icon (line, self->mark, mark, line->right - (float) mark, &color);
      line->right -= (float) mark + GAP;
    }
  draw_end (line, self->left, SMALL, &dim);
  /* From the right: the weightiest stands first. */
  for (guint i = self->chips->len; i > 0; i--)
    draw_end (line, g_ptr_array_index (self->chips, i - 1), SMALL, &chip);
  draw_rest (line, self->caption, SMALL, words_at (self), "hy_dim", FALSE);
}

/* While tickets are picked a box stands in the light's place; its colour is still that of the date. */
static void
draw_light (Line *line)
{
  HyTicketRow *self = line->row;
  int size = grown (self, LIGHT);
  GdkRGBA color;

  if (self->picking)
    {
      find_color (self, self->selected ? "accent_color" : NULL, &color);
      draw_icon (line, self->selected ? "hy-picked-symbolic" : "hy-pickable-symbolic", size, 0,
                 &color);
      return;
    }
  find_color (self, hy_look_color (&self->look), &color);
  draw_icon (line, hy_look_icon (&self->look), size, 0, &color);
}

/* To the next line. */
static void
go_down (Line *line, float width, double scale)
{
  line->top += line->height + LINE_GAP;
  line->height = (float) line_height (line->row, scale) + 2;
  line->right = width;
}

/* A matter is known by its title: where one line does not hold it there is a second. */
static void
draw_title (Line *line)
{
  g_autoptr (PangoLayout) layout = lay_out_title (line->row, line->right - words_at (line->row));
  GdkRGBA color;

  line->height = (float) (line_height (line->row, 1) * pango_layout_get_line_count (layout) + 2);
  find_color (line->row, NULL, &color);
  draw_layout (line, layout, words_at (line->row), &color);
}

void
hy_ticket_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HyTicketRow *self = HY_TICKET_ROW (widget);
  float width = (float) gtk_widget_get_width (widget);
  Line line = { self, snapshot, width, 0, (float) line_height (self, 1) + 2 };

  if (!self->filled)
    {
      draw_placeholder (self, snapshot, width);
      return;
    }
  draw_light (&line);
  if (!is_stacked (self, width))
    {
      draw_end (&line, self->date, 1, date_setting (&self->look));
      line.right = MIN (line.right, width - date_width (self));
    }
  draw_title (&line);
  if (is_stacked (self, width))
    {
      go_down (&line, width, 1);
      draw_end (&line, self->date, 1, date_setting (&self->look));
    }
  if (!self->dense)
    {
      go_down (&line, width, SMALL);
      draw_second_line (&line);
    }
  if (self->stating && self->state != NULL)
    {
      go_down (&line, width, SMALL);
      draw_rest (&line, self->state, SMALL, words_at (self), NULL, FALSE);
    }
}
