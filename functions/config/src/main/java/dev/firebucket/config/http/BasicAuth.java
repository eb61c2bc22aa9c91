package dev.firebucket.config.http;

import dev.firebucket.config.secret.Secret;

/// `basic_auth`: user and password, each written or read from a file at every request.
///
/// @param username the user, empty when it comes from the file
/// @param usernameFile a file with the user, empty for none
/// @param password the password, empty when it comes from the file
/// @param passwordFile a file with the password, empty for none
public record BasicAuth(
    String username, String usernameFile, Secret password, String passwordFile) {}
