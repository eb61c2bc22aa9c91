/// Who may call a URL: the users and tokens of a secret, where `FIREBUCKET_AUTH=token`.
///
/// [dev.firebucket.lambda.url.access.AccessFilter] stands before everything that the URL serves and
/// asks [dev.firebucket.lambda.url.access.Gate]. Why it is as it is:
/// `docs/design/access-to-urls.md`.
@NullMarked
package dev.firebucket.lambda.url.access;

import org.jspecify.annotations.NullMarked;
