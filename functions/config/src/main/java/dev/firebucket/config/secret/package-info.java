/// What must not be shown, and how it is kept from being shown.
///
/// Start at [dev.firebucket.config.secret.UrlPasswords]: every text that leaves the process and may
/// hold a URL of the configuration goes through it.
@NullMarked
package dev.firebucket.config.secret;

import org.jspecify.annotations.NullMarked;
