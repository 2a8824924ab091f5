/* JSON as trees: the bodies of commands and records (core/hy-body.h), and nodes of json-glib for
 * what is rare and shapeless. What comes in numbers is read by tables (hy-json-fields.h). */
#pragma once

#include "core/hy-body.h"
#include "wire/hy-json-scan.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A body may be nested this deep; deeper, GVariant would not hold what it is given. */
#define HY_BODY_DEPTH_MAX 32

/* @text, scanned first, as a tree; @len -1 when it ends in NUL. Free with json_node_unref(). */
JsonNode *hy_json_parse (const char *text, gssize len, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * hy_json_body:
 * @value: an object in scanned text
 *
 * Members that are null are left out; a null in an array is an empty maybe, which is of no type
 * that a body has.
 *
 * Returns: (transfer full): the body, not floating; NULL with HY_WIRE_ERROR_SHAPE when @value is no
 * object, has a member twice or is nested deeper than HY_BODY_DEPTH_MAX, and with
 * HY_WIRE_ERROR_LIMIT beyond HY_BODY_MAX bytes
 */
GVariant *hy_json_body (HyJsonValue value, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of text that was not scanned; @len -1 when it ends in NUL. */
GVariant *
hy_json_body_from_text (const char *text, gssize len, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For field tables: @body replaced, @bytes as it stood. NULL, or a static phrase
 * (hy-json-fields.h). */
const char *hy_json_read_body (HyJsonValue value, GVariant **body, char **bytes);

/* Writes @body, members in its order; NULL is {}. */
void hy_json_put_body (GString *out, const char *name, GVariant *body);
/* The same with the members of every object sorted by their names' bytes: equal bodies give equal
 * text. */
void hy_json_put_canonical (GString *out, const char *name, GVariant *body);
/* The body on its own. Free it. */
char *hy_json_body_to_text (GVariant *body) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
