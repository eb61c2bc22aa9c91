/// What the tests of scraping share: targets to scrape, configurations, a store in memory, peers.
package dev.firebucket.ingest.testing;
