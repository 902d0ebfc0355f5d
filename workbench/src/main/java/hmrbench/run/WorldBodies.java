package hmrbench.run;

import hmrbench.body.BodyArrays;
import hmrbench.body.BodyModel;
import hmrbench.body.EmbeddedBody;
import hmrbench.body.JointRecipe;
import hmrbench.body.JointSource;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Rates;
import hmrbench.core.SmplTrack;
import hmrbench.core.world.Orientations;
import hmrbench.core.world.Positions;
import hmrbench.core.world.RootMotion;
import hmrbench.core.world.WorldBody;
import hmrbench.core.world.WorldRoot;
import hmrbench.core.world.WorldTrack;
import hmrbench.metric.Protocol;
import hmrbench.metric.world.WorldPair;
import hmrbench.metric.world.WorldRules;
import hmrbench.metric.world.WorldRules.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Poses bodies in the world: the model's posed body, its root turned and moved. */
public final class WorldBodies {

  /** Vertices of SMPL's mesh, which alone has the four of the soles. */
  private static final int SMPL_VERTICES = 6890;

  private static final int SHAPES = 10;

  /** The rate at which every evaluator of motion through the world is defined, in hertz. */
  private static final double RATE = 30;

  /** The points of the soles whose steps are foot sliding. */
  public static final JointSet SOLE_POINTS =
      new JointSet(
          "soles",
          List.of(
              Joint.OP_LEFT_BIG_TOE,
              Joint.OP_LEFT_HEEL,
              Joint.OP_RIGHT_BIG_TOE,
              Joint.OP_RIGHT_HEEL),
          Joint.OP_LEFT_BIG_TOE,
          Joint.OP_LEFT_HEEL);

  /** Toe and heel of both feet (WHAM lib/eval/eval_utils.py, compute_foot_sliding, at 2b54f77). */
  private static final JointRecipe SOLES_OF_SMPL = soles(3216, 3387, 6617, 6787);

  /** Those vertices of the embedded body that are nearest to the tip of the toes and the heel. */
  private static final JointRecipe SOLES_OF_EMBEDDED = soles(224, 206, 374, 356);

  private WorldBodies() {}

  private static JointRecipe soles(int... vertices) {
    return new JointRecipe(
        SOLE_POINTS,
        Arrays.stream(vertices).<JointSource>mapToObj(JointSource.Picked::new).toList());
  }

  private static Optional<JointRecipe> soles(BodyModel body) {
    if (body.arrays().vertices() == SMPL_VERTICES) {
      return Optional.of(SOLES_OF_SMPL);
    }
    return body == EmbeddedBody.model() ? Optional.of(SOLES_OF_EMBEDDED) : Optional.empty();
  }

  /**
   * A body in the world.
   *
   * @param track shape and pose; its first rotation is not looked at
   * @param motion of its root, frame by frame
   */
  public static WorldBody of(
      BodyModel body, SmplTrack track, RootMotion motion, double framesPerSecond) {
    WorldRoot root = motion.inWorld(restPelvis(body, track.betas()));
    SmplTrack turned = track.withRotations(turned(track.rotations(), root.orientations()));
    WorldTrack joints = moved(body.joints(turned, JointRecipe.SMPL24, framesPerSecond), root);
    Optional<WorldTrack> soles =
        soles(body).map(points -> moved(body.joints(turned, points, framesPerSecond), root));
    return new WorldBody(joints, root, soles);
  }

  private static FloatGrid turned(FloatGrid rotations, Orientations root) {
    float[] values = rotations.toArray();
    int perFrame = values.length / Math.max(1, root.frames());
    for (int t = 0; t < root.frames(); t++) {
      for (int i = 0; i < 9; i++) {
        values[t * perFrame + i] = (float) root.at(t, i / 3, i % 3);
      }
    }
    return FloatGrid.owning(values, rotations.shape());
  }

  private static WorldTrack moved(JointTrack aboutOrigin, WorldRoot root) {
    return new WorldTrack(
        aboutOrigin.joints(),
        aboutOrigin.framesPerSecond(),
        Positions.of(aboutOrigin).shifted(root.translations()));
  }

  private static Positions restPelvis(BodyModel body, FloatGrid betas) {
    double[] values = new double[betas.size(0) * 3];
    double[] known = new double[0];
    double[] pelvis = new double[BodyArrays.JOINTS * 3];
    for (int t = 0; t < betas.size(0); t++) {
      double[] shape = new double[SHAPES];
      for (int k = 0; k < SHAPES; k++) {
        shape[k] = betas.at(t, k);
      }
      if (!Arrays.equals(shape, known)) {
        pelvis = body.restJoints(shape);
        known = shape;
      }
      System.arraycopy(pelvis, 0, values, t * 3, 3);
    }
    return Positions.owning(betas.size(0), 1, values);
  }

  /**
   * What a protocol of the world scores.
   *
   * @param model whose predictions they are
   * @param smpl predicted body of the rows
   * @param rows of the pass that are scored
   * @param rate of the rows, in hertz
   * @throws Fault if data set or model knows no motion through the world, or the rate is another
   */
  static WorldPair pair(
      String model,
      Protocol protocol,
      DataSource source,
      WindowedPrediction pass,
      SmplTrack smpl,
      int[] rows,
      double rate) {
    WorldRules rules = protocol.world().orElseThrow();
    if (!Rates.same(rate, RATE)) {
      throw Fault.asked(
          "protocol %s is defined at 30 frames/s, got %s; leave out frame-rates and --fps, or score"
              + " by a protocol of the camera",
          protocol.name(), rate);
    }
    WorldBody truth =
        pass.clip()
            .world()
            .orElseThrow(
                () ->
                    Fault.asked(
                        "data set %s knows no motion through the world, which protocol %s scores;"
                            + " name one of format emdb, one with the key camera, or another"
                            + " protocol",
                        source.dataset().name(), protocol.name()));
    RootMotion root =
        pass.prediction()
            .root()
            .orElseThrow(
                () ->
                    Fault.asked(
                        "model %s says nothing of motion through the world, which protocol %s"
                            + " scores; give files that do (WHAM, GVHMR, TRAM), or score by a"
                            + " protocol of the camera",
                        model, protocol.name()));
    SmplTrack shaped = rules.shape() == Shape.MEAN ? withMeanShape(smpl) : smpl;
    WorldBody predicted = of(source.body(), shaped, root.rows(rows), rate);
    return new WorldPair(truth.rows(pass.targetsOf(rows)).atRate(rate), predicted);
  }

  private static SmplTrack withMeanShape(SmplTrack track) {
    int frames = track.frames();
    float[] betas = new float[frames * SHAPES];
    for (int k = 0; k < SHAPES; k++) {
      double sum = 0;
      for (int t = 0; t < frames; t++) {
        sum += track.betas().at(t, k);
      }
      for (int t = 0; t < frames; t++) {
        betas[t * SHAPES + k] = (float) (sum / frames);
      }
    }
    return new SmplTrack(
        track.rotations(), FloatGrid.owning(betas, frames, SHAPES), track.camera());
  }
}
