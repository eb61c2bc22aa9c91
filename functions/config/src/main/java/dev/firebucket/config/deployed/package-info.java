/// The surroundings of a deployed function: where the bucket is, and the user's configuration in
/// it.
///
/// [dev.firebucket.config.deployed.DeployedSettings] reads the function's environment;
/// [dev.firebucket.config.deployed.DeployedConfig] keeps `prometheus.yml` up to date from the
/// bucket's folder `config/`, which [dev.firebucket.config.deployed.ConfigMirror] copies to local
/// disk, so that rule files, target files and certificates are found next to it, as on any
/// Prometheus server.
@NullMarked
package dev.firebucket.config.deployed;

import org.jspecify.annotations.NullMarked;
