#pragma once

struct sqlite3;

/// Forbids a connection what only a crafted database or a mistake asks for: writing the schema or the tables
/// behind other tables directly, and trusting functions that the schema names. Returns SQLite's code. In C, as the
/// function behind it takes a variable number of arguments.
int sqlite_guard_make_defensive(struct sqlite3 *database);
