package dev.firebucket.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.AssetHashType;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.assets.AssetOptions;

/// Where the packaged functions are: `functions/lambda/<name>/target/function-<processor>.zip` of a
/// repository.
///
/// A template can be written before anything is packaged: a function without a zip then gets an
/// asset that says so, and [#missing] names it. Whoever deploys must refuse such a template.
final class FunctionCode {
  private final Path repository;
  private final List<String> missing = new ArrayList<>();

  FunctionCode(Path repository) {
    this.repository = repository;
  }

  /// The code of one function.
  ///
  /// @param name its folder below `functions/lambda/`
  Code of(String name, StackSettings.Processor processor) {
    Path zip = repository.resolve(zip(name, processor));
    if (Files.isRegularFile(zip)) {
      return Code.fromAsset(
          zip.toString(),
          AssetOptions.builder()
              .assetHashType(AssetHashType.CUSTOM)
              .assetHash(CodeFingerprint.of(zip))
              .build());
    }
    missing.add(name);
    return Code.fromAsset(placeholder(zip(name, processor)).toString());
  }

  /// The functions asked for so far that have no zip.
  List<String> missing() {
    return List.copyOf(missing);
  }

  private static String zip(String name, StackSettings.Processor processor) {
    return "functions/lambda/%s/target/function-%s.zip".formatted(name, processor.text());
  }

  private static Path placeholder(String zip) {
    try {
      Path folder = Files.createTempDirectory("firebucket-not-packaged-");
      Path note = folder.resolve("NOT-PACKAGED.txt");
      Files.writeString(note, zip + " did not exist when this was synthesized\n");
      // What is registered last goes first: the folder is empty when its turn comes.
      folder.toFile().deleteOnExit();
      note.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a placeholder for " + zip, e);
    }
  }
}
