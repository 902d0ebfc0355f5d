package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.core.world.CameraRoot;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionArrays;
import hmrbench.io.NdArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One track as TRAM and JOSH write it: {@code pred_rotmat}, {@code pred_shape}, {@code pred_trans},
 * {@code frame}, in the frame of the camera, whose path is in another file.
 *
 * @param video that it is of
 * @param person who it is within the video; empty where the video has one
 */
record HpsTrack(OpenedFile file, String video, String person) {

  private static final String ROTATIONS = "pred_rotmat";
  private static final int JOINTS = 24;

  /** Whether a file has the keys of such a track. */
  static boolean isOne(OpenedFile file) {
    return file.has(ROTATIONS);
  }

  /** Tracks of both programs have the same keys, so the folder tells them apart. */
  static boolean isOfJosh(OpenedFile file) {
    return OpenedFile.nameOf(file.folder()).equals("josh");
  }

  PredictedPerson person(HpsCamera camera, PredictionReading reading) {
    String name = file.name();
    NdArray given = file.need(ROTATIONS);
    int rows = given.rank() == 4 ? given.size(0) : 0;
    if (rows == 0 || !given.hasShape(rows, JOINTS, 3, 3)) {
      throw WorldArrays.wrong(name, ROTATIONS, "[frames, 24, 3, 3], frames above 0", given);
    }
    NdArray numbers = file.need("frame");
    if (!numbers.hasShape(rows)) {
      throw WorldArrays.wrong(name, "frame", "[%d]".formatted(rows), numbers);
    }
    List<String> frames = FrameNames.of(name, "frame", numbers);
    NdArray rotations = BodyParts.rotations(name, ROTATIONS, given, frames, JOINTS);
    Map<String, NdArray> arrays = new LinkedHashMap<>(Map.of("rotations", rotations));
    file.find("pred_shape").ifPresent(shape -> arrays.put("betas", shape));
    CameraRoot root =
        new CameraRoot(
            BodyParts.roots(rotations),
            WorldArrays.positions(name, "pred_trans", file.need("pred_trans"), frames),
            camera.over(frames));
    return new PredictionArrays(name, arrays, row -> "frame " + frames.get(row), reading)
        .person(video, person, frames)
        .inWorld(root);
  }
}
