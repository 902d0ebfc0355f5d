package hmrbench.executor.slurm;

import java.util.regex.Pattern;

/** Why a task waits, and what can be done about it. */
final class PendingReason {

  private static final Pattern CLOSED =
      Pattern.compile(
          "PartitionDown|PartitionInactive|ReqNodeNotAvail.*|NodeDown|Nodes required.*");

  private static final Pattern NEVER =
      Pattern.compile(
          "PartitionTimeLimit|PartitionNodeLimit|BadConstraints|AccountNotAllowed|QOSNotAllowed"
              + "|InvalidAccount|InvalidQOS|.*MaxWall.*|.*(Mem|Cpu|CPU|GRES|Node)\\w*PerJob.*"
              + "|DependencyNeverSatisfied");

  private static final Pattern QUOTA =
      Pattern.compile("(Assoc|QOS|QOSGrp|AssocGrp|Max)\\w*Limit|MaxJobs\\w*");

  private static final Pattern HELD = Pattern.compile("JobHeld.*|launch failed requeued held");

  private PendingReason() {}

  static boolean isHeld(String reason) {
    return HELD.matcher(reason).matches();
  }

  /** As Slurm says it, with what to do where it does not pass by itself soon. */
  static String words(String reason) {
    if (CLOSED.matcher(reason).matches()) {
      return reason
          + ": waits until the partition or its nodes are back; `cancel`, and another"
          + " partition in slurm.yaml, go on now";
    }
    if (NEVER.matcher(reason).matches()) {
      return reason + ": never starts as it is; `cancel`, change slurm.yaml, and give `run` again";
    }
    if (QUOTA.matcher(reason).matches()) {
      return reason + ": a quota is reached; starts when other jobs of this account have ended";
    }
    if (reason.equals("Dependency")) {
      return "waits for the training that it starts from";
    }
    return reason.equals("None") ? "" : reason;
  }
}
