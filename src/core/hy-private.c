#include "core/hy-private.h"

#include <string.h>

/* Fewer digits than a telephone number has are found in any text with a date. */
#define MIN_DIGITS 5
#define WHOLE_NUMBER 7
#define MIN_NAME 2
#define MIN_ADDRESS 4

/* The value of an ASCII or full-width digit, or -1. */
static int
digit_of (gunichar c)
{
  if (c >= 0xff10 && c <= 0xff19)
    return (int) (c - 0xff10);
  return c < 0x80 && g_ascii_isdigit ((char) c) ? (int) (c - '0') : -1;
}

/* What people write between the digits of one number. */
static gboolean
is_between_digits (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION
         || (c < 0x80 && strchr ("().+", (int) c) != NULL) || c == 0xff08 || c == 0xff09
         || c == 0x00b7;
}

/* @text as runs of digits, the separators between them taken out and everything else made one '|'.
 */
static char *
digit_runs (const char *text)
{
  GString *runs = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int digit = digit_of (c);

      if (digit >= 0)
        g_string_append_c (runs, (char) ('0' + digit));
      else if (!is_between_digits (c) && runs->len > 0 && runs->str[runs->len - 1] != '|')
        g_string_append_c (runs, '|');
    }
  return g_string_free (runs, FALSE);
}

/* Whether @runs holds one of the numbers of @field with at least @min digits. */
static gboolean
holds_one_of (const char *runs, const char *field, gsize min)
{
  g_autofree char *own = digit_runs (field);
  g_auto (GStrv) numbers = g_strsplit (own, "|", -1);

  for (gsize i = 0; numbers[i] != NULL; i++)
    {
      const char *number = numbers[i];

      if (strlen (number) == 13 && g_str_has_prefix (number, "861"))
        number += 2;
      if (strlen (number) >= min && strstr (runs, number) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* A field may hold several numbers ("13900000001/0730-8000001", or with a blank between): any of
 * them counts, but a blank may as well stand inside one. */
static gboolean
holds_number (const char *runs, const char *phone)
{
  g_auto (GStrv) words = NULL;

  if (phone == NULL)
    return FALSE;
  if (holds_one_of (runs, phone, MIN_DIGITS))
    return TRUE;
  words = g_strsplit_set (phone, " \t", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    if (holds_one_of (runs, words[i], WHOLE_NUMBER))
      return TRUE;
  return FALSE;
}

static char *
without_blanks (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
  return g_string_free (out, FALSE);
}

static gboolean
is_placeholder (const char *name)
{
  static const char *const words[]
      = { "匿名", "匿名者", "市民", "网民", "网友",   "群众",   "居民",   "业主", "先生",
          "女士", "不详",   "未知", "保密", "来电人", "诉求人", "来信人", NULL };

  return g_strv_contains (words, name);
}

/* Every office's letter names its own street and district. */
static gboolean
is_bare_place (const char *address)
{
  static const char *const ends[]
      = { "省", "市", "县", "区", "街道", "街道办事处", "乡", "镇", NULL };

  if (g_str_has_suffix (address, "小区") || g_str_has_suffix (address, "社区"))
    return FALSE;
  for (gsize i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (address, ends[i]))
      return TRUE;
  return FALSE;
}

static gboolean
holds_words (const char *text, const char *words, glong min, gboolean (*harmless) (const char *))
{
  g_autofree char *own = NULL;

  if (words == NULL)
    return FALSE;
  own = without_blanks (words);
  return g_utf8_strlen (own, -1) >= min && !harmless (own) && strstr (text, own) != NULL;
}

const char *
hy_private_find (const HyCitizen *citizen, const char *text)
{
  g_autofree char *plain = without_blanks (text);
  g_autofree char *runs = digit_runs (text);

  if (holds_words (plain, citizen->name, MIN_NAME, is_placeholder))
    return citizen->name;
  if (holds_number (runs, citizen->phone))
    return citizen->phone;
  if (holds_number (runs, citizen->phone2))
    return citizen->phone2;
  if (holds_words (plain, citizen->address, MIN_ADDRESS, is_bare_place))
    return citizen->address;
  return NULL;
}
