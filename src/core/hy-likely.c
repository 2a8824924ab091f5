#include "core/hy-likely.h"

#include <string.h>

/* A stretch of the letter between two ends of sentences, or from one number to the next. */
typedef struct
{
  const char *text; /* after its number */
  const char *end;
  int number; /* its number in the letter, 0: none */
  gboolean ends_line;
  gboolean is_question;
  gboolean opens_list; /* ends in a colon */
} Piece;

/* Words that ask wherever they stand. */
static const char *const askings[] = { "请问",   "想问", "想知道", "想了解", "希望",     "请求",   "恳请", "恳求",
                                       "泣求",   "盼望", "期盼",   "期望",   "呼吁",     "建议",   "敬请", "还请",
                                       "还望",   "烦请", "能不能", "能否",   "可不可以", "可否", NULL };
/* And those that ask at the head of a clause alone. */
static const char *const head_askings[]
    = { "要求", "请", "求", "望", "盼", "麻烦", "拜托", "咨询", "垦求", NULL };
/* Somebody else's 要求 is a fact of the story; theirs stands behind one of these. */
static const char *const own[]
    = { "我", "们", "人", "家", "者", "民", "主", "特", "现", "烈", "申请", "坚决", "再次", "一致", NULL };
/* Said to the reader, not asked of anybody. */
static const char *const courtesies[]
    = { "请您", "请谅解", "请理解", "请放心", "请看", "请查看", "请查收", "请原谅", "请假", "请客", "请人",
        "请帖", "敬请谅解", "还请谅解", "还请理解", "望谅解", "望理解", "望见谅", "望周知", "盼复",   "望回复", "盼回复",
        "求助", "期盼您的回复", "希望小学", "麻烦事", NULL };
static const char *const thanks[]
    = { "谢谢",   "多谢",   "感谢",   "跪谢",   "万分感谢", "非常感谢", "十分感谢", "衷心感谢", "深表感谢", "感激",   "不胜感激",
        "万分感激", "敬请为盼", "为盼",   "盼复",   "盼回复", "望回复", "辛苦",   "拜托", "此致",   NULL };
static const char *const interrogatives[] = { "怎么", "如何", "什么",   "何时",   "哪",     "多少",
                                              "多久", "吗",   "是不是", "算不算", "行不行", "会不会", "有没有", "有无", "为何", "何", NULL };
static const char *const ideographs[]
    = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", NULL };
static const char *const circled[] = { "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩", NULL };

/* The word of @words that @text begins with: its place counted from 1, its bytes in @length. */
static int
begins_with (const char *text, const char *const *words, gsize *length)
{
  for (int i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (text, words[i]))
      {
        *length = strlen (words[i]);
        return i + 1;
      }
  return 0;
}

static gboolean
is_one_of (gunichar c, const char *set)
{
  return c != 0 && g_utf8_strchr (set, -1, c) != NULL;
}

/* A number written in digits or ideographs. */
static int
read_figure (const char *text, gsize *length)
{
  int n = 0;

  for (*length = 0; *length < 2 && g_ascii_isdigit (text[*length]); (*length)++)
    n = n * 10 + text[*length] - '0';
  return n > 0 ? n : begins_with (text, ideographs, length);
}

/* "1、" "2." "（三）" "④" "一是" "第二，": the number and how many bytes to skip; 0: no such thing.
 */
static int
read_number (const char *text, gsize *skip)
{
  gboolean ordinal = g_str_has_prefix (text, "第");
  gboolean bracket = is_one_of (g_utf8_get_char (text), "（(");
  const char *at = ordinal || bracket ? g_utf8_next_char (text) : text;
  gboolean digits = g_ascii_isdigit (*at);
  gsize length = 0;
  int n = begins_with (text, circled, skip);
  const char *after;

  if (n > 0)
    return n;
  n = read_figure (at, &length);
  after = at + length;
  if (n == 0
      || !is_one_of (g_utf8_get_char (after), bracket   ? "）)"
                                              : ordinal ? "，、：:,是"
                                              : digits  ? "、.．)）"
                                                        : "、是"))
    return 0;
  after = g_utf8_next_char (after);
  /* 1.5 and 3.12 are no numbering. */
  if (digits && g_ascii_isdigit (*after))
    return 0;
  *skip = (gsize) (after - text);
  return n;
}

static const char *
skip_blank (const char *text, const char *end)
{
  while (text < end
         && (g_unichar_isspace (g_utf8_get_char (text))
             || is_one_of (g_utf8_get_char (text), "，、；：。,;:.！!？?")))
    text = g_utf8_next_char (text);
  return text;
}

