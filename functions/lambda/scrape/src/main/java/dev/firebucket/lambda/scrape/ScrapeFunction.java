package dev.firebucket.lambda.scrape;

import io.quarkus.funqy.Funq;
import java.io.IOException;

/// Entry point: one run of the scrape timer.
public class ScrapeFunction {
  private final Scraping scraping;

  public ScrapeFunction(Scraping scraping) {
    this.scraping = scraping;
  }

  /// @throws IOException when nothing could be scraped or what was scraped could not be stored; the
  ///   run then counts as failed
  @Funq
  public ScrapeAnswer scrape(ScrapeEvent event) throws IOException, InterruptedException {
    return scraping.run(event);
  }
}
