package hmrbench.run;

import hmrbench.body.BodyModel;
import hmrbench.body.JointRecipe;
import hmrbench.core.FrameMask;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import hmrbench.core.world.Positions;
import hmrbench.metric.Similarity;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Meshes after the similarity of their joints: what EMDB calls MVE-PA (evaluation_metrics.py at
 * 9a4eab6 fits the joints and moves the vertices along).
 */
final class AlignedMeshes {

  private AlignedMeshes() {}

  /**
   * Mean distance of vertices, frame by frame, in millimetres; a frame has none where all predicted
   * joints coincide.
   *
   * @param body of the prediction
   * @param ofTruth of the same topology
   * @param recipe the joints that are fitted
   */
  static Series errorMm(
      BodyModel body, SmplTrack predicted, BodyModel ofTruth, SmplTrack truth, JointRecipe recipe) {
    Positions from = Positions.of(body.joints(predicted, recipe, 1));
    Positions to = Positions.of(ofTruth.joints(truth, recipe, 1));
    List<Optional<Similarity>> fits =
        IntStream.range(0, truth.frames())
            .mapToObj(t -> Similarity.fit(from.flat(t, t + 1), to.flat(t, t + 1)))
            .toList();
    boolean[] present = new boolean[fits.size()];
    for (int t = 0; t < present.length; t++) {
      present[t] = fits.get(t).isPresent();
    }
    return body.vertexErrorMovedMm(
            predicted,
            ofTruth,
            truth,
            (frame, xyz) -> fits.get(frame).ifPresent(fit -> fit.moveInPlace(xyz)))
        .where(FrameMask.of(present));
  }
}
