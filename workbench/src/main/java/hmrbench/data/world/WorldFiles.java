package hmrbench.data.world;

import hmrbench.config.PredictionReading;
import hmrbench.data.official.PredictionFile;
import hmrbench.io.ByteSource;
import hmrbench.io.FileKind;
import hmrbench.io.npy.Npz;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which files of a folder are predictions, and those that are read here. */
public final class WorldFiles {

  private static final Pattern ENDINGS = Pattern.compile(".*\\.(npz|pkl|pt)");
  private static final Pattern TRACK = Pattern.compile("hps_track_.*\\.npy");

  private WorldFiles() {}

  /** Whether a file may hold predictions by its name; the cameras of TRAM do not. */
  public static boolean mayHold(Path path) {
    String name = String.valueOf(path.getFileName());
    Path folder = path.toAbsolutePath().getParent();
    boolean camera = folder != null && folder.endsWith("camera") && name.endsWith(".npz");
    return (ENDINGS.matcher(name).matches() && !camera) || TRACK.matcher(name).matches();
  }

  /**
   * Reads a file of GVHMR or TRAM; empty where it is of another kind.
   *
   * @param video that a file of one person is named after
   */
  public static Optional<PredictionFile> read(
      ByteSource source, FileKind kind, Path path, String video, PredictionReading reading) {
    return switch (kind) {
      case TORCH -> Optional.of(GvhmrFile.read(source, video, reading));
      case NPY ->
          TramFile.isBoxed(source)
              ? Optional.of(TramFile.readNpy(source, path, reading))
              : Optional.empty();
      case NPZ -> {
        Npz npz = Npz.open(source);
        yield TramFile.isTrack(npz)
            ? Optional.of(TramFile.readNpz(npz, path, reading))
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }
}
