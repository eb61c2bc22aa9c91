package dev.firebucket.config.discovery;

import static dev.firebucket.config.discovery.ForeignDiscoveries.require;

import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import java.util.List;

/// Prometheus' checks of the discoveries that ask a cloud.
final class CloudDiscoveryChecks {
  private CloudDiscoveryChecks() {}

  static void azure(YamlFields section) throws ConfigException {
    String prefix = "azure SD configuration requires a ";
    require(section, "subscription_id", prefix + "subscription_id");
    String method = section.text("authentication_method", "OAuth");
    switch (method) {
      case "OAuth" -> {
        for (String field : List.of("tenant_id", "client_id", "client_secret")) {
          require(section, field, prefix + field);
        }
      }
      case "ManagedIdentity", "SDK", "WorkloadIdentity" -> {}
      default ->
          throw section.error(
              "authentication_method", "unknown authentication_type \"" + method + "\"");
    }
  }

  static void ec2(YamlFields section) throws ConfigException {
    for (YamlNode item : section.nodes("filters")) {
      YamlFields filter = YamlFields.of(item, "ec2.Filter");
      if (filter.texts("values").isEmpty()) {
        throw filter.error("EC2 SD configuration filter values cannot be empty");
      }
    }
  }

  static void gce(YamlFields section) throws ConfigException {
    require(section, "project", "GCE SD configuration requires a project");
    require(section, "zone", "GCE SD configuration requires a zone");
  }

  static void hetzner(YamlFields section) throws ConfigException {
    require(section, "role", "role missing (one of: robot, hcloud)");
  }

  static void ionos(YamlFields section) throws ConfigException {
    require(section, "datacenter_id", "datacenter id can't be empty");
  }

  static void oci(YamlFields section) throws ConfigException {
    String method = section.text("auth", "api_key");
    if (!method.equals("api_key") && !method.equals("instance_principal")) {
      throw section.error(
          "auth",
          "oci_sd: unknown auth method \""
              + method
              + "\", expected \"api_key\" or \"instance_principal\"");
    }
  }

  static void openstack(YamlFields section) throws ConfigException {
    String role = section.text("role", "");
    if (!role.isEmpty() && !List.of("instance", "hypervisor", "loadbalancer").contains(role)) {
      throw section.error("role", "unknown OpenStack SD role \"" + role + "\"");
    }
    String availability = section.text("availability", "public");
    if (!List.of("public", "internal", "admin").contains(availability)) {
      throw section.error(
          "availability",
          "unknown availability " + availability + ", must be one of admin, internal or public");
    }
    require(section, "role", "role missing (one of: instance, hypervisor, loadbalancer)");
  }

  static void outscale(YamlFields section) throws ConfigException {
    require(section, "region", "outscale SD configuration requires a region");
    require(section, "access_key", "outscale SD configuration requires access_key");
    requireOneSecret(section);
  }

  static void ovhcloud(YamlFields section) throws ConfigException {
    require(section, "endpoint", "endpoint can not be empty");
    require(section, "application_key", "application key can not be empty");
    require(section, "application_secret", "application secret can not be empty");
    require(section, "consumer_key", "consumer key can not be empty");
    String service = section.text("service", "");
    if (!service.equals("vps") && !service.equals("dedicated_server")) {
      throw section.error("service", "unknown service: " + service);
    }
  }

  static void scaleway(YamlFields section) throws ConfigException {
    String role = section.text("role", "");
    if (!role.isEmpty() && !role.equals("instance") && !role.equals("baremetal")) {
      throw section.error("role", "unknown role \"" + role + "\"");
    }
    requireOneSecret(section);
    require(section, "project_id", "project_id is mandatory");
    require(section, "role", "role missing (one of: instance, baremetal)");
    require(section, "access_key", "access_key is mandatory");
  }

  private static void requireOneSecret(YamlFields section) throws ConfigException {
    boolean key = !section.text("secret_key", "").isEmpty();
    boolean file = !section.text("secret_key_file", "").isEmpty();
    if (key && file) {
      throw section.error(
          "secret_key", "at most one of secret_key & secret_key_file must be configured");
    }
    if (!key && !file) {
      throw section.error("one of secret_key & secret_key_file must be configured");
    }
  }

  static void triton(YamlFields section) throws ConfigException {
    require(section, "account", "triton SD configuration requires an account");
    require(section, "dns_suffix", "triton SD configuration requires a dns_suffix");
    require(section, "endpoint", "triton SD configuration requires an endpoint");
  }
}
