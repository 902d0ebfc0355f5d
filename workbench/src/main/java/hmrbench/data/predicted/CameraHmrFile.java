package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionArrays;
import hmrbench.data.official.PredictionFile;
import hmrbench.io.NdArray;
import java.util.List;
import java.util.Optional;

/**
 * Output of CameraHMR's network (core/camerahmr_model.py at 65d11a0), saved as it is: {@code
 * global_orient}, {@code body_pose} and {@code betas} at the top of an npz or a dictionary, of SMPL
 * or of SMPL-X, in the frame of the camera. Its demo saves pictures alone, so users save the output
 * themselves; {@code frame} or {@code frame_ids} names the frames, else rows are taken in order.
 */
final class CameraHmrFile implements PredictionFormat {

  private static final List<String> FRAMES = List.of("frame", "frame_ids");

  @Override
  public String program() {
    return "CameraHMR";
  }

  @Override
  public String files() {
    return "any .npz, .pkl or .pt of global_orient, body_pose and betas";
  }

  @Override
  public boolean fits(OpenedFile file) {
    return file.has("global_orient", "body_pose");
  }

  @Override
  public PredictionFile read(OpenedFile file, PredictionReading reading) {
    NamedParameters body = new NamedParameters(file.name(), "", file::find);
    int rows = body.rows();
    Optional<String> key = FRAMES.stream().filter(file::has).findFirst();
    List<String> frames =
        key.map(it -> FrameNames.of(file.name(), it, file.need(it)))
            .orElseGet(() -> FrameNames.inOrder(rows));
    if (frames.size() != rows) {
      NdArray named = file.need(key.orElseThrow());
      throw WorldArrays.wrong(file.name(), key.get(), "[%d]".formatted(rows), named);
    }
    PredictedPerson person =
        new PredictionArrays(
                file.name(), body.arrays(frames), row -> "frame " + frames.get(row), reading)
            .person(file.stem(), "", frames);
    return new PredictionFile(
        file.name(),
        "output of CameraHMR",
        List.of(key.isPresent() ? person : person.byOrder(rows)),
        body.remarks());
  }
}
