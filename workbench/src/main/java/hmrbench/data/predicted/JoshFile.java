package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.data.official.PredictionFile;
import java.util.List;

/**
 * Tracks of JOSH (josh/eval/evaluate_emdb.py at 5ef27ad): {@code josh/*.npy} with the keys of TRAM,
 * and {@code josh/scene.pkl}, whose {@code pred_cam} [N, 4, 4] is the path of the camera.
 */
final class JoshFile implements PredictionFormat {

  @Override
  public String program() {
    return "JOSH";
  }

  @Override
  public String files() {
    return "josh/hps_track_0.npy with josh/scene.pkl";
  }

  @Override
  public boolean fits(OpenedFile file) {
    return HpsTrack.isOne(file) && HpsTrack.isOfJosh(file);
  }

  @Override
  public PredictionFile read(OpenedFile file, PredictionReading reading) {
    String video = OpenedFile.nameOf(OpenedFile.above(file.folder()));
    String person = file.stem().replaceFirst("^hps_track_", "");
    HpsCamera camera = HpsCamera.ofPoses(file.name(), file.folder().resolve("scene.pkl"));
    return new PredictionFile(
        file.name(),
        "output of JOSH",
        List.of(new HpsTrack(file, video, person).person(camera, reading)));
  }
}
