/// From targets and pushes to samples: discovery, scraping, exposition formats, push groups, remote
/// write.
package dev.firebucket.ingest;
