package hmrbench.executor.slurm;

import hmrbench.config.SlurmConfig;
import hmrbench.core.EnvironmentVariables;
import hmrbench.executor.Submission;
import hmrbench.executor.WorkerProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The scripts that sbatch is given. */
final class JobScript {

  /** Variables that a task must have as the command had them, whatever the site hands on. */
  private static final List<String> FORWARDED =
      List.of(
          EnvironmentVariables.DATA,
          EnvironmentVariables.PRODUCTS,
          "DJL_CACHE_DIR",
          "PYTORCH_LIBRARY_PATH",
          "PYTORCH_FLAVOR",
          "PYTORCH_VERSION");

  private final SlurmConfig config;
  private final Submission submission;
  private final Path project;

  JobScript(SlurmConfig config, Submission submission, Path project) {
    this.config = config;
    this.submission = submission;
    this.project = project;
  }

  /** The name under which all its jobs are found. */
  static String jobName(Submission submission) {
    String id = submission.id();
    return "hmr-" + id.substring(id.length() - 8);
  }

  /**
   * The script of the array. Its first argument is what is added to a task's number to have its
   * group. The shell takes the signals, since a JVM that gets SIGTERM ends at once, and asks the
   * worker by a file.
   */
  String ofArray() {
    List<String> lines = head(config.options(), submission.logs().resolve("%A_%a.out"));
    lines.add("#SBATCH --open-mode=append");
    if (config.groups().signalSeconds() > 0) {
      lines.add("#SBATCH --signal=B:USR2@" + config.groups().signalSeconds());
    }
    lines.add(config.groups().requeue() ? "#SBATCH --requeue" : "#SBATCH --no-requeue");
    lines.add("set -u");
    lines.addAll(setup());
    lines.add("group=$((SLURM_ARRAY_TASK_ID + ${1:-0}))");
    lines.add("folder=" + quoted(submission.folder().toString()));
    lines.add(
        """
        stop=$folder/stop/$group
        mkdir -p "$folder/stop" "$folder/exit"
        [ -e "$folder/cancelled" ] && exit 0
        rm -f "$stop" "$folder/exit/$group"
        began=$SECONDS
        ask() { touch "$stop"; }
        trap ask USR2 TERM\
        """
            .stripTrailing());
    lines.add(
        worker(config.cpus().orElse(0))
            + " run-shard \"$folder/groups.json\" \"$group\" --stop-file \"$stop\" &");
    lines.add(
        """
        worker=$!
        while :; do wait $worker; code=$?; kill -0 $worker 2>/dev/null || break; done
        wait $worker 2>/dev/null; last=$?
        if [ $last -ne 127 ]; then code=$last; fi
        if [ $code -gt 128 ] && [ -e "$stop" ]; then code=75; fi
        restarts=${SLURM_RESTART_COUNT:-0}\
        """
            .stripTrailing());
    lines.addAll(requeue());
    lines.add("echo \"$SLURM_ARRAY_JOB_ID $restarts $code\" >\"$folder/exit/$group.part\"");
    lines.add("mv \"$folder/exit/$group.part\" \"$folder/exit/$group\"");
    lines.add("exit $code");
    return String.join("\n", lines) + "\n";
  }

  /** A stop near the time limit counts; one that makes room for others does not. */
  private List<String> requeue() {
    if (!config.groups().requeue()) {
      return List.of();
    }
    String counted =
        config
            .minutes()
            .map(
                limit ->
                    "near=0; [ $((SECONDS - began)) -ge %d ] && near=1"
                        .formatted(Math.max(limit * 48, (limit - 10) * 60)))
            .orElse("near=0");
    return List.of(
        counted,
        "if [ $code -eq 75 ] && [ ! -e \"$folder/cancelled\" ]; then",
        "  if [ $near -eq 0 ] || [ $restarts -lt %d ]; then"
            .formatted(config.groups().maxTimeouts()),
        "    scontrol requeue \"${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID\" && sleep 30",
        "  fi",
        "fi");
  }

  /** The script of the report job. */
  String ofReport() {
    Map<String, String> options = new LinkedHashMap<>();
    config
        .options()
        .forEach(
            (key, value) -> {
              if (List.of("partition", "account", "qos", "reservation").contains(key)) {
                options.put(key, value);
              }
            });
    options.put("time", "30");
    options.putAll(config.report());
    List<String> lines = head(options, submission.logs().resolve("report-%j.out"));
    lines.add("set -u");
    lines.addAll(setup());
    lines.add(worker(0) + " merge " + quoted(submission.run().toString()));
    return String.join("\n", lines) + "\n";
  }

  private List<String> head(Map<String, String> options, Path output) {
    List<String> lines = new ArrayList<>();
    lines.add("#!/bin/bash");
    lines.add("#SBATCH --job-name=" + jobName(submission));
    lines.add("#SBATCH --nodes=1 --ntasks=1");
    options.forEach(
        (key, value) ->
            lines.add("#SBATCH --%s%s".formatted(key, value.isEmpty() ? "" : "=" + value)));
    lines.add("#SBATCH --output=\"%s\"".formatted(output));
    return lines;
  }

  private List<String> setup() {
    List<String> lines = new ArrayList<>();
    for (String name : FORWARDED) {
      String value = System.getenv(name);
      if (value != null && !value.isBlank()) {
        lines.add("export %s=%s".formatted(name, quoted(value)));
      }
    }
    lines.add("export NVIDIA_TF32_OVERRIDE=${NVIDIA_TF32_OVERRIDE:-0}");
    lines.addAll(config.program().setup());
    lines.add("cd " + quoted(project.toString()));
    return lines;
  }

  private String worker(int threads) {
    return WorkerProgram.words(
            submission, config.program().java(), config.program().copy(), project, threads)
        .stream()
        .map(JobScript::quoted)
        .collect(Collectors.joining(" "));
  }

  /** As one word of a shell. */
  static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./:=+,@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
