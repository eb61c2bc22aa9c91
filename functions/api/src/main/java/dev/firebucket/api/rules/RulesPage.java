package dev.firebucket.api.rules;

import dev.firebucket.alerting.status.RuleGroupStatus;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.go.number.IntegerReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// `group_limit` and `group_next_token`: the groups page by page.
///
/// @param groups of this page
/// @param nextToken names the last group of this page where there are more
record RulesPage(List<RuleGroupStatus> groups, Optional<String> nextToken) {
  static RulesPage of(RequestParameters parameters, List<RuleGroupStatus> all) {
    String limitText = parameters.first("group_limit");
    String token = parameters.first("group_next_token");
    if (limitText.isEmpty()) {
      if (!token.isEmpty()) {
        throw ApiException.invalidParameter(
            "group_next_token",
            "group_limit needs to be present in order to paginate over the groups");
      }
      return new RulesPage(all, Optional.empty());
    }
    int limit = limit(limitText);
    int from = token.isEmpty() ? 0 : after(token, all);
    int to = Math.min(all.size(), from + limit);
    Optional<String> next =
        to < all.size() ? Optional.of(token(all.get(to - 1))) : Optional.empty();
    return new RulesPage(all.subList(from, to), next);
  }

  private static int limit(String text) {
    int limit;
    try {
      limit = (int) IntegerReader.read(text, Integer.SIZE);
    } catch (NumberFormatException e) {
      throw ApiException.invalidParameter(
          "group_limit", "group_limit needs to be a valid number: " + e.getMessage());
    }
    if (limit <= 0) {
      throw ApiException.invalidParameter("group_limit", "group_limit needs to be greater than 0");
    }
    return limit;
  }

  private static int after(String token, List<RuleGroupStatus> all) {
    for (int i = 0; i < all.size(); i++) {
      if (token(all.get(i)).equals(token)) {
        return i + 1;
      }
    }
    throw ApiException.invalidParameter(
        "group_next_token", "invalid group_next_token '" + token + "'. were rule groups changed?");
  }

  private static String token(RuleGroupStatus group) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest(group.definition().key().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
