package hmrbench.executor.slurm;

import hmrbench.core.Fault;
import hmrbench.executor.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hands scripts to sbatch, each once, whatever it answers. */
final class Submitter {

  private static final Pattern JOB = Pattern.compile("(\\d+)(;.*)?");

  /** Refusals that pass. */
  private static final Pattern FOR_THE_MOMENT =
      Pattern.compile(
          "AssocMaxSubmitJobLimit|QOSMaxSubmitJobPerUserLimit|QOSMaxSubmitJobPerUser"
              + "|Job violates accounting/QOS policy|MaxJobCount|job count limit"
              + "|Socket timed out|Unable to contact|no answer in|Slurm temporarily unable"
              + "|Resource temporarily unavailable");

  private static final Pattern QUOTA = Pattern.compile("Submit|violates|MaxJobCount|count limit");

  private static final int TRIES = 4;

  private final SlurmTools tools;
  private final Duration firstPause;

  /**
   * @param firstPause before what was refused for the moment is tried again; then twice and four
   *     times as long
   */
  Submitter(SlurmTools tools, Duration firstPause) {
    this.tools = tools;
    this.firstPause = firstPause;
  }

  /**
   * Hands a script over; one that was accepted without an answer is found by its comment.
   *
   * @return number of the job
   * @throws Fault if it is refused
   */
  String submit(Submission submission, String comment, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("--comment=" + comment));
    words.addAll(arguments);
    Duration pause = firstPause;
    for (int attempt = 1; ; attempt++) {
      SlurmTools.Said said = tools.run("sbatch", words);
      Matcher id = JOB.matcher(said.out().strip());
      if (said.isGood() && id.matches()) {
        return id.group(1);
      }
      String complaint = said.complaint();
      if (!FOR_THE_MOMENT.matcher(complaint).find()) {
        throw refused(complaint);
      }
      Optional<String> accepted = find(submission, comment);
      if (accepted.isPresent()) {
        return accepted.get();
      }
      if (attempt == TRIES) {
        throw stillRefused(complaint);
      }
      sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private static Fault stillRefused(String complaint) {
    return QUOTA.matcher(complaint).find()
        ? Fault.running(
            "%s, %d times: this account may have no more jobs now; nothing of this was submitted:"
                + " give the command again when some have ended, or set target-minutes in"
                + " slurm.yaml higher, for fewer tasks",
            complaint, TRIES)
        : Fault.running(
            "%s, %d times; nothing of this was submitted: give the command again later",
            complaint, TRIES);
  }

  private static Fault refused(String complaint) {
    if (complaint.contains("inactive") || complaint.contains("drain")) {
      return Fault.asked(
          "%s; the partition takes no jobs now: `sinfo` says which does, name it as partition in"
              + " slurm.yaml, or give the command again later",
          complaint);
    }
    if (complaint.contains("partition")) {
      return Fault.asked(
          "%s; `sinfo` lists the partitions: name one as partition in slurm.yaml", complaint);
    }
    if (complaint.contains("account") || complaint.contains("qos")) {
      return Fault.asked("%s; set account or qos in slurm.yaml", complaint);
    }
    return Fault.asked("%s; change slurm.yaml", complaint);
  }

  /** The job that was submitted with a comment, where the queue has it. */
  Optional<String> find(Submission submission, String comment) {
    SlurmTools.Said said =
        tools.run(
            "squeue",
            List.of("-h", "-t", "all", "-n", JobScript.jobName(submission), "-o", "%F|%k"));
    return said.out()
        .lines()
        .map(line -> line.split("\\|", 2))
        .filter(fields -> fields.length == 2 && fields[1].strip().equals(comment))
        .map(fields -> fields[0].strip())
        .findFirst();
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Fault.running("submitting was interrupted; give the command again");
    }
  }
}
