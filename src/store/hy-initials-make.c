/* At build time: writes the table of hy-initials.c, the first letter of each ideograph's pinyin as
 * ICU knows it. ICU's transliterator takes most of a second to load and megabytes to keep, so the
 * program itself does without. */
#include "store/hy-initials.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/utrans.h>

/* A letter takes at most so many UTF-16 units: "zhuang" and the line break. */
#define UNITS 8
#define COUNT (HY_INITIALS_LAST - HY_INITIALS_FIRST + 1)

/* Characters that the matters of an office have with a second reading of another initial; ICU knows
 * one of each. */
static const struct
{
  const char *characters;
  char initial;
} second_readings[] = {
  { "藏仇朝车长重澄传匙", 'c' }, { "大弹调单都石的", 'd' }, { "降", 'x' }, { "给系校", 'j' },
  { "行和还会", 'h' },           { "番铺", 'p' },       { "区覃", 'q' }, { "曾扎翟", 'z' },
  { "盛石拾折", 's' },           { "说乐", 'y' },       { "厦行圩吓校解系", 'x' },
  { "提调弹", 't' },             { "重朝长", 'z' },     { "参", 's' },   { "会", 'k' },
  { "乐", 'l' },                 { "尾", 'y' },         { "査查", 'z' }, { "率", 's' },
};

static UChar *
transliterate (int32_t *length)
{
  static const char rule[] = "Han-Latin; Latin-ASCII";
  const int32_t capacity = COUNT * UNITS;
  UErrorCode status = U_ZERO_ERROR;
  UChar id[sizeof rule];
  UChar *text = malloc ((size_t) capacity * sizeof *text);
  UTransliterator *han;

  u_charsToUChars (rule, id, sizeof rule);
  han = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  *length = 0;
  if (text == NULL || U_FAILURE (status))
    return NULL;
  for (int i = 0; i < COUNT; i++)
    {
      text[(*length)++] = (UChar) (HY_INITIALS_FIRST + i);
      text[(*length)++] = '\n';
    }
  utrans_transUChars (han, text, length, capacity, 0, &(int32_t){ *length }, &status);
  utrans_close (han);
  return U_SUCCESS (status) ? text : NULL;
}

static void
take_first (char *table, const UChar *text, int32_t length)
{
  int at = 0;

  for (int32_t i = 0; i < length && at < COUNT; i++)
    {
      if (text[i] >= 'a' && text[i] <= 'z')
        table[at] = (char) text[i];
      while (i < length && text[i] != '\n')
        i++;
      at++;
    }
}

/* Three bytes of UTF-8 each. */
static void
take_second (char *table, const char *first)
{
  for (size_t i = 0; i < sizeof second_readings / sizeof *second_readings; i++)
    for (const unsigned char *p = (const unsigned char *) second_readings[i].characters; *p != 0;
         p += 3)
      {
        int at = ((p[0] & 0x0f) << 12 | (p[1] & 0x3f) << 6 | (p[2] & 0x3f)) - HY_INITIALS_FIRST;

        if (first[at] != second_readings[i].initial)
          table[at] = second_readings[i].initial;
      }
}

static void
write_table (const char *name, const char *table)
{
  printf ("static const char %s[] =", name);
  for (int i = 0; i < COUNT; i++)
    printf ("%s%c", i % 64 == 0 ? (i > 0 ? "\"\n  \"" : "\n  \"") : "", table[i] ? table[i] : ' ');
  printf ("\";\n");
}

int
main (void)
{
  static char first[COUNT], second[COUNT];
  int32_t length = 0;
  UChar *text = transliterate (&length);

  if (text == NULL)
    {
      fprintf (stderr, "ICU cannot transliterate Chinese\n");
      return 1;
    }
  take_first (first, text, length);
  take_second (second, first);
  printf ("/* Made by hy-initials-make.c. */\n");
  write_table ("first_readings", first);
  write_table ("second_readings", second);
  free (text);
  return 0;
}
