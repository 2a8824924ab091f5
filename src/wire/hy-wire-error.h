/* Errors of the wire layer. Their messages are for logs and for the other side's programmer, in
 * English. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HY_WIRE_ERROR (hy_wire_error_quark ())
GQuark hy_wire_error_quark (void);

typedef enum
{
  HY_WIRE_ERROR_SYNTAX, /* no JSON as RFC 8259 and our limits have it */
  HY_WIRE_ERROR_SHAPE,  /* JSON, but not of the shape that was expected */
  HY_WIRE_ERROR_LIMIT   /* larger than the protocol allows */
} HyWireError;

G_END_DECLS
