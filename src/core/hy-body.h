/* The body of a command or record: a JSON object as a GVariant.
 *
 * Shape: a{sv}; strings "s", integers "x", other numbers "d", booleans "b", arrays "av", objects "a{sv}".
 * A JSON null is an absent member. hy_json_* of the wire layer makes it from text and back. */
#pragma once

#include "core/hy-time.h"

G_BEGIN_DECLS

/* A body is at most this many bytes of JSON (protocol.md, POST /v1/commands). */
#define HY_BODY_MAX (256 * 1024)

/* The member as a string, or NULL when absent or no string. Belongs to the body. */
const char *hy_body_string (GVariant *body, const char *name);
/* FALSE, @out untouched, when absent or of another type. */
gboolean hy_body_int (GVariant *body, const char *name, gint64 *out);
gboolean hy_body_bool (GVariant *body, const char *name, gboolean *out);
gboolean hy_body_time (GVariant *body, const char *name, HyTime *out);
/* A nested object or array, or NULL. A new reference. */
GVariant *hy_body_object (GVariant *body, const char *name) G_GNUC_WARN_UNUSED_RESULT;
GVariant *hy_body_array (GVariant *body, const char *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_body_has (GVariant *body, const char *name);
/* Whether the array member @name holds the string @value. */
gboolean hy_body_list_has (GVariant *body, const char *name, const char *value);
/* Element @i of an "av" as what it holds. A new reference. */
GVariant *hy_body_element (GVariant *array, gsize i) G_GNUC_WARN_UNUSED_RESULT;

/* Nothing in it but white space (of any script); NULL is blank too. */
gboolean hy_text_is_blank (const char *text);

/* What a member of a body must be. Tables of these, ended by a NULL name, are the schema of a kind. */
typedef enum
{
  HY_FIELD_STRING, /* not blank when required */
  HY_FIELD_BOOL,
  HY_FIELD_INT,
  HY_FIELD_TIME,
  HY_FIELD_DATE,
  HY_FIELD_WHEN, /* a time or a date */
  HY_FIELD_ID,
  HY_FIELD_PERSON, /* an id: who shall do it, of the office that has the ticket (hy_body_person()) */
  HY_FIELD_CODE,       /* a string out of @codes */
  HY_FIELD_CODE_LIST,  /* an array of them; not empty when required */
  HY_FIELD_STRING_LIST,
  HY_FIELD_OBJECT,      /* checked by @members when given */
  HY_FIELD_OBJECT_LIST, /* each checked by @members; not empty when required */
  HY_FIELD_FLAGS,       /* an object whose members are all booleans */
  HY_FIELD_ANY
} HyFieldType;

typedef struct _HyField HyField;
struct _HyField
{
  const char *name;
  HyFieldType type;
  gboolean required;
  const char *const *codes;
  const HyField *members;
  gint64 min, max; /* of an int; 0,0: any */
  gboolean (*needed) (GVariant *object); /* whether the object around it makes it required; or NULL */
  gboolean may_be_empty;                 /* a list that is required may be empty all the same */
};

/**
 * hy_body_check:
 * @body: (nullable): a body; NULL is as an empty one
 * @fields: its schema; members that it does not name are allowed and kept
 * @field: (out) (optional): path of the first failing member in schema order ("demands[0].text"); free it
 *
 * Returns: whether @body fits.
 */
gboolean hy_body_check (GVariant *body, const HyField *fields, char **field) G_GNUC_WARN_UNUSED_RESULT;

/* The person whom a body that fits gives the ticket to, and the member that does; NULL: nobody. Whether that is somebody
 * of the office only the office and its district know. */
const char *hy_body_person (GVariant *body, const HyField *fields, const char **field);

G_END_DECLS
