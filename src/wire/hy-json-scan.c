#include "wire/hy-json-scan.h"

#include <math.h>
#include <string.h>

typedef enum
{
  STEP_VALUE,
  STEP_FIRST_ELEMENT, /* a value or the end of an empty array */
  STEP_NAME,
  STEP_FIRST_NAME, /* a name or the end of an empty object */
  STEP_AFTER,
  STEP_DONE,
  STEP_FAILED
} Step;

typedef struct
{
  const guchar *start;
  const guchar *p;
  const guchar *end;
  guint64 objects; /* bit i: the container at depth i is an object */
  guint depth;
  const char *fault; /* what stopped it, at p */
} Scanner;

static Step
scan_fail (Scanner *s, const guchar *at, const char *fault)
{
  s->p = at;
  s->fault = fault;
  return STEP_FAILED;
}

static inline void
scan_space (Scanner *s)
{
  while (s->p < s->end && (*s->p == ' ' || *s->p == '\n' || *s->p == '\r' || *s->p == '\t'))
    s->p++;
}

#define ONES G_GUINT64_CONSTANT (0x0101010101010101)
#define HIGHS G_GUINT64_CONSTANT (0x8080808080808080)

/* The first byte at or after @p that is not plain: a quote, a backslash, a control or not ASCII.
 * Eight at a time. */
static inline const guchar *
skip_plain (const guchar *p, const guchar *end)
{
  while (end - p >= 8)
    {
      guint64 w, quote, slash;

      memcpy (&w, p, 8);
      quote = w ^ (ONES * '"');
      slash = w ^ (ONES * '\\');
      if (((w | (w - ONES * 0x20) | (quote - ONES) | (slash - ONES)) & HIGHS) != 0)
        break;
      p += 8;
    }
  while (p < end && *p >= 0x20 && *p < 0x80 && *p != '"' && *p != '\\')
    p++;
  return p;
}

#define IS_TAIL(c) (((c) & 0xc0) == 0x80)

/* Past the characters beyond ASCII at @p; stops at the first byte that does not go on so (the
 * caller judges it). */
static inline const guchar *
skip_wide (const guchar *p, const guchar *end)
{
  while (end - p >= 3 && (*p & 0xf0) == 0xe0 && IS_TAIL (p[1]) && IS_TAIL (p[2])
         && (*p != 0xe0 || p[1] >= 0xa0) && (*p != 0xed || p[1] < 0xa0))
    p += 3;
  if (end - p >= 2 && *p >= 0xc2 && *p < 0xe0 && IS_TAIL (p[1]))
    return p + 2;
  if (end - p >= 4 && *p >= 0xf0 && *p <= 0xf4 && IS_TAIL (p[1]) && IS_TAIL (p[2]) && IS_TAIL (p[3])
      && (*p != 0xf0 || p[1] >= 0x90) && (*p != 0xf4 || p[1] < 0x90))
    return p + 4;
  return p;
}

/* The four hex digits at @p, or -1. */
static int
hex4 (const guchar *p, const guchar *end)
{
  int code = 0;

  if (end - p < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value ((char) p[i]);

      if (digit < 0)
        return -1;
      code = code << 4 | digit;
    }
  return code;
}

/* @p is at a backslash. Past the escape, or NULL with the fault set. */
static const guchar *
scan_escape (Scanner *s, const guchar *p)
{
  int code, low;

  if (s->end - p < 2 || p[1] == 0 || strchr ("\"\\/bfnrtu", p[1]) == NULL)
    return scan_fail (s, p, "unknown escape"), NULL;
  if (p[1] != 'u')
    return p + 2;
  code = hex4 (p + 2, s->end);
  if (code < 0)
    return scan_fail (s, p, "\\u without four hex digits"), NULL;
  if (code == 0)
    return scan_fail (s, p, "\\u0000"), NULL;
  if (code < 0xd800 || code > 0xdfff)
    return p + 6;
  low = s->end - p >= 12 && p[6] == '\\' && p[7] == 'u' ? hex4 (p + 8, s->end) : -1;
  if (code > 0xdbff || low < 0xdc00 || low > 0xdfff)
    return scan_fail (s, p, "lone surrogate"), NULL;
  return p + 12;
}

/* s->p is at the opening quote. */
static gboolean
scan_string (Scanner *s)
{
  const guchar *p = s->p + 1;

  while (p != NULL)
    {
      const guchar *wide;

      p = skip_plain (p, s->end);
      if (p == s->end)
        return scan_fail (s, s->p, "string without an end"), FALSE;
      if (*p == '"')
        {
          s->p = p + 1;
          return TRUE;
        }
      if (*p == '\\')
        {
          p = scan_escape (s, p);
          continue;
        }
      if (*p < 0x20)
        return scan_fail (s, p, "control character in a string"), FALSE;
      wide = skip_wide (p, s->end);
      if (wide == p)
        return scan_fail (s, p, "invalid UTF-8"), FALSE;
      p = wide;
    }
  return FALSE;
}

static const guchar *
skip_digits (const guchar *p, const guchar *end)
{
  while (p < end && g_ascii_isdigit (*p))
    p++;
  return p;
}

/* Whether the number token, already of the right form, has a value that every reader agrees on. */
static gboolean
number_in_range (const guchar *p, const guchar *end, gboolean integer)
{
  char buffer[400];
  gsize len = end - p;

  if (integer)
    {
      guint64 n = 0;

      for (p += *p == '-'; p < end; p++)
        {
          n = n * 10 + (*p - '0');
          if (n > (guint64) HY_JSON_INT_MAX)
            return FALSE;
        }
      return TRUE;
    }
  if (len >= sizeof buffer)
    return FALSE;
  memcpy (buffer, p, len);
  buffer[len] = 0;
  return isfinite (g_ascii_strtod (buffer, NULL));
}

