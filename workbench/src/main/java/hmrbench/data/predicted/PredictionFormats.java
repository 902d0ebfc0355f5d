package hmrbench.data.predicted;

import hmrbench.core.Fault;
import hmrbench.io.ByteSource;
import hmrbench.io.FileKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** All layouts of predictions that can be read, and which files of a folder are of them. */
public final class PredictionFormats {

  private static final List<PredictionFormat> ALL =
      List.of(
          new WhamFile(),
          new GvhmrFile(),
          new TramFile(),
          new JoshFile(),
          new PromptHmrFile(),
          new PhalpFile(),
          new SlahmrFile(),
          new CameraHmrFile(),
          new HumanDataFile(),
          new AmassPoses(),
          new NlfFile(),
          new MultiHmrFile(),
          new SmplxMeshFile(),
          new SamBodyFile(),
          new OwnNpz(),
          new DemoFile());

  private static final Pattern ENDINGS = Pattern.compile(".*\\.(npz|pkl|pt|pth)");
  private static final Pattern TRACK = Pattern.compile("hps_track_.*\\.npy|.*\\.png\\.npy");

  private PredictionFormats() {}

  /** All, in the order in which they are listed. */
  public static List<PredictionFormat> all() {
    return ALL;
  }

  /**
   * The layout of a file.
   *
   * @throws Fault if its keys are those of none, or of two
   */
  public static PredictionFormat of(OpenedFile file) {
    List<PredictionFormat> fitting =
        ALL.stream().filter(it -> !it.isGeneral() && it.fits(file)).toList();
    if (fitting.size() > 1) {
      throw Fault.asked(
          "%s: its keys are those of %s: no one knows which is meant; leave those of one out",
          file.name(),
          fitting.stream().map(PredictionFormat::program).collect(Collectors.joining(" and of ")));
    }
    return fitting.stream()
        .findFirst()
        .or(() -> ALL.stream().filter(it -> it.isGeneral() && it.fits(file)).findFirst())
        .orElseThrow(() -> unknown(file));
  }

  /**
   * The program whose predictions a file holds; empty where it is another file.
   *
   * @throws Fault if it cannot be read
   */
  public static Optional<PredictionFormat> known(Path path) {
    return switch (FileKind.of(ByteSource.open(path))) {
      case NPZ, PICKLE, TORCH, NPY -> {
        OpenedFile file = OpenedFile.of(path);
        List<PredictionFormat> fitting =
            ALL.stream().filter(it -> !it.isGeneral() && it.fits(file)).toList();
        yield fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static Fault unknown(OpenedFile file) {
    String got =
        file.keys().isEmpty()
            ? file.kind().words()
            : "%s with %s".formatted(file.kind().words(), file.someKeys());
    return Fault.asked(
        "%s: expected predictions of %s; got %s; docs/prediction-files.md has the keys of each",
        file.path(),
        ALL.stream().map(PredictionFormat::program).collect(Collectors.joining(", ")),
        got);
  }

  /** Whether a file may hold predictions by its name; files of cameras and scenes do not. */
  public static boolean mayHold(Path path) {
    String name = String.valueOf(path.getFileName());
    String folder = OpenedFile.nameOf(OpenedFile.above(path));
    boolean camera = folder.equals("camera") && name.endsWith(".npz");
    boolean scene = folder.equals("josh") && name.equals("scene.pkl");
    boolean josh = folder.equals("josh") && name.endsWith(".npy");
    return (ENDINGS.matcher(name).matches() && !camera && !scene)
        || josh
        || TRACK.matcher(name).matches();
  }
}
