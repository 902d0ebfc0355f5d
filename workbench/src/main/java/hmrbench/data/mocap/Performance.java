package hmrbench.data.mocap;

import hmrbench.core.Fault;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.Remark;
import hmrbench.data.sim.CameraView;
import hmrbench.data.sim.PelvisPath;
import hmrbench.data.sim.Skeleton;
import hmrbench.io.bvh.Bvh;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A file's motion, performed by our body before a camera. */
final class Performance {

  private static final int SHAPES = 10;

  private final int firstFrame;
  private final double[][] rotations;
  private final double[] betas;
  private final double[] camera;
  private final List<Remark> remarks;
  private final Optional<Placed> world;

  /**
   * The root in the world, with y up.
   *
   * @param turns from the axes of the body [T][9]; not to be changed
   * @param path of the pelvis
   */
  record Placed(List<double[]> turns, PelvisPath path) {}

  private Performance(
      int firstFrame,
      double[][] rotations,
      double[] betas,
      double[] camera,
      List<Remark> remarks,
      Optional<Placed> world) {
    this.world = world;
    this.firstFrame = firstFrame;
    this.rotations = rotations;
    this.betas = betas;
    this.camera = camera;
    this.remarks = List.copyOf(remarks);
  }

  /** The frame of the file that frame 0 is. */
  int firstFrame() {
    return firstFrame;
  }

  /** Rotations relative to the parent [T][24 * 9]; not to be changed. */
  double[][] rotations() {
    return rotations;
  }

  /** Shape [10]; not to be changed. */
  double[] betas() {
    return betas;
  }

  /** Weak-perspective camera [3]; not to be changed. */
  double[] camera() {
    return camera;
  }

  /** Where the body is, if that was asked for. */
  Optional<Placed> world() {
    return world;
  }

  /** What was seen in the file. */
  List<Remark> remarks() {
    return remarks;
  }

  /**
   * Reads a BVH file.
   *
   * @param inWorld the rate of the recording, where it is asked where the body is
   * @throws Fault if it holds no motion that our body can perform
   */
  static Performance ofBvh(
      Path file,
      Naming naming,
      MocapReading reading,
      int mostFrames,
      CameraView view,
      Optional<Double> inWorld) {
    Bvh bvh = Bvh.read(file);
    if (bvh.frames() == 0) {
      throw Fault.asked("%s: expected at least one frame, got 0; leave the file out", file);
    }
    List<Remark> remarks = new ArrayList<>();
    ofFormat(bvh, file).ifPresent(remarks::add);
    BvhRecording inFile =
        new BvhRecording(bvh, naming.places(bvh.skeleton()).orElseThrow(), mostFrames);
    Agreement.requireDirections(inFile, naming, file);
    Facing facing = new Facing(inFile, reading, file);
    remarks.addAll(facing.remarks());
    BvhRecording recording = facing.recording();
    Proportions proportions = new Proportions(recording);
    proportions.remark(reading.unit(), file).ifPresent(remarks::add);
    double[] betas = proportions.betas(reading.unit());
    Retargeting retargeting = new Retargeting(recording);
    Repair.of(recording, retargeting, betas, file).ifPresent(remarks::add);
    return new Performance(
        recording.firstFrame(),
        retargeting.rotations(turn(view)),
        betas,
        camera(view),
        remarks,
        inWorld.map(
            rate ->
                new Placed(
                    roots(retargeting.rotations(RotationMath.identity())),
                    new PelvisPath(
                        0,
                        rate,
                        pelvis(
                            recording,
                            retargeting,
                            betas,
                            proportions.metresPerUnit(reading.unit(), betas))))));
  }

  private static List<double[]> roots(double[][] rotations) {
    return Arrays.stream(rotations).map(all -> Arrays.copyOf(all, 9)).toList();
  }

  /** Places of our pelvis that bring the middle of our hips to that of the file's. */
  private static double[] pelvis(
      BvhRecording recording, Retargeting retargeting, double[] betas, double metresPerUnit) {
    double[] offsets = Skeleton.offsets(betas);
    int left = JointSet.SMPL24.indexOf(Joint.LEFT_HIP) * 3;
    int right = JointSet.SMPL24.indexOf(Joint.RIGHT_HIP) * 3;
    double[] middle = new double[3];
    for (int k = 0; k < 3; k++) {
      middle[k] = (offsets[left + k] + offsets[right + k]) / 2;
    }
    double[] places = new double[recording.frames() * 3];
    for (int t = 0; t < recording.frames(); t++) {
      double[] hips = recording.hips(t);
      double[] fromPelvis = RotationMath.applied(retargeting.global(t, Joint.PELVIS), middle);
      for (int k = 0; k < 3; k++) {
        places[t * 3 + k] = hips[k] * metresPerUnit - fromPelvis[k];
      }
    }
    return places;
  }

  private static Optional<Remark> ofFormat(Bvh bvh, Path file) {
    if (bvh.extraFrames() > 0) {
      return Optional.of(
          Remark.note(
              "extra-frames",
              file.toString(),
              "announces %d frames and holds %d; those announced are used"
                  .formatted(bvh.frames(), bvh.frames() + bvh.extraFrames())));
    }
    if (bvh.positionsAreUnclear()) {
      return Optional.of(
          Remark.doubt(
              "joint-positions",
              file.toString(),
              "its joints have positions that are neither near their OFFSETs nor near 0; they are"
                  + (bvh.addsPositions()
                      ? " added to the OFFSETs"
                      : " taken instead of the OFFSETs")
                  + "; export the file without positions below the root"));
    }
    return bvh.addsPositions()
        ? Optional.of(
            Remark.note(
                "joint-positions",
                file.toString(),
                "its joints have positions near 0 beside their OFFSETs, so they are added to these"))
        : Optional.empty();
  }

  /**
   * Reads a file of AMASS, on the mean shape.
   *
   * @param inWorld the rate of the recording, where it is asked where the body is
   */
  static Performance ofAmass(
      Path file, MocapReading reading, int mostFrames, CameraView view, Optional<Double> inWorld) {
    AmassFile amass = AmassFile.open(file);
    return new Performance(
        0,
        amass.rotations(turn(view), reading.up(), mostFrames),
        new double[SHAPES],
        camera(view),
        amass.remarks(reading.up(), mostFrames),
        inWorld.map(
            rate ->
                new Placed(
                    roots(amass.rotations(RotationMath.identity(), reading.up(), mostFrames)),
                    new PelvisPath(0, rate, amass.places(reading.up(), mostFrames)))));
  }

  private static double[] turn(CameraView view) {
    double[] turn = new double[9];
    view.turn(0, turn);
    return turn;
  }

  private static double[] camera(CameraView view) {
    double[] camera = new double[3];
    view.camera(0, camera);
    return camera;
  }
}
