package hmrbench.cli;

import hmrbench.config.Blocks;
import hmrbench.config.ModelConfig;
import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.io.FolderLock;
import hmrbench.model.Models;
import hmrbench.picture.geometry.CropMap;
import hmrbench.record.ManifestFile;
import hmrbench.run.video.VideoModels;
import hmrbench.tensor.ComputeDevice;
import hmrbench.video.pipeline.Listener;
import hmrbench.video.pipeline.VideoPipeline;
import hmrbench.video.pipeline.VideoTask;
import hmrbench.video.read.Video;
import hmrbench.video.track.BoxesFile;
import hmrbench.video.track.ChosenDetector;
import hmrbench.video.track.Detectors;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Runs a model on a video: what {@code video run} takes and does. */
final class VideoOptions {

  /** What --detector says of itself, before its default. */
  static final String DETECTOR_WORDS =
      "What finds people: a name or a file as in `list detectors`; by default ";

  /** The detector of a video that is nothing else said of: it has seen photographs. */
  static final String FOR_PHOTOGRAPHS = "hog";

  private static final String NONE = "none";

  @Option(
      names = "--model",
      paramLabel = "M",
      description = "The model over time: a name of `list models`, or an architecture.")
  private Optional<String> model = Optional.empty();

  @Option(names = "--checkpoint", paramLabel = "FILE", description = "Its weights.")
  private Optional<String> checkpoint = Optional.empty();

  @Option(
      names = "--backbone",
      paramLabel = "FILE",
      description =
          "spin_model_checkpoint.pth.tar, whose ResNet-50 sees the images, for hmmr"
              + " hmr_noS5.ckpt-642561.index; a model of rendered people brings its own.")
  private Optional<String> backbone = Optional.empty();

  @Option(
      names = "--random-weights",
      paramLabel = "SEED",
      description =
          "Draws the weights that are not given: shows how it works, and marks every frame.")
  private Optional<Long> random = Optional.empty();

  @Option(
      names = "--tracks",
      paramLabel = "FILE.csv",
      description = "Boxes of people: frame,person,left,top,width,height.")
  private Optional<String> tracks = Optional.empty();

  @Option(
      names = "--detector",
      paramLabel = "DETECTOR",
      description = DETECTOR_WORDS + FOR_PHOTOGRAPHS + ".")
  private Optional<String> detector = Optional.empty();

  @Option(
      names = "--detect-every",
      paramLabel = "N",
      description = "The detector looks at every N-th frame; ten times a second by default.")
  private Optional<Integer> every = Optional.empty();

  @Option(
      names = "--fps",
      paramLabel = "RATE",
      description =
          "Thins a video out to this rate, or says how many pictures of a folder were taken per"
              + " second.")
  private Optional<Double> fps = Optional.empty();

  @Option(names = "--device", paramLabel = "DEVICE", description = "auto, cpu, gpu or gpu:N.")
  private String device = "auto";

  /**
   * Runs it.
   *
   * @param input the video, as typed
   */
  int run(String input, Optional<String> out, Optional<String> bodyModel, CommandContext context) {
    Project project = context.project();
    Path video = project.workingFolder().resolve(input);
    VideoModels.Asked asked = asked(bodyModel, project);
    // An unreadable video, bad boxes or a bad detector are reported before weights are loaded.
    Video opened = Video.open(video, fps.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    VideoTask.People people = people(project);
    people.boxes().ifPresent(BoxesFile::read);
    people.detector().open().close();
    Path folder = out.map(project.workingFolder()::resolve).orElseGet(() -> place(video, project));
    requireOursOrEmpty(folder);
    FolderLock.requireFree(folder);
    try (VideoModels models = VideoModels.open(asked, ComputeDevice.parse(device))) {
      VideoTask task = task(opened, folder, people, asked, models);
      tell(VideoPipeline.run(task, listener(context)), context.out());
      return 0;
    }
  }

  /** What is to be done with a video. */
  static VideoTask task(
      Video video,
      Path folder,
      VideoTask.People people,
      VideoModels.Asked asked,
      VideoModels models) {
    return new VideoTask(video, folder, people, models(asked, models), CropMap.DEMO_SCALE);
  }

  /** Says what was written. */
  static void tell(VideoPipeline.Written written, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%d frames, %d people, %s%n",
        written.frames(),
        written.people(),
        written.coding());
    out.println("video: " + written.film());
    out.println("page: " + written.page());
  }

