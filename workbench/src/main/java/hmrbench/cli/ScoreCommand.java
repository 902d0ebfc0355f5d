package hmrbench.cli;

import hmrbench.config.ConfigReader;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.ScoreQuestion;
import hmrbench.core.Fault;
import hmrbench.io.FolderLock;
import hmrbench.record.RunStore;
import hmrbench.report.Report;
import hmrbench.run.ExperimentRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores predictions that another program made. */
@Command(
    name = "score",
    description = {
      "Scores predictions that another program made, matched by sequence and frame.",
      "npz, one row per frame, keys: frame [N] (as the data set names it); sequence [N] or one name"
          + " (else the file's name); pose [N, 72] axis-angle, or rotations [N, 24, 3, 3], or"
          + " joints [N, J, 3] in metres; betas [N, 10] (else zeros); camera [N, 3]; joint_order (a"
          + " name) or joint_names [J].",
      "Files of WHAM, GVHMR, GEM, TRAM, JOSH, PromptHMR, 4D-Humans, SLAHMR, CameraHMR, HumanData,"
          + " AMASS, NLF, Multi-HMR, SAM 3D Body, VIBE, TCMR and MPS-Net are taken as they were"
          + " written, known by their keys: docs/prediction-files.md has these, and what is used.",
      "Meshes of SMPL-X and MHR need maps of yours: --mesh-maps.",
      "Orders of joints: common14, smpl14, h36m17 (right leg first), h36m17-left-first, mpi17,"
          + " coco17, smpl24, spin24, openpose25, spin49. 14 joints without a word are the data"
          + " set's own; where a count may mean several orders, one is asked for. Pictures of all:"
          + " docs/joint-orders.md.",
      "Pieces of one track (several --as onto one sequence) are joined.",
      "Frames without a counterpart are reported, and listed in unmatched/ of the run folder."
    })
final class ScoreCommand extends ProjectCommand {

  @Mixin private final PredictionsInput input = new PredictionsInput();

  @Option(
      names = "--dataset",
      paramLabel = "D",
      required = true,
      description = "A name of `list datasets`, or a YAML file with the keys of a data set.")
  private String dataset = "";

  @Option(
      names = "--protocol",
      paramLabel = "P",
      description = "A name of `list protocols`; may be given more than once. Default: tcmr.")
  private List<String> protocols = new ArrayList<>();

  @Option(
      names = "--fps",
      paramLabel = "RATE",
      description = "Rate of the predictions in hertz, where it is not that of the data set.")
  private Optional<String> fps = Optional.empty();

  @Option(names = "--unit", paramLabel = "m|cm|mm", description = "Of the joints. Default: m.")
  private Optional<String> unit = Optional.empty();

  @Option(
      names = "--angles",
      paramLabel = "radians|degrees",
      description = "Of axis-angle vectors. Default: radians.")
  private Optional<String> angles = Optional.empty();

  @Option(
      names = "--fix",
      paramLabel = "FIX,...",
      description =
          "Conventions of the file to change first, as `detect` prints them: shift=2, rate=60,"
              + " axes=z-up, sides=exchanged, rotations=6d-rows, pelvis=0/-90/12. The name of the"
              + " rows ends in -fixed.")
  private Optional<String> fix = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of the predictions in the records; the file's by default.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the records go; reports/score-<name> by default.")
  private Optional<String> out = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a key of the experiment, such as filters=[none,slerp-0.3].")
  private List<String> overrides = new ArrayList<>();

  @Option(names = "--fresh", description = "Remove the records that are there first.")
  private boolean fresh;

  @Option(names = "--strict", description = StrictOption.DESCRIPTION)
  private boolean strict;

  ScoreCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    ConfigReader configs = project.configs();
    ScoreQuestion question =
        input.question(
            name.orElseGet(() -> nameOf(project.workingFolder().resolve(input.predictions()))),
            dataset,
            protocols.isEmpty() ? List.of("tcmr") : protocols,
            reading());
    ExperimentConfig config = configs.read(question, overrides);
    Path folder = project.output(out, config.name());
    PrintWriter err = err();
    ExperimentRun.Request request =
        new ExperimentRun.Request(config, configs.roots(), folder, existing(), 1, strict);
    return Interruption.announced(
        err,
        () -> Interruption.ofRun(folder),
        () -> ExperimentRun.run(request, new TerminalProgress(err, clock), clock, this::report));
  }

  private int report(ExperimentRun.Outcome outcome, FolderLock folder) {
    if (outcome.summary().isEmpty()) {
      // A file without predictions of this data set is the wrong file, whatever else is wrong with
      // it.
      return Main.ASKED_WRONGLY;
    }
    Report.Written report = Report.write(folder);
    PrintWriter print = out();
    print.println(report.results());
    print.println("report: " + report.page());
    return outcome.failure().map(Fault.Kind::exitCode).orElse(0);
  }

  private Map<String, String> reading() {
    Map<String, String> reading = new LinkedHashMap<>();
    fps.ifPresent(value -> reading.put("fps", value));
    unit.ifPresent(value -> reading.put("unit", value));
    angles.ifPresent(value -> reading.put("angles", value));
    fix.ifPresent(value -> reading.put("fix", value));
    return reading;
  }

  /** The default folder is for these predictions alone; another may hold a run. */
  private RunStore.Existing existing() {
    return fresh || out.isEmpty() ? RunStore.Existing.REPLACE : RunStore.Existing.CONTINUE;
  }

  /** The name of a file without its ending, in the letters that a name may have. */
  private static String nameOf(Path file) {
    Path last = file.getFileName();
    String text = last == null ? "predictions" : last.toString();
    int dot = text.indexOf('.');
    String stem = dot > 0 ? text.substring(0, dot) : text;
    String letters = stem.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
    return letters.isEmpty() ? "predictions" : letters;
  }
}
