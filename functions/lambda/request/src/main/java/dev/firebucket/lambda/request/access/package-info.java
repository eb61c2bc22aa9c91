/// Who may call a URL: the users and tokens of a secret, where `FIREBUCKET_AUTH=token`.
///
/// [dev.firebucket.lambda.request.access.Access] stands before everything that a URL serves and
/// asks [dev.firebucket.lambda.request.access.Gate]. Why it is as it is:
/// `docs/design/access-to-urls.md`.
@NullMarked
package dev.firebucket.lambda.request.access;

import org.jspecify.annotations.NullMarked;
