/// Where targets come from: `static_configs` and `file_sd_configs`; the discoveries that are not
/// supported yet are checked as far as is cheap, then refused by name.
@NullMarked
package dev.firebucket.config.discovery;

import org.jspecify.annotations.NullMarked;
