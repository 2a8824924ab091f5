#include "desk/hy-wrap.h"

struct _HyWrap
{
  GtkWidget parent_instance;
  int spacing, line_spacing;
};

G_DEFINE_FINAL_TYPE (HyWrap, hy_wrap, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SPACING,
  PROP_LINE_SPACING,
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

/* Width of a child in a line: its natural one, or the whole line's where that is less. */
static int
width_of (GtkWidget *child, int line)
{
  int min = 0, natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &min, &natural, NULL, NULL);
  return MAX (min, MIN (natural, line));
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
  GtkWidget *behind; /* the first of the next line, or NULL */
  int width, height;
} Line;

static Line
read_line (HyWrap *self, GtkWidget *first, int width)
{
  Line line = { first, 0, 0 };
  GtkWidget *child = first;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int wanted;

      if (!gtk_widget_should_layout (child))
        continue;
      wanted = width_of (child, width);
      if (line.width > 0 && line.width + self->spacing + wanted > width)
        break;
      line.width += (line.width > 0 ? self->spacing : 0) + wanted;
      line.height = MAX (line.height, height_of (child, wanted));
    }
  line.behind = child;
  return line;
}

static int
height_for (HyWrap *self, int width)
{
  int height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;)
    {
      Line line = read_line (self, child, width);

      if (line.height > 0)
        height += (height > 0 ? self->line_spacing : 0) + line.height;
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
allocate_line (HyWrap *self, GtkWidget *first, const Line *line, int y, int width)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = first; child != line->behind; child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { 0, y, 0, line->height };

      if (!gtk_widget_should_layout (child))
        continue;
      place.width = width_of (child, width);
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

      allocate_line (self, child, &line, y, width);
      if (line.height > 0)
        y += line.height + self->line_spacing;
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
  g_object_class_install_properties (object, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
hy_wrap_init (HyWrap *self)
{
}