static const char *
trim_end (const char *text, const char *end)
{
  while (end > text)
    {
      const char *last = g_utf8_prev_char (end);

      if (!g_unichar_isspace (g_utf8_get_char (last))
          && !is_one_of (g_utf8_get_char (last), "，、；：。,;:.！!？?"))
        return end;
      end = last;
    }
  return end;
}

/* A number begins behind this character: a comma or a colon, or any other when it stands in
 * brackets or a circle. */
static gboolean
number_follows (const char *text)
{
  const char *next = g_utf8_next_char (text);
  gsize skip;

  return (is_one_of (g_utf8_get_char (text), "，：,:、 ")
          || is_one_of (g_utf8_get_char (next), "（(①②③④⑤⑥⑦⑧⑨⑩"))
         && read_number (next, &skip) > 0;
}

static Piece
read_piece (const char *start)
{
  Piece piece = { start, start, 0, FALSE, FALSE, FALSE };
  gsize skip = 0;
  const char *at;

  piece.number = read_number (start, &skip);
  piece.text = at = start + (piece.number > 0 ? skip : 0);
  for (; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (is_one_of (c, "。！？!?；;\n") || number_follows (at))
        {
          piece.ends_line = c == '\n';
          piece.is_question = is_one_of (c, "？?");
          piece.opens_list = is_one_of (c, "：:");
          at = g_utf8_next_char (at);
          break;
        }
    }
  piece.end = at;
  return piece;
}

static GArray *
read_pieces (const char *content)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  const char *end = content + strlen (content);

  for (const char *at = skip_blank (content, end); at < end;)
    {
      Piece piece = read_piece (at);
      const char *last = trim_end (piece.text, piece.end);

      at = skip_blank (piece.end, end);
      /* A colon at the end of a line introduces what follows. */
      if (last < piece.end && is_one_of (g_utf8_get_char (last), "：:"))
        piece.opens_list = TRUE;
      piece.end = last;
      if (piece.end > piece.text)
        g_array_append_val (pieces, piece);
    }
  return pieces;
}

static gboolean
ends_with_one (const char *text, const char *at, const char *const *words)
{
  for (; *words != NULL; words++)
    if ((gsize) (at - text) >= strlen (*words)
        && strncmp (at - strlen (*words), *words, strlen (*words)) == 0)
      return TRUE;
  return FALSE;
}

/* The bytes of the word that asks at @at, 0: none does. What is asked follows it; a noun has nothing behind it. */
static gsize
asks_at (const Piece *piece, const char *at, gboolean head)
{
  gsize length = 0;

  if (begins_with (at, courtesies, &length) > 0)
    return 0;
  if (begins_with (at, askings, &length) == 0
      && !(head && begins_with (at, head_askings, &length) > 0)
      && !(g_str_has_prefix (at, "要求") && ends_with_one (piece->text, at, own)
           && (length = strlen ("要求")) > 0))
    return 0;
  return at + length < piece->end && !is_one_of (g_utf8_get_char (at + length), "，,的") ? length : 0;
}

/* Where the asking word stands, or NULL. */
static const char *
find_asking (const Piece *piece)
{
  gboolean head = TRUE;

  for (const char *at = piece->text; at < piece->end; at = g_utf8_next_char (at))
    {
      if (asks_at (piece, at, head) > 0)
        return at;
      head = is_one_of (g_utf8_get_char (at), "，,：: ");
    }
  return NULL;
}

static gboolean
is_plain_question (const Piece *piece)
{
  gsize length;

  if (!piece->is_question)
    return FALSE;
  for (const char *at = piece->text; at < piece->end; at = g_utf8_next_char (at))
    if (begins_with (at, interrogatives, &length) > 0)
      return TRUE;
  return FALSE;
}

/* The start of the clause that @at lies in. */
static const char *
clause_of (const Piece *piece, const char *at)
{
  while (at > piece->text)
    {
      const char *before = g_utf8_prev_char (at);

      if (is_one_of (g_utf8_get_char (before), "，,：: "))
        return at;
      at = before;
    }
  return at;
}

/* Without the clauses of thanks behind it. */
static const char *
trim_thanks (const char *start, const char *end)
{
  gsize length;

  for (const char *at = end; at > start; at = g_utf8_prev_char (at))
    if (is_one_of (g_utf8_get_char (g_utf8_prev_char (at)), "，,") && begins_with (at, thanks, &length) > 0)
      end = trim_end (start, g_utf8_prev_char (at));
  return end;
}

