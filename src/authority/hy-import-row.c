#include "authority/hy-import-row.h"

#include <string.h>

#include "authority/hy-import-values.h"
#include "authority/hy-text.h"

/* The row of a ticket goes down the feed as one line of at most 1 MiB, with room for the other
 * members. */
#define ESCAPED_MAX (900 * 1024)
#define NUMBER_MAX 64

/* @text into @member; what is wrong, or NULL. @text is trimmed, not empty, and @raw as it stands.
 */
typedef const char *(*CellReader) (const char *text, const char *raw, gpointer member);

typedef struct
{
  HyColumn column;
  gsize offset;
  CellReader read;
} Cell;

static const char *
read_raw (const char *text, const char *raw, gpointer member)
{
  *(char **) member = g_strdup (raw);
  return NULL;
}

static const char *
read_text (const char *text, const char *raw, gpointer member)
{
  if (!hy_cell_is_nothing (text))
    *(char **) member = g_strdup (text);
  return NULL;
}

static const char *
read_digits (const char *text, const char *raw, gpointer member)
{
  if (hy_cell_is_shortened_number (text))
    return _ ("the spreadsheet has shortened the number and lost its digits");
  return read_text (text, raw, member);
}

static const char *
read_number (const char *text, const char *raw, gpointer member)
{
  if (strlen (text) > NUMBER_MAX)
    return _ ("the number is longer than 64 bytes");
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        return _ ("the number holds control characters");
    }
  return read_digits (text, raw, member);
}

static const char *
read_time (const char *text, const char *raw, gpointer member)
{
  return hy_cell_is_nothing (text) || hy_cell_time (text, FALSE, member) ? NULL : _ ("is no time");
}

static const char *
read_due (const char *text, const char *raw, gpointer member)
{
  return hy_cell_is_nothing (text) || hy_cell_time (text, TRUE, member) ? NULL : _ ("is no time");
}

static const char *
read_kind (const char *text, const char *raw, gpointer member)
{
  HyDemandKind kind;

  if (!hy_cell_kind (text, &kind))
    return _ ("is no kind of demand");
  *(int *) member = (int) kind;
  return NULL;
}

static const char *
read_channel (const char *text, const char *raw, gpointer member)
{
  HyChannel channel;

  if (!hy_cell_channel (text, &channel))
    return _ ("is no channel");
  *(int *) member = (int) channel;
  return NULL;
}

static const char *
read_levels (const char *text, const char *raw, gpointer member)
{
  *(char ***) member = hy_cell_levels (text);
  return NULL;
}

static const char *
read_flag (const char *text, const char *words, gpointer member)
{
  gboolean yes;

  if (!hy_cell_yes (text, words, &yes))
    return _ ("is neither yes nor no");
  *(int *) member = yes;
  return NULL;
}

static const char *
read_urgent (const char *text, const char *raw, gpointer member)
{
  return read_flag (text, "紧急 特急 加急 非常紧急 urgent high", member);
}

static const char *
read_confidential (const char *text, const char *raw, gpointer member)
{
  return read_flag (text, "保密 confidential", member);
}

static const char *
read_anonymous (const char *text, const char *raw, gpointer member)
{
  return read_flag (text, "匿名 anonymous", member);
}

static const char *
read_no_callback (const char *text, const char *raw, gpointer member)
{
  return read_flag (text, "不需回访 无需回访 不回访 免回访", member);
}

static const char *
read_consent (const char *text, const char *raw, gpointer member)
{
  if (strcmp (text, "不公开") == 0 || strcmp (text, "不同意") == 0)
    {
      *(int *) member = FALSE;
      return NULL;
    }
  return read_flag (text, "公开 同意 public", member);
}

static const Cell cells[] = {
  { HY_COLUMN_NUMBER, G_STRUCT_OFFSET (HyImportRow, number), read_number },
  { HY_COLUMN_TITLE, G_STRUCT_OFFSET (HyImportRow, title), read_raw },
  { HY_COLUMN_CONTENT, G_STRUCT_OFFSET (HyImportRow, content), read_raw },
  { HY_COLUMN_RECEIVED_AT, G_STRUCT_OFFSET (HyImportRow, received_at), read_time },
  { HY_COLUMN_NAME, G_STRUCT_OFFSET (HyImportRow, name), read_text },
  { HY_COLUMN_PHONE, G_STRUCT_OFFSET (HyImportRow, phone), read_digits },
  { HY_COLUMN_PHONE2, G_STRUCT_OFFSET (HyImportRow, phone2), read_digits },
  { HY_COLUMN_ADDRESS, G_STRUCT_OFFSET (HyImportRow, address), read_text },
  { HY_COLUMN_PLACE, G_STRUCT_OFFSET (HyImportRow, place), read_text },
  { HY_COLUMN_KIND, G_STRUCT_OFFSET (HyImportRow, kind), read_kind },
  { HY_COLUMN_CHANNEL, G_STRUCT_OFFSET (HyImportRow, channel), read_channel },
  { HY_COLUMN_CATEGORY, G_STRUCT_OFFSET (HyImportRow, category), read_levels },
  { HY_COLUMN_CATEGORY1, G_STRUCT_OFFSET (HyImportRow, level[0]), read_text },
  { HY_COLUMN_CATEGORY2, G_STRUCT_OFFSET (HyImportRow, level[1]), read_text },
  { HY_COLUMN_CATEGORY3, G_STRUCT_OFFSET (HyImportRow, level[2]), read_text },
  { HY_COLUMN_DUE_UPSTREAM, G_STRUCT_OFFSET (HyImportRow, due_upstream), read_due },
  { HY_COLUMN_URGENT, G_STRUCT_OFFSET (HyImportRow, urgent), read_urgent },
  { HY_COLUMN_CONFIDENTIAL, G_STRUCT_OFFSET (HyImportRow, confidential), read_confidential },
  { HY_COLUMN_ANONYMOUS, G_STRUCT_OFFSET (HyImportRow, anonymous), read_anonymous },
  { HY_COLUMN_NO_CALLBACK, G_STRUCT_OFFSET (HyImportRow, no_callback), read_no_callback },
  { HY_COLUMN_PUBLIC_CONSENT, G_STRUCT_OFFSET (HyImportRow, public_consent), read_consent },
};

