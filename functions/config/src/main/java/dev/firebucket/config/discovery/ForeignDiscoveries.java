package dev.firebucket.config.discovery;

import dev.firebucket.config.http.HttpClientConfigReader;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import dev.firebucket.config.yaml.YamlNode.YamlMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The service discoveries of Prometheus 3.14 that Firebucket does not have, with those of
/// Prometheus' checks that need no more than the text: a user should learn of a mistake before of
/// what is missing here.
final class ForeignDiscoveries {
  /// Checks one section.
  private interface Check {
    void check(YamlFields section) throws ConfigException;
  }

  private static final Check NONE = section -> {};

  private static final Map<String, Check> CHECKS =
      Map.ofEntries(
          Map.entry("aws_sd_configs", NONE),
          Map.entry("azure_sd_configs", CloudDiscoveryChecks::azure),
          Map.entry("consul_sd_configs", NONE),
          Map.entry("digitalocean_sd_configs", NONE),
          Map.entry("dns_sd_configs", NetworkDiscoveryChecks::dns),
          Map.entry("docker_sd_configs", NONE),
          Map.entry("dockerswarm_sd_configs", NetworkDiscoveryChecks::dockerSwarm),
          Map.entry("ec2_sd_configs", CloudDiscoveryChecks::ec2),
          Map.entry("eureka_sd_configs", NetworkDiscoveryChecks::eureka),
          Map.entry("gce_sd_configs", CloudDiscoveryChecks::gce),
          Map.entry("hetzner_sd_configs", CloudDiscoveryChecks::hetzner),
          Map.entry("http_sd_configs", NetworkDiscoveryChecks::http),
          Map.entry("ionos_sd_configs", CloudDiscoveryChecks::ionos),
          Map.entry("kubernetes_sd_configs", KubernetesDiscoveryCheck::check),
          Map.entry("kuma_sd_configs", NONE),
          Map.entry("lightsail_sd_configs", NONE),
          Map.entry("linode_sd_configs", NONE),
          Map.entry("marathon_sd_configs", NetworkDiscoveryChecks::marathon),
          Map.entry(
              "nerve_sd_configs", section -> NetworkDiscoveryChecks.zookeeper(section, "nerve")),
          Map.entry("nomad_sd_configs", NONE),
          Map.entry("oci_sd_configs", CloudDiscoveryChecks::oci),
          Map.entry("openstack_sd_configs", CloudDiscoveryChecks::openstack),
          Map.entry("outscale_sd_configs", CloudDiscoveryChecks::outscale),
          Map.entry("ovhcloud_sd_configs", CloudDiscoveryChecks::ovhcloud),
          Map.entry("puppetdb_sd_configs", NetworkDiscoveryChecks::puppetDb),
          Map.entry("scaleway_sd_configs", CloudDiscoveryChecks::scaleway),
          Map.entry(
              "serverset_sd_configs",
              section -> NetworkDiscoveryChecks.zookeeper(section, "serverset")),
          Map.entry("stackit_sd_configs", NONE),
          Map.entry("triton_sd_configs", CloudDiscoveryChecks::triton),
          Map.entry("uyuni_sd_configs", NetworkDiscoveryChecks::uyuni),
          Map.entry("vultr_sd_configs", NONE));

  private ForeignDiscoveries() {}

  static boolean isKnown(String field) {
    return CHECKS.containsKey(field);
  }

  static void check(String field, List<YamlNode> sections, Path directory) throws ConfigException {
    for (YamlNode section : sections) {
      if (section.isNull()) {
        throw section.position().error("empty or null section in " + field);
      }
      if (!(section instanceof YamlMapping)) {
        throw section.mismatch(field.replace("_sd_configs", ".plain"));
      }
      YamlFields fields = YamlFields.of(section, field.replace("_sd_configs", ".plain"));
      CHECKS.getOrDefault(field, NONE).check(fields);
      HttpClientConfigReader.read(fields, directory);
    }
  }

  static void require(YamlFields section, String field, String problem) throws ConfigException {
    if (section.text(field, "").isEmpty()) {
      throw section.error(field, problem);
    }
  }
}
