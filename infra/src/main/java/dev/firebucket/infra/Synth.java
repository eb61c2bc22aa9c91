package dev.firebucket.infra;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/// Writes the CloudFormation template, offline and without an AWS account. Also the app of the CDK
/// command line (`cdk.json`), which says where to write in `CDK_OUTDIR`, and which gets no template
/// of functions that are not packaged.
public final class Synth {
  private static final String USAGE =
      """
      usage: synth [--output DIR]
        --output DIR   where to write the template (default: infra/target/cdk.out)
      Needs Node.js. Choices are context parameters: npx aws-cdk@2 synth -c shards=2 …
      """;

  private Synth() {}

  public static void main(String[] arguments) {
    System.exit(
        run(
            List.of(arguments),
            System.getenv(),
            Path.of(System.getProperty("firebucket.root", "")),
            System.out,
            System.err));
  }

  /// Runs as the command does.
  ///
  /// @param environment of the process
  /// @param directory of the repository, or below it
  /// @return exit status: 0 written, 1 impossible, 2 wrong arguments
  static int run(
      List<String> arguments,
      Map<String, String> environment,
      Path directory,
      PrintStream out,
      PrintStream err) {
    if (arguments.contains("--help")) {
      out.print(USAGE);
      return 0;
    }
    Optional<Path> repository = repository(directory.toAbsolutePath().normalize());
    if (repository.isEmpty()) {
      err.println("synth: no Firebucket repository here or above; start it inside of one");
      return 1;
    }
    Optional<String> cli = Optional.ofNullable(environment.get("CDK_OUTDIR"));
    Path output;
    if (arguments.size() == 2 && arguments.getFirst().equals("--output")) {
      output = Path.of(arguments.getLast());
    } else if (arguments.isEmpty()) {
      output = cli.map(Path::of).orElse(repository.get().resolve("infra/target/cdk.out"));
    } else {
      err.print("synth: cannot understand " + arguments + "\n" + USAGE);
      return 2;
    }
    try {
      return write(repository.get(), output, cli.isPresent(), out, err);
    } catch (IllegalArgumentException e) {
      err.println("synth: " + e.getMessage());
      return 1;
    }
  }

  private static int write(
      Path repository, Path output, boolean forDeployment, PrintStream out, PrintStream err) {
    App app =
        new App(
            AppProps.builder()
                .outdir(output.toAbsolutePath().toString())
                .analyticsReporting(false)
                .treeMetadata(false)
                .build());
    StackSettings settings = StackSettings.fromContext(app.getNode());
    FirebucketStack stack = new FirebucketStack(app, settings, repository);
    List<String> missing = stack.functionsWithoutCode();
    if (!missing.isEmpty()) {
      err.println(
          "synth: not packaged yet: %s; ./mvnw -DskipTests package makes functions/lambda/*/target/function-arm64.zip and function-x86_64.zip"
              .formatted(String.join(", ", missing)));
      if (forDeployment) {
        return 1;
      }
      err.println("synth: the template is complete, but cannot be deployed");
    }
    app.synth();
    out.println(output.resolve(settings.stackName() + ".template.json"));
    return 0;
  }

  private static Optional<Path> repository(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("infra/cdk.json"))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }
}
