package dev.firebucket.infra;

import java.util.List;
import java.util.Optional;

/// The part of a VPC in which functions reach private targets. Its subnets need a way to S3: a
/// gateway endpoint costs nothing.
///
/// @param vpc id of the VPC
/// @param subnets ids of the subnets to run in, at least one
/// @param securityGroups ids of the security groups to run with, at least one
record PrivateNetwork(String vpc, List<String> subnets, List<String> securityGroups) {
  public PrivateNetwork {
    subnets = List.copyOf(subnets);
    securityGroups = List.copyOf(securityGroups);
    require(vpc.startsWith("vpc-"), "vpc", vpc, "vpc-");
    require(
        !subnets.isEmpty() && subnets.stream().allMatch(id -> id.startsWith("subnet-")),
        "subnets",
        subnets,
        "subnet-");
    require(
        !securityGroups.isEmpty() && securityGroups.stream().allMatch(id -> id.startsWith("sg-")),
        "securityGroups",
        securityGroups,
        "sg-");
  }

  /// The network that three context parameters describe, lists separated by commas; none where none
  /// of them is given.
  static Optional<PrivateNetwork> of(
      Optional<String> vpc, Optional<String> subnets, Optional<String> securityGroups) {
    if (vpc.isEmpty() && subnets.isEmpty() && securityGroups.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PrivateNetwork(
            vpc.orElse(""), ids(subnets.orElse("")), ids(securityGroups.orElse(""))));
  }

  private static List<String> ids(String text) {
    return List.of(text.strip().split("\\s*,\\s*"));
  }

  private static void require(boolean holds, String name, Object value, String prefix) {
    if (!holds) {
      throw new IllegalArgumentException(
          "context parameter %s: %s is not an id that begins with '%s'; a private network needs all of vpc, subnets and securityGroups"
              .formatted(name, value, prefix));
    }
  }
}
