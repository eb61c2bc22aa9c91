package dev.firebucket.config.discovery;

import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlNode;
import java.util.List;
import java.util.Set;

/// The service discoveries of Prometheus 3.14 that Firebucket does not have.
final class ForeignDiscoveries {
  private static final Set<String> NAMES =
      Set.of(
          "aws_sd_configs",
          "azure_sd_configs",
          "consul_sd_configs",
          "digitalocean_sd_configs",
          "dns_sd_configs",
          "docker_sd_configs",
          "dockerswarm_sd_configs",
          "ec2_sd_configs",
          "eureka_sd_configs",
          "gce_sd_configs",
          "hetzner_sd_configs",
          "http_sd_configs",
          "ionos_sd_configs",
          "kubernetes_sd_configs",
          "kuma_sd_configs",
          "lightsail_sd_configs",
          "linode_sd_configs",
          "marathon_sd_configs",
          "nerve_sd_configs",
          "nomad_sd_configs",
          "oci_sd_configs",
          "openstack_sd_configs",
          "outscale_sd_configs",
          "ovhcloud_sd_configs",
          "puppetdb_sd_configs",
          "scaleway_sd_configs",
          "serverset_sd_configs",
          "stackit_sd_configs",
          "triton_sd_configs",
          "uyuni_sd_configs",
          "vultr_sd_configs");

  private ForeignDiscoveries() {}

  static boolean isKnown(String field) {
    return NAMES.contains(field);
  }

  /// The checks of Prometheus that need no more than the text.
  static void check(String field, List<YamlNode> sections) throws ConfigException {
    for (YamlNode section : sections) {
      if (section.isNull()) {
        throw section.position().error("empty or null section in " + field);
      }
    }
  }
}
