#include "clip.h"

#include "desk/hy-ticket-row.h"

#include <string.h>

/* So far up may a tooltip stand that says what a label had to leave out. */
#define TOOLTIP_REACH 5
/* Of rounding. */
#define SLACK 1
/* A label that may be shortened is measured a little lower than it is laid out where its lines are of several fonts;
 * so much of a line. */
#define LINE_SLACK 4

typedef struct
{
  GtkWidget *root;
  GPtrArray *faults;
} Look;

static gboolean
holds_text (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) || GTK_IS_TEXT (widget) || GTK_IS_BUTTON (widget)
         || GTK_IS_TEXT_VIEW (widget) || GTK_IS_CHECK_BUTTON (widget);
}

/* The kinds from the widget up to its page, and its words. */
static char *
describe (GtkWidget *widget)
{
  GString *out = g_string_new (NULL);
  GtkWidget *up = gtk_widget_get_parent (widget);

  g_string_append (out, G_OBJECT_TYPE_NAME (widget));
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (out, " “%s”", gtk_label_get_text (GTK_LABEL (widget)));
  g_string_append (out, " in");
  for (int i = 0; up != NULL && i < 6; i++, up = gtk_widget_get_parent (up))
    g_string_append_printf (out, " %s", G_OBJECT_TYPE_NAME (up));
  return g_string_free (out, FALSE);
}

static void add_fault (Look *look, GtkWidget *widget, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
add_fault (Look *look, GtkWidget *widget, const char *format, ...)
{
  g_autofree char *what = NULL;
  g_autofree char *where = describe (widget);
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (look->faults, g_strdup_printf ("%s: %s", where, what));
}

static gboolean
says_the_rest (GtkWidget *widget)
{
  for (int i = 0; widget != NULL && i < TOOLTIP_REACH; i++, widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      return TRUE;
  return FALSE;
}

static int
slack_of (GtkLabel *label, PangoLayout *layout, int height)
{
  if (gtk_label_get_ellipsize (label) == PANGO_ELLIPSIZE_NONE)
    return SLACK;
  return height / pango_layout_get_line_count (layout) / LINE_SLACK;
}

static void
judge_label (Look *look, GtkWidget *widget)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (widget));
  int has_width = gtk_widget_get_width (widget), has_height = gtk_widget_get_height (widget);
  int width = 0, height = 0;

  if (gtk_label_get_text (GTK_LABEL (widget))[0] == '\0')
    return;
  pango_layout_get_pixel_size (layout, &width, &height);
  if (pango_layout_is_ellipsized (layout))
    {
      if (!says_the_rest (widget))
        add_fault (look, widget, "shortened, and no tooltip says the rest");
    }
  else if (width > has_width + SLACK
           || height > has_height + slack_of (GTK_LABEL (widget), layout, height))
    add_fault (look, widget, "its text is %d × %d and has %d × %d", width, height, has_width,
               has_height);
}

/* With what stands round it, as it is measured. */
static int
size_of (GtkWidget *widget, GtkOrientation orientation)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return gtk_widget_get_allocated_width (widget) + gtk_widget_get_margin_start (widget)
           + gtk_widget_get_margin_end (widget);
  return gtk_widget_get_allocated_height (widget) + gtk_widget_get_margin_top (widget)
         + gtk_widget_get_margin_bottom (widget);
}

static void
judge_size (Look *look, GtkWidget *widget)
{
  int width = size_of (widget, GTK_ORIENTATION_HORIZONTAL);
  int height = size_of (widget, GTK_ORIENTATION_VERTICAL);
  int least = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (least > width + SLACK)
    add_fault (look, widget, "at least %d wide, and has %d", least, width);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, MAX (width, least), &least, NULL, NULL,
                      NULL);
  if (least > height + SLACK && !GTK_IS_SCROLLABLE (widget))
    add_fault (look, widget, "at least %d high, and has %d", least, height);
}

/* A part that can be scrolled sideways has no edge. */
static gboolean
scrolls_sideways (GtkWidget *widget, GtkWidget *root)
{
  GtkPolicyType policy = GTK_POLICY_NEVER;
  GtkWidget *window = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  if (window == NULL || !gtk_widget_is_ancestor (window, root))
    return FALSE;
  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (window), &policy, NULL);
  return policy != GTK_POLICY_NEVER;
}

static void
judge_place (Look *look, GtkWidget *widget)
{
  graphene_rect_t bounds;
  float width = (float) gtk_widget_get_width (look->root);

  /* A popover is a surface of its own. */
  if (gtk_widget_get_native (widget) != gtk_widget_get_native (look->root)
      || scrolls_sideways (widget, look->root)
      || !gtk_widget_compute_bounds (widget, look->root, &bounds))
    return;
  if (bounds.origin.x < -SLACK || bounds.origin.x + bounds.size.width > width + SLACK)
    add_fault (look, widget, "from %g to %g, of %g", (double) bounds.origin.x,
               (double) (bounds.origin.x + bounds.size.width), (double) width);
}

/* It draws its texts itself, and what GTK remembers of its height is not asked: it may be of what the row held before. */
static void
judge_row (Look *look, GtkWidget *row)
{
  int height = gtk_widget_get_height (row), least = 0, natural = 0, baseline = -1;

  GTK_WIDGET_GET_CLASS (row)->measure (row, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (row), &least, &natural,
                                       &baseline, &baseline);
  if (least > height + SLACK)
    add_fault (look, row, "its lines are %d high, and have %d", least, height);
}

static void
judge (Look *look, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (HY_IS_TICKET_ROW (widget))
    judge_row (look, widget);
  if (GTK_IS_LABEL (widget))
    judge_label (look, widget);
  if (holds_text (widget))
    {
      judge_size (look, widget);
      judge_place (look, widget);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    judge (look, child);
}

GPtrArray *
clip_find (GtkWidget *root)
{
  Look look = { root, g_ptr_array_new_with_free_func (g_free) };

  judge (&look, root);
  return look.faults;
}

/* Also of a page that is not in sight, which takes its width with the others of its stack. */
static int
least_width (GtkWidget *widget)
{
  int least = 0;

  if (!gtk_widget_get_visible (widget))
    return 0;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

static GtkWidget *
widest_child (GtkWidget *widget)
{
  GtkWidget *widest = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    /* A popover is a surface of its own. */
    if (!GTK_IS_NATIVE (child) && (widest == NULL || least_width (child) > least_width (widest)))
      widest = child;
  return widest;
}

/* Down to what has more than half of it; its own parts are no longer to blame. */
char *
clip_find_wide (GtkWidget *root, int width)
{
  int least = least_width (root);
  GtkWidget *widest = root;
  g_autofree char *where = NULL;

  if (least <= width)
    return NULL;
  for (GtkWidget *child = root; child != NULL && least_width (child) > width / 2;
       child = widest_child (child))
    widest = child;
  where = describe (widest);
  return g_strdup_printf ("%s: at least %d wide, which makes %d of %d", where,
                          least_width (widest), least, width);
}

GtkWidget *
clip_find_words (GtkWidget *root, const char *words)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), words) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = clip_find_words (child, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}
