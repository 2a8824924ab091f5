#include "desk/hy-wrap.h"

struct _HyWrap
{
  GtkWidget parent_instance;
  int spacing, line_spacing;
  gboolean at_end;
};

G_DEFINE_FINAL_TYPE (HyWrap, hy_wrap, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SPACING,
  PROP_LINE_SPACING,
  PROP_AT_END,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

GtkWidget *
hy_wrap_new (int spacing, int line_spacing)
{
  return g_object_new (HY_TYPE_WRAP, "spacing", spacing, "line-spacing", line_spacing, NULL);
}

void
hy_wrap_append (HyWrap *self, GtkWidget *child)
{
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
  /* A hidden parent does not ask by itself, and would be shown with the size that it had. */
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
hy_wrap_clear (HyWrap *self, GtkWidget *keep)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_last_child (GTK_WIDGET (self))) != keep)
    gtk_widget_unparent (child);
}

/* Of a line a child that expands asks for no more than this part, in percent; it takes what is left. */
#define EXPANDING 60

static gboolean
expands (GtkWidget *child)
{
  return gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
}

/* Width that a child asks for in a line: its natural one, or the whole line's where that is less. */
static int
width_of (GtkWidget *child, int line)
{
  int min = 0, natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &natural, NULL, NULL);
  return MAX (min, MIN (natural, expands (child) ? line * EXPANDING / 100 : line));
}

static int
height_of (GtkWidget *child, int width)
{
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* The children of one line from @first on. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *behind; /* the first of the next line, or NULL */
  int width;         /* that they ask for */
  int n, n_expand;
  int left; /* of the whole line's width */
} Line;

static Line
read_line (HyWrap *self, GtkWidget *first, int width)
{
  Line line = { .first = first };
  GtkWidget *child = first;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int wanted;

      if (!gtk_widget_should_layout (child))
        continue;
      wanted = width_of (child, width);
      if (line.n > 0 && line.width + self->spacing + wanted > width)
        break;
      line.width += (line.n > 0 ? self->spacing : 0) + wanted;
      line.n++;
      line.n_expand += expands (child);
    }
  line.behind = child;
  line.left = MAX (0, width - line.width);
  return line;
}

static int
width_in_line (GtkWidget *child, const Line *line, int width)
{
  return width_of (child, width) + (expands (child) ? line->left / line->n_expand : 0);
}

static int
height_of_line (const Line *line, int width)
{
  int height = 0;

  for (GtkWidget *child = line->first; child != line->behind;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      height = MAX (height, height_of (child, width_in_line (child, line, width)));
  return height;
}

static int
height_for (HyWrap *self, int width)
{
  int height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;)
    {
      Line line = read_line (self, child, width);

      if (line.n > 0)
        height += (height > 0 ? self->line_spacing : 0) + height_of_line (&line, width);
      child = line.behind;
    }
  return height;
}

static void
measure_width (HyWrap *self, int *minimum, int *natural)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int min = 0, nat = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &nat, NULL, NULL);
      *minimum = MAX (*minimum, min);
      *natural += (*natural > 0 ? self->spacing : 0) + nat;
    }
  *natural = MAX (*natural, *minimum);
}

static void
hy_wrap_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  HyWrap *self = HY_WRAP (widget);
  int narrowest = 0, widest = 0;

  *minimum = *natural = 0;
  measure_width (self, &narrowest, &widest);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = narrowest;
      *natural = widest;
    }
  else
    *minimum = *natural = height_for (self, for_size < 0 ? widest : MAX (for_size, narrowest));
}

static void
allocate_line (HyWrap *self, const Line *line, int y, int width, int height)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = self->at_end && line->n_expand == 0 ? line->left : 0;

  for (GtkWidget *child = line->first; child != line->behind;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { 0, y, 0, height };

      if (!gtk_widget_should_layout (child))
        continue;
      place.width = width_in_line (child, line, width);
      place.x = mirrored ? width - x - place.width : x;
      gtk_widget_size_allocate (child, &place, -1);
      x += place.width + self->spacing;
    }
}

static void
hy_wrap_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HyWrap *self = HY_WRAP (widget);
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      Line line = read_line (self, child, width);
      int line_height = height_of_line (&line, width);

      allocate_line (self, &line, y, width, line_height);
      if (line.n > 0)
        y += line_height + self->line_spacing;
      child = line.behind;
    }
}

static GtkSizeRequestMode
hy_wrap_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
hy_wrap_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HyWrap *self = HY_WRAP (object);

  if (id == PROP_SPACING)
    self->spacing = g_value_get_int (value);
  else if (id == PROP_LINE_SPACING)
    self->line_spacing = g_value_get_int (value);
  else if (id == PROP_AT_END)
    self->at_end = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_wrap_dispose (GObject *object)
{
  hy_wrap_clear (HY_WRAP (object), NULL);
  G_OBJECT_CLASS (hy_wrap_parent_class)->dispose (object);
}

static void
hy_wrap_class_init (HyWrapClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object->set_property = hy_wrap_set_property;
  object->dispose = hy_wrap_dispose;
  widget->measure = hy_wrap_measure;
  widget->size_allocate = hy_wrap_size_allocate;
  widget->get_request_mode = hy_wrap_get_request_mode;
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 6, flags);
  properties[PROP_LINE_SPACING]
      = g_param_spec_int ("line-spacing", NULL, NULL, 0, G_MAXINT16, 6, flags);
  properties[PROP_AT_END] = g_param_spec_boolean ("at-end", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
hy_wrap_init (HyWrap *self)
{
}