static void
add (GPtrArray *found, const char *start, const char *end)
{
  g_autofree char *text = NULL;
  glong length;

  start = skip_blank (start, end);
  end = trim_thanks (start, end);
  length = g_utf8_strlen (start, end - start);
  /* A single character asks for nothing. */
  if (length < 2 || found->len == HY_LIKELY_MAX)
    return;
  if (length > HY_LIKELY_CHARS)
    {
      g_autofree char *head = g_utf8_substring (start, 0, HY_LIKELY_CHARS - 1);

      text = g_strconcat (head, "…", NULL);
    }
  else
    text = g_strndup (start, (gsize) (end - start));
  if (!g_ptr_array_find_with_equal_func (found, text, g_str_equal, NULL))
    g_ptr_array_add (found, g_steal_pointer (&text));
}

/* How many pieces from @first on are numbered 1, 2, 3 …; what stands unnumbered between belongs to
 * the point before it. @last is behind the run. */
static int
read_run (const GArray *pieces, guint first, guint *last)
{
  int n = 0;

  *last = first;
  for (guint i = first; i < pieces->len; i++)
    {
      int number = g_array_index (pieces, Piece, i).number;

      if (number == n + 1)
        n++;
      else if (number > 0)
        break;
      *last = number > 0 ? i + 1 : *last;
    }
  return n;
}

static gboolean
names_demands (const Piece *piece)
{
  static const char *const names[] = { "诉求", "要求", "请求", "建议", "希望", "恳请", NULL };

  for (gsize i = 0; piece->opens_list && names[i] != NULL; i++)
    if (g_strstr_len (piece->text, piece->end - piece->text, names[i]) != NULL)
      return TRUE;
  return ends_with_one (piece->text, piece->end, names);
}

/* Numbered facts are no requests: what introduces the run, or one of its points, must ask. */
static gboolean
run_asks (const GArray *pieces, guint first, guint last)
{
  if (first > 0 && find_asking (&g_array_index (pieces, Piece, first - 1)) != NULL)
    return TRUE;
  if (first > 0 && names_demands (&g_array_index (pieces, Piece, first - 1)))
    return TRUE;
  for (guint i = first; i < last; i++)
    if (g_array_index (pieces, Piece, i).number > 0
        && find_asking (&g_array_index (pieces, Piece, i)) != NULL)
      return TRUE;
  return FALSE;
}

/* The points of the run at @i, when there is one that asks; returns the piece behind it. */
static guint
take_run (const GArray *pieces, guint i, GPtrArray *found)
{
  guint last;

  if (g_array_index (pieces, Piece, i).number != 1 || read_run (pieces, i, &last) < 2
      || !run_asks (pieces, i, last))
    return i;
  for (; i < last; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (piece->number > 0)
        add (found, piece->text, piece->end);
    }
  return last;
}

/* The next piece is a run of points that this one introduces: it asks for nothing of its own. */
static gboolean
introduces (const GArray *pieces, guint i)
{
  guint last;

  return i + 1 < pieces->len && g_array_index (pieces, Piece, i + 1).number == 1
         && read_run (pieces, i + 1, &last) >= 2;
}

static void
take_askings (const GArray *pieces, GPtrArray *found)
{
  gboolean goes_on = FALSE; /* a question asked just before, and this may be the next of them */

  for (guint i = 0; i < pieces->len;)
    {
      guint behind = take_run (pieces, i, found);
      const Piece *piece = &g_array_index (pieces, Piece, i);
      const char *asking = find_asking (piece);

      if (behind > i)
        {
          i = behind;
          continue;
        }
      if (asking != NULL && !introduces (pieces, i) && !piece->opens_list)
        add (found, clause_of (piece, asking), piece->end);
      else if (goes_on && is_plain_question (piece))
        add (found, piece->text, piece->end);
      goes_on = piece->is_question && (asking != NULL || goes_on);
      i++;
    }
}

static void
take_questions (const GArray *pieces, GPtrArray *found)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (is_plain_question (piece))
        add (found, piece->text, piece->end);
    }
}

char **
hy_likely_demands (const char *title, const char *content)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) pieces = read_pieces (content != NULL ? content : "");

  take_askings (pieces, found);
  if (found->len == 0)
    take_questions (pieces, found);
  if (found->len == 0 && title != NULL)
    add (found, title, title + strlen (title));
  g_ptr_array_add (found, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}
