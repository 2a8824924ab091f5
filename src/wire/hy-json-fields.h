/* Reading an object of scanned JSON text (hy-json-scan.h) straight into a struct, by a table of its
 * members.
 *
 * This is the way in for everything that comes in numbers (rows, commands, results, feed lines): no
 * parse tree. */
#pragma once

#include "core/hy-time.h"
#include "wire/hy-json-scan.h"

G_BEGIN_DECLS

/* The text between the quotes of a scanned string, escapes resolved. Free it. */
char *hy_json_unescape (const char *text, gsize len) G_GNUC_WARN_UNUSED_RESULT;

/* @value into @member. NULL when it was taken, else a static phrase ("is no time") that goes after
 * the member's name; then @member holds nothing new. Never called for null. */
typedef const char *(*HyJsonReadFunc) (HyJsonValue value, gpointer member);

/* Each into the type that it names. */
/* char *; "" is as absent, and a fault when required. */
const char *hy_json_read_string (HyJsonValue value, gpointer member);
/* char *; "" stays "". */
const char *hy_json_read_text (HyJsonValue value, gpointer member);
/* char *; hy_id_is_valid(). */
const char *hy_json_read_id (HyJsonValue value, gpointer member);
/* gint64; an integer token, and one that is not negative. */
const char *hy_json_read_int (HyJsonValue value, gpointer member);
const char *hy_json_read_natural (HyJsonValue value, gpointer member);
/* int, 0 to 1000000. */
const char *hy_json_read_count (HyJsonValue value, gpointer member);
/* gboolean. */
const char *hy_json_read_bool (HyJsonValue value, gpointer member);
/* HyTime, HyDate. */
const char *hy_json_read_time (HyJsonValue value, gpointer member);
const char *hy_json_read_date (HyJsonValue value, gpointer member);
/* char **; an array of strings, of ids. */
const char *hy_json_read_strv (HyJsonValue value, gpointer member);
const char *hy_json_read_ids (HyJsonValue value, gpointer member);
/* HyJsonValue: where it stands; anything, an object only, an array only. */
const char *hy_json_read_value (HyJsonValue value, gpointer member);
const char *hy_json_read_object (HyJsonValue value, gpointer member);
const char *hy_json_read_array (HyJsonValue value, gpointer member);

typedef struct
{
  const char *name;
  gsize offset; /* of the member in the struct */
  HyJsonReadFunc read;
  gboolean required;
} HyJsonField;

/* What is wrong with an object. Both static; member is NULL when it is the object itself. */
typedef struct
{
  const char *member;
  const char *why;
} HyJsonFault;

/**
 * hy_json_read_fields:
 * @value: in scanned text
 * @fields: (array length=n_fields): at most 64
 * @self: the struct to fill, zeroed or with its defaults
 * @extra: (out) (optional): members not of the table as they stand ("a":1,"b":2), NULL when none;
 * free it
 * @fault: (out): set on failure
 *
 * Null is as absent. A known member that comes twice is a fault. On failure @self is half filled:
 * free it.
 */
gboolean hy_json_read_fields (HyJsonValue value,
                              const HyJsonField *fields,
                              gsize n_fields,
                              gpointer self,
                              char **extra,
                              HyJsonFault *fault) G_GNUC_WARN_UNUSED_RESULT;

/* Sets a HY_WIRE_ERROR_SHAPE: "ticket 123: member \"due\" is no time". @id may be NULL. Returns
 * FALSE. */
gboolean
hy_json_set_fault (GError **error, const char *what, const char *id, const HyJsonFault *fault);

G_END_DECLS