G_STATIC_ASSERT (G_N_ELEMENTS (cells) == HY_N_COLUMNS);

void
hy_import_row_init (HyImportRow *self)
{
  memset (self, 0, sizeof *self);
  self->kind = self->channel = -1;
  self->urgent = self->confidential = self->anonymous = -1;
  self->no_callback = self->public_consent = -1;
  self->extra = g_ptr_array_new_with_free_func (g_free);
}

void
hy_import_row_clear (HyImportRow *self)
{
  char *strings[]
      = { self->number,  self->title, self->content,  self->name,     self->phone,   self->phone2,
          self->address, self->place, self->level[0], self->level[1], self->level[2] };

  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (strings[i]);
  g_strfreev (self->category);
  g_clear_pointer (&self->extra, g_ptr_array_unref);
  memset (self, 0, sizeof *self);
}

gboolean
hy_csv_record_is_blank (const HyCsvRecord *record)
{
  if (record->column > 0)
    return FALSE;
  for (guint i = 0; i < record->fields->len; i++)
    {
      g_autofree char *text = hy_trim (record->fields->pdata[i]);

      if (*text != '\0')
        return FALSE;
    }
  return TRUE;
}

static gboolean
fail (HyImportFault *fault, guint column, const char *why)
{
  fault->column = column;
  fault->why = why;
  return FALSE;
}

/* Cells beyond the headings may only be empty ones; a row that ends early has lost cells. */
static gboolean
check_length (const HyColumns *columns, const HyCsvRecord *record, HyImportFault *fault)
{
  if (record->column > 0)
    return fail (fault, record->column, record->fault);
  if (record->fields->len < columns->n)
    return fail (fault, record->fields->len + 1, _ ("the row ends before this column"));
  for (guint i = columns->n; i < record->fields->len; i++)
    {
      if (*(const char *) record->fields->pdata[i] != '\0')
        return fail (fault, i + 1, _ ("the row has more cells than there are headings"));
    }
  return TRUE;
}

static gsize
escaped_length (const char *text)
{
  gsize length = 0;

  for (; *text != '\0'; text++)
    {
      guchar c = (guchar) *text;

      if (c == '\n' || c == '\r' || c == '\t' || c == '"' || c == '\\')
        length += 2;
      else
        length += c < 0x20 ? 6 : 1;
    }
  return length;
}

static gboolean
check_size (const HyCsvRecord *record, HyImportFault *fault)
{
  gsize length = 0;

  for (guint i = 0; i < record->fields->len; i++)
    {
      length += escaped_length (record->fields->pdata[i]);
      if (length > ESCAPED_MAX)
        return fail (fault, i + 1, _ ("the row is too long"));
    }
  return TRUE;
}

static gboolean
read_cell (HyImportRow *self,
           const Cell *cell,
           const HyColumns *columns,
           const HyCsvRecord *record,
           HyImportFault *fault)
{
  int position = columns->position[cell->column];
  g_autofree char *text = NULL;
  const char *why;

  if (position < 0)
    return TRUE;
  text = hy_trim (record->fields->pdata[position]);
  if (*text == '\0')
    return TRUE;
  why = cell->read (text, record->fields->pdata[position], (char *) self + cell->offset);
  return why == NULL || fail (fault, (guint) position + 1, why);
}

static void
read_extra (HyImportRow *self, const HyColumns *columns, const HyCsvRecord *record)
{
  for (guint i = 0; i < columns->n; i++)
    {
      const char *text = record->fields->pdata[i];

      if (g_array_index (columns->column, HyColumn, i) != HY_COLUMN_UNKNOWN || *text == '\0')
        continue;
      g_ptr_array_add (self->extra, g_strdup (columns->key[i]));
      g_ptr_array_add (self->extra, g_strdup (text));
    }
}

static void
join_levels (HyImportRow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (self->category != NULL || self->level[0] == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (self->level) && self->level[i] != NULL; i++)
    g_strv_builder_add (builder, self->level[i]);
  self->category = g_strv_builder_end (builder);
}

static gboolean
complete (HyImportRow *self, const HyColumns *columns, HyImportFault *fault)
{
  int title = columns->position[HY_COLUMN_TITLE];

  if (self->title == NULL && (title >= 0 || self->content == NULL))
    return fail (fault, (guint) MAX (title, columns->position[HY_COLUMN_CONTENT]) + 1,
                 _ ("is empty"));
  join_levels (self);
  return TRUE;
}

gboolean
hy_import_row_read (HyImportRow *self,
                    const HyColumns *columns,
                    const HyCsvRecord *record,
                    HyImportFault *fault)
{
  if (!check_length (columns, record, fault) || !check_size (record, fault))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      if (!read_cell (self, &cells[i], columns, record, fault))
        return FALSE;
    }
  read_extra (self, columns, record);
  return complete (self, columns, fault);
}