  /**
   * Films of others must not be written over: a folder that a video was written to has our lock.
   */
  static void requireOursOrEmpty(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    boolean run = Files.exists(folder.resolve(ManifestFile.NAME));
    try (Stream<Path> files = Files.list(folder)) {
      Optional<Path> first = files.sorted().findFirst();
      if (first.isPresent() && (run || !FolderLock.wasTaken(folder))) {
        throw Fault.asked(
            "%s is no folder of a video and not empty (%s): name another folder with --out",
            folder, run ? ManifestFile.NAME : first.get().getFileName());
      }
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, folder, "cannot be listed", e);
    }
  }

  private static Path place(Path video, Project project) {
    String name = String.valueOf(video.getFileName());
    int dot = name.lastIndexOf('.');
    return project.root().resolve("reports/video").resolve(dot > 0 ? name.substring(0, dot) : name);
  }

  private VideoModels.Asked asked(Optional<String> bodyModel, Project project) {
    if (backbone.equals(Optional.of(NONE))) {
      throw Fault.asked(
          "--backbone none: without the network that sees images nothing can be said of a video,"
              + " and the models that come with this program were trained on simulated features;"
              + " name spin_model_checkpoint.pth.tar, or render a recorded clip with `video render`");
    }
    String name =
        model.orElseThrow(
            () ->
                Fault.asked(
                    "--model is missing; name one of %s",
                    new Blocks(project.roots()).names("models")));
    return new VideoModels.Asked(
        model(name, project),
        checkpoint.map(project.workingFolder()::resolve),
        backbone.map(project.workingFolder()::resolve),
        bodyModel.map(project.workingFolder()::resolve),
        random.map(OptionalLong::of).orElse(OptionalLong.empty()),
        project.root().resolve("models"));
  }

  /** A name of the project's models wins over an architecture of the same name. */
  static ModelConfig model(String name, Project project) {
    List<String> named = new Blocks(project.roots()).names("models");
    return Models.all().architectures().stream()
        .filter(it -> it.key().equals(name) && !named.contains(name))
        .findFirst()
        .<ModelConfig>map(it -> it.network(name, List.of()))
        .orElseGet(() -> project.configs().model(name));
  }

  private VideoTask.People people(Project project) {
    if (every.isPresent() && every.get() < 1) {
      throw Fault.asked("--detect-every %d: expected at least 1", every.get());
    }
    return new VideoTask.People(
        tracks.map(project.workingFolder()::resolve),
        detector(detector.orElse(FOR_PHOTOGRAPHS), project),
        every.map(OptionalInt::of).orElse(OptionalInt.empty()));
  }

  /** The detector of a name or a file. */
  static ChosenDetector detector(String name, Project project) {
    return Detectors.of(name, project.workingFolder(), project.root().resolve("models"));
  }

  private static VideoTask.OpenModels models(VideoModels.Asked asked, VideoModels models) {
    return new VideoTask.OpenModels(
        asked.model().name(),
        new VideoTask.Backbone(
            models.backbone()::features,
            models.backboneKey(),
            models.backbone().featureSize(),
            models.backbone().imagesAtOnce(),
            models.backbone().crops()),
        models.predictor(),
        models.body(),
        models.mark(),
        models.origin(),
        models.workers());
  }

  static Listener listener(CommandContext context) {
    return new Listener() {
      private String stage = "";
      private TerminalProgress progress = new TerminalProgress(context.err(), context.clock());

      @Override
      public void remark(Remark remark) {
        context.err().println("hmrbench: " + remark);
      }

      @Override
      public void progress(String of, double done) {
        if (!of.equals(stage)) {
          stage = of;
          progress = new TerminalProgress(context.err(), context.clock());
        }
        progress.progress(done, of);
      }
    };
  }
}
