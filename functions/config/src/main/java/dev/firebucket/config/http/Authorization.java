package dev.firebucket.config.http;

import dev.firebucket.config.secret.Secret;

/// `authorization` (and the older `bearer_token` forms): the Authorization header.
///
/// @param type `Bearer` or another scheme, never Basic
/// @param credentials what follows the type, empty when it comes from the file
/// @param credentialsFile a file with the credentials, read at every request; empty for none
public record Authorization(String type, Secret credentials, String credentialsFile) {}
