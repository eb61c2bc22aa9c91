package dev.firebucket.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// A function that works on the data bucket: its role, its log group, its code and its settings.
final class BucketFunction extends Construct {
  /// In the zips of all functions, where Lambda unpacks them.
  private static final String START_SCRIPT = "/var/task/start";

  private final Function function;
  private final Role role;
  private final IFunction live;

  BucketFunction(Construct scope, String id, Deployment deployment, FunctionShape shape) {
    super(scope, id);
    StackSettings settings = deployment.settings();
    LogGroup logs =
        LogGroup.Builder.create(this, "Logs")
            .retention(LogRetention.of(settings.watching().logRetentionDays()))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .description("What the Firebucket function '" + shape.name() + "' may do")
            .build();
    logs.grantWrite(role);
    deployment.data().statements(shape.access().withMetrics()).forEach(role::addToPolicy);
    boolean fromSnapshot = settings.snapStart() && shape.isAwaited();
    Function.Builder builder = builder(deployment, shape, logs);
    shape.concurrency().ifPresent(builder::reservedConcurrentExecutions);
    if (settings.watching().tracing()) {
      builder.tracing(Tracing.ACTIVE);
    }
    if (fromSnapshot) {
      builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
    }
    if (shape.callsOut()) {
      settings.network().ifPresent(network -> joinNetwork(builder, network));
    }
    function = builder.build();
    live = fromSnapshot ? newestVersion() : function;
  }

  private Function.Builder builder(Deployment deployment, FunctionShape shape, LogGroup logs) {
    return Function.Builder.create(this, "Function")
        .description(shape.description())
        .runtime(Runtime.JAVA_25)
        .architecture(
            switch (deployment.settings().architecture()) {
              case ARM64 -> Architecture.ARM_64;
              case X86_64 -> Architecture.X86_64;
            })
        .handler(FunctionShape.HANDLER)
        .code(deployment.code().of(shape.name(), deployment.settings().architecture()))
        .memorySize(shape.memoryMegabytes())
        .ephemeralStorageSize(Size.mebibytes(shape.diskMegabytes()))
        .timeout(shape.timeout())
        .environment(environment(deployment, shape))
        .role(role)
        .logGroup(logs);
  }

  private static Map<String, String> environment(Deployment deployment, FunctionShape shape) {
    Map<String, String> environment = new TreeMap<>(shape.environment());
    environment.put("FIREBUCKET_STORAGE", deployment.data().location());
    environment.put("FIREBUCKET_CONFIG_FILE", deployment.settings().configFile());
    if (deployment.settings().watching().tracing()) {
      environment.put("FIREBUCKET_TRACING", "xray");
    }
    environment.put("JAVA_TOOL_OPTIONS", shape.javaOptions());
    if (deployment.settings().startScript()) {
      environment.put("AWS_LAMBDA_EXEC_WRAPPER", START_SCRIPT);
    }
    return environment;
  }

  /// A name for the newest published version: AWS makes snapshots of versions only. Code or
  /// settings that change publish the next one.
  private Alias newestVersion() {
    return Alias.Builder.create(this, "Live")
        .aliasName("live")
        .version(function.getCurrentVersion())
        .build();
  }

  private void joinNetwork(Function.Builder builder, PrivateNetwork network) {
    builder
        .vpc(
            Vpc.fromVpcAttributes(
                this,
                "Vpc",
                VpcAttributes.builder()
                    .vpcId(network.vpc())
                    .availabilityZones(List.of("any"))
                    .privateSubnetIds(List.of(network.subnets().getFirst()))
                    .build()))
        .vpcSubnets(
            SubnetSelection.builder()
                .subnets(
                    network.subnets().stream()
                        .map(id -> Subnet.fromSubnetId(this, id, id))
                        .toList())
                .build())
        .securityGroups(
            network.securityGroups().stream()
                .map(id -> SecurityGroup.fromSecurityGroupId(this, id, id))
                .toList());
    // Network interfaces have no name before they exist: AWS accepts no narrower resource.
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .sid("NetworkInterfaces")
            .actions(
                List.of(
                    "ec2:CreateNetworkInterface",
                    "ec2:DescribeNetworkInterfaces",
                    "ec2:DescribeSubnets",
                    "ec2:DeleteNetworkInterface",
                    "ec2:AssignPrivateIpAddresses",
                    "ec2:UnassignPrivateIpAddresses"))
            .resources(List.of("*"))
            .build());
  }

  /// The function itself: its settings and metrics.
  Function function() {
    return function;
  }

  /// What timers, queues and callers call: the function, or the version that starts from a
  /// snapshot.
  IFunction live() {
    return live;
  }
}
