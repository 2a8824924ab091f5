/* The program: one instance a replica, opening tickets that a command line names. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A word of the command line: begin, or go on, without showing a window. */
#define HY_APPLICATION_BACKGROUND "--background"

#define HY_TYPE_APPLICATION (hy_application_get_type ())
G_DECLARE_FINAL_TYPE (HyApplication, hy_application, HY, APPLICATION, AdwApplication)

/* @replica: (nullable): the replica's folder; NULL: the user's own. With another folder than that
 * the application id ends in a hash of it, so that each replica has an instance of its own. */
HyApplication *hy_application_new (const char *replica) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
