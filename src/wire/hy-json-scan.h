/* Judging JSON text that came from outside, and walking over text that was judged.
 *
 * Everything from the network, a file or the command line goes through hy_json_scan() once; after
 * that the walking functions find members without a parse tree. Nothing here allocates or recurses.
 * Any thread. */
#pragma once

#include "wire/hy-wire-error.h"

G_BEGIN_DECLS

#define HY_JSON_DEPTH_MAX 64
/* Integers beyond ±2^53 are not the same number to every reader (RFC 8259, 6). */
#define HY_JSON_INT_MAX (G_GINT64_CONSTANT (1) << 53)

/**
 * hy_json_scan:
 * @text: the text; need not end in NUL
 * @len: its bytes, or -1 when it does
 *
 * Exactly one value of RFC 8259, white space around it allowed: valid UTF-8, no byte order mark,
 * depth at most 64, no \u0000, no lone surrogate, integers within ±2^53, no number beyond the range
 * of a double. A member name that comes twice passes; readers of tables (hy-json-fields.h) refuse
 * it.
 *
 * Returns: %FALSE with HY_WIRE_ERROR_SYNTAX, which says what and at which byte, counted from 0.
 */
gboolean hy_json_scan (const char *text, gssize len, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A value (or a member's value) as it stands in the text, no white space around it. Borrowed. */
typedef struct
{
  const char *text;
  gsize len;
} HyJsonValue;

/* A member as it stands in the text. For elements of an array the name is NULL. */
typedef struct
{
  const char *name; /* between the quotes, escapes as they stand */
  gsize name_len;
  HyJsonValue value;
} HyJsonMember;

typedef enum
{
  HY_JSON_NONE, /* no value at all */
  HY_JSON_NULL,
  HY_JSON_BOOL,
  HY_JSON_NUMBER,
  HY_JSON_STRING,
  HY_JSON_ARRAY,
  HY_JSON_OBJECT
} HyJsonType;

HyJsonType hy_json_type (HyJsonValue value);

/* One level of an object or array of scanned text. Text that was not scanned gives nonsense, but
 * never reads beyond its end. */
typedef struct
{
  const char *p;
  const char *end;
  gboolean object;
} HyJsonIter;

/* The value in @text without the white space around it. */
HyJsonValue hy_json_value (const char *text, gsize len);
/* FALSE when @value is neither an object nor an array. */
gboolean hy_json_iter_init (HyJsonIter *iter, HyJsonValue value);
gboolean hy_json_iter_next (HyJsonIter *iter, HyJsonMember *out);

/* Whether the member's name, escapes resolved, is @name. */
gboolean hy_json_member_is (const HyJsonMember *member, const char *name);
/* The last member @name of an object; FALSE when there is none. */
gboolean hy_json_find (HyJsonValue object, const char *name, HyJsonMember *out);

/**
 * hy_json_cut:
 * @object: an object in scanned text
 * @name: a member
 * @rest: (out): the text of @object without every member @name and one comma each, all other bytes
 * as they stand; free it
 * @cut: (out): the text of the last such value, or NULL when there was none; free it
 */
void hy_json_cut (HyJsonValue object, const char *name, char **rest, char **cut);

G_END_DECLS
