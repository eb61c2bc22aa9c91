package dev.firebucket.lambda.start;

import dev.firebucket.config.deployed.FunctionContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens around the snapshot from which Lambda's SnapStart starts environments: days later,
/// and several from the same one.
///
/// Before it is taken nothing may be half done, and no connection open. After a restore each
/// environment does for itself what must not be shared or old: connections and credentials are new,
/// secrets are read, the number of its metrics is asked for by its first event. What rests on a
/// clock (how long a look at the configuration is good for) rests on the clock of the wall, which
/// goes on.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html>
public final class Snapshot implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);
  private static final Snapshot OF_PROCESS = new Snapshot(System.getenv());

  private final boolean isComing;
  private final List<Runnable> restored = new CopyOnWriteArrayList<>();
  private final List<FunctionContext> contexts = new CopyOnWriteArrayList<>();
  private volatile Runnable settling = () -> {};

  /// @param environment of the process
  Snapshot(Map<String, String> environment) {
    isComing = "snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
  }

  /// That of this process.
  public static Snapshot ofProcess() {
    return OF_PROCESS;
  }

  /// Asks to be told, where there will be one. CRaC tells those first that asked last: whoever
  /// starts something asks before.
  ///
  /// @param settling waits until what was begun has ended
  void await(Runnable settling) {
    if (isComing) {
      this.settling = settling;
      Core.getGlobalContext().register(this);
    }
  }

  /// Whether one will be taken of this process. What is read until then lies in it, for as long as
  /// the version of the function lives.
  public boolean isComing() {
    return isComing;
  }

  /// What each restored environment is to do, before its first event; within ten seconds with all
  /// others, so nothing that waits for the network.
  public void whenRestored(Runnable work) {
    restored.add(work);
  }

  /// A context whose connections end before the snapshot.
  void disconnects(FunctionContext context) {
    contexts.add(context);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    settling.run();
    contexts.forEach(one -> one.bucket().store().disconnect());
  }

  /// One that fails must not cost the others: an exception here would end the environment.
  @Override
  public void afterRestore(Context<? extends Resource> context) {
    for (Runnable work : restored) {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.error("a part of the environment was not renewed after its snapshot", e);
      }
    }
  }
}
