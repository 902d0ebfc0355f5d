package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.data.official.PredictionFile;
import java.nio.file.Path;
import java.util.List;

/**
 * Tracks of TRAM (at 4861c11): {@code hps/hps_track_0.npy}, a pickled dictionary of torch tensors,
 * with {@code camera.npy} in the folder above; or, as its evaluation has them, {@code
 * smpl/SEQUENCE.npz} with {@code camera/SEQUENCE.npz}.
 */
final class TramFile implements PredictionFormat {

  @Override
  public String program() {
    return "TRAM";
  }

  @Override
  public String files() {
    return "hps/hps_track_0.npy with camera.npy above it, or smpl/SEQUENCE.npz with camera/SEQUENCE.npz";
  }

  @Override
  public boolean fits(OpenedFile file) {
    return HpsTrack.isOne(file) && !HpsTrack.isOfJosh(file);
  }

  @Override
  public PredictionFile read(OpenedFile file, PredictionReading reading) {
    HpsTrack track =
        file.npz().isPresent()
            ? new HpsTrack(file, file.stem(), "")
            : new HpsTrack(
                file,
                OpenedFile.nameOf(OpenedFile.above(file.folder())),
                file.stem().replaceFirst("^hps_track_", ""));
    Path above = OpenedFile.above(file.folder());
    Path camera =
        file.npz().isPresent()
            ? above.resolve("camera").resolve(file.fileName())
            : above.resolve("camera.npy");
    return new PredictionFile(
        file.name(),
        "output of TRAM",
        List.of(track.person(HpsCamera.ofRows("TRAM", file.name(), camera), reading)));
  }
}
