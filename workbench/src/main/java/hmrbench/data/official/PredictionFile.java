package hmrbench.data.official;

import hmrbench.config.PredictionReading;
import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.data.predicted.OpenedFile;
import hmrbench.data.predicted.PredictionFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Predictions of another program.
 *
 * <p><b>npz</b>, one row per frame, any number of sequences in one file:
 *
 * <table>
 * <caption>keys</caption>
 * <tr><th>key</th><th>shape</th><th>content</th></tr>
 * <tr><td>{@code sequence}</td><td>[N] or []</td><td>sequence of the row, as the data set names it
 *     (without it, the name of the file)</td></tr>
 * <tr><td>{@code frame}</td><td>[N]</td><td>frame, as the data set names it: number or text</td></tr>
 * <tr><td>{@code pose}</td><td>[N, 72]</td><td>axis-angle of the 24 SMPL joints, radians, camera
 *     axes; or instead</td></tr>
 * <tr><td>{@code rotations}</td><td>[N, 24, 3, 3]</td><td>the same as matrices</td></tr>
 * <tr><td>{@code betas}</td><td>[N, 10]</td><td>SMPL shape coefficients (without them, zeros)</td></tr>
 * <tr><td>{@code camera}</td><td>[N, 3]</td><td>camera of the crop (optional)</td></tr>
 * <tr><td>{@code joints}</td><td>[N, J, 3]</td><td>joints, metres, camera axes</td></tr>
 * <tr><td>{@code joint_order}</td><td>[]</td><td>name of their order ({@link
 *     hmrbench.core.JointOrder}; optional), or instead</td></tr>
 * <tr><td>{@code joint_names}</td><td>[J]</td><td>the name of each joint</td></tr>
 * </table>
 *
 * <p>Needed are {@code frame} and one of {@code pose}, {@code rotations} and {@code joints}.
 *
 * <p>The layouts of other programs are listed in {@link PredictionFormats}.
 *
 * @param file how messages call it
 * @param format what it is, in words
 * @param people one entry per person and sequence
 * @param remarks what is odd about it
 * @param framesPerSecond the rate that the file says of itself, in hertz, where it does
 */
public record PredictionFile(
    String file,
    String format,
    List<PredictedPerson> people,
    List<Remark> remarks,
    Optional<Double> framesPerSecond) {

  public PredictionFile {
    people = List.copyOf(people);
    remarks = List.copyOf(remarks);
  }

  /** A file that says no rate. */
  public PredictionFile(
      String file, String format, List<PredictedPerson> people, List<Remark> remarks) {
    this(file, format, people, remarks, Optional.empty());
  }

  /** A file about which nothing is odd. */
  public PredictionFile(String file, String format, List<PredictedPerson> people) {
    this(file, format, people, List.of());
  }

  /**
   * Reads a file, or every {@code .npz} and {@code .pkl} file below a folder, in the order of their
   * names.
   *
   * @param reading what the files do not state themselves
   * @throws Fault if there are none, or one does not hold predictions as above
   */
  public static List<PredictionFile> readAll(Path fileOrFolder, PredictionReading reading) {
    return Files.isDirectory(fileOrFolder)
        ? filesBelow(fileOrFolder).stream().map(file -> read(file, reading)).toList()
        : List.of(read(fileOrFolder, reading));
  }

  /**
   * The {@code .npz} and {@code .pkl} files below a folder, in the order of their names.
   *
   * @throws Fault if there are none
   */
  public static List<Path> filesBelow(Path fileOrFolder) {
    try (Stream<Path> files = Files.walk(fileOrFolder)) {
      List<Path> found =
          files.filter(PredictionFormats::mayHold).filter(Files::isRegularFile).sorted().toList();
      if (found.isEmpty()) {
        throw Fault.asked(
            "%s: expected prediction files (.npz, .pkl, .pt or hps_track_*.npy) in the folder, got"
                + " none",
            fileOrFolder);
      }
      return found;
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, fileOrFolder, "cannot be listed", e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws Fault if it does not hold predictions as above
   */
  public static PredictionFile read(Path path, PredictionReading reading) {
    OpenedFile file = OpenedFile.of(path);
    return PredictionFormats.of(file).read(file, reading);
  }
}