static gboolean
scan_number (Scanner *s)
{
  const guchar *first = s->p + (*s->p == '-');
  const guchar *p = skip_digits (first, s->end);
  gboolean integer = TRUE;

  if (p == first || (*first == '0' && p - first > 1))
    return scan_fail (s, s->p, "bad number"), FALSE;
  if (p < s->end && *p == '.')
    {
      const guchar *fraction = p + 1;

      integer = FALSE;
      p = skip_digits (fraction, s->end);
      if (p == fraction)
        return scan_fail (s, s->p, "bad number"), FALSE;
    }
  if (p < s->end && (*p == 'e' || *p == 'E'))
    {
      const guchar *exponent = p + 1;

      integer = FALSE;
      exponent += exponent < s->end && (*exponent == '+' || *exponent == '-');
      p = skip_digits (exponent, s->end);
      if (p == exponent)
        return scan_fail (s, s->p, "bad number"), FALSE;
    }
  if (!number_in_range (s->p, p, integer))
    return scan_fail (s, s->p, "number out of range"), FALSE;
  s->p = p;
  return TRUE;
}

static gboolean
scan_word (Scanner *s, const char *word)
{
  gsize len = strlen (word);

  if ((gsize) (s->end - s->p) < len || memcmp (s->p, word, len) != 0)
    return scan_fail (s, s->p, "unexpected character"), FALSE;
  s->p += len;
  return TRUE;
}

static Step
scan_open (Scanner *s, gboolean object)
{
  if (s->depth == HY_JSON_DEPTH_MAX)
    return scan_fail (s, s->p, "nested deeper than 64");
  if (object)
    s->objects |= G_GUINT64_CONSTANT (1) << s->depth;
  else
    s->objects &= ~(G_GUINT64_CONSTANT (1) << s->depth);
  s->depth++;
  s->p++;
  return object ? STEP_FIRST_NAME : STEP_FIRST_ELEMENT;
}

static Step
scan_close (Scanner *s)
{
  s->depth--;
  s->p++;
  return s->depth > 0 ? STEP_AFTER : STEP_DONE;
}

static Step
scan_value (Scanner *s)
{
  gboolean ok;

  switch (*s->p)
    {
    case '{':
      return scan_open (s, TRUE);
    case '[':
      return scan_open (s, FALSE);
    case '"':
      ok = scan_string (s);
      break;
    case 't':
      ok = scan_word (s, "true");
      break;
    case 'f':
      ok = scan_word (s, "false");
      break;
    case 'n':
      ok = scan_word (s, "null");
      break;
    default:
      ok = *s->p == '-' || g_ascii_isdigit (*s->p)
               ? scan_number (s)
               : (scan_fail (s, s->p, "unexpected character"), FALSE);
    }
  if (!ok)
    return STEP_FAILED;
  return s->depth > 0 ? STEP_AFTER : STEP_DONE;
}

static Step
scan_name (Scanner *s)
{
  if (*s->p != '"')
    return scan_fail (s, s->p, "a member's name expected");
  if (!scan_string (s))
    return STEP_FAILED;
  scan_space (s);
  if (s->p == s->end || *s->p != ':')
    return scan_fail (s, s->p, "a colon expected");
  s->p++;
  return STEP_VALUE;
}

static Step
scan_after (Scanner *s)
{
  gboolean object = (s->objects >> (s->depth - 1) & 1) != 0;

  if (*s->p == (object ? '}' : ']'))
    return scan_close (s);
  if (*s->p != ',')
    return scan_fail (s, s->p, object ? "a comma or } expected" : "a comma or ] expected");
  s->p++;
  return object ? STEP_NAME : STEP_VALUE;
}

static Step
scan_step (Scanner *s, Step step)
{
  scan_space (s);
  if (s->p == s->end)
    return scan_fail (s, s->p, "the text ends too early");
  switch (step)
    {
    case STEP_FIRST_ELEMENT:
      return *s->p == ']' ? scan_close (s) : scan_value (s);
    case STEP_FIRST_NAME:
      return *s->p == '}' ? scan_close (s) : scan_name (s);
    case STEP_NAME:
      return scan_name (s);
    case STEP_AFTER:
      return scan_after (s);
    default:
      return scan_value (s);
    }
}

gboolean
hy_json_scan (const char *text, gssize len, GError **error)
{
  Scanner s = { 0 };
  Step step = STEP_VALUE;

  g_return_val_if_fail (text != NULL, FALSE);

  s.start = s.p = (const guchar *) text;
  s.end = s.start + (len < 0 ? strlen (text) : (gsize) len);
  if (s.end - s.p >= 3 && memcmp (s.p, "\xef\xbb\xbf", 3) == 0)
    step = scan_fail (&s, s.p, "byte order mark");
  while (step < STEP_DONE)
    step = scan_step (&s, step);
  if (step == STEP_DONE)
    {
      scan_space (&s);
      if (s.p == s.end)
        return TRUE;
      s.fault = "more than one value";
    }
  g_set_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SYNTAX, "JSON: %s at byte %" G_GSIZE_FORMAT,
               s.fault, (gsize) (s.p - s.start));
  return FALSE;
}
