package hmrbench.data.mocap;

import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.data.sim.CameraView;
import hmrbench.io.bvh.Bvh;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private Performance(
      int firstFrame, double[][] rotations, double[] betas, double[] camera, List<Remark> remarks) {
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

  /** What was seen in the file. */
  List<Remark> remarks() {
    return remarks;
  }

  /**
   * Reads a BVH file.
   *
   * @throws Fault if it holds no motion that our body can perform
   */
  static Performance ofBvh(
      Path file, Naming naming, MocapReading reading, int mostFrames, CameraView view) {
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
        recording.firstFrame(), retargeting.rotations(turn(view)), betas, camera(view), remarks);
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

  /** Reads a file of AMASS, on the mean shape. */
  static Performance ofAmass(Path file, MocapReading reading, int mostFrames, CameraView view) {
    AmassFile amass = AmassFile.open(file);
    return new Performance(
        0,
        amass.rotations(turn(view), reading.up(), mostFrames),
        new double[SHAPES],
        camera(view),
        amass.remarks(reading.up(), mostFrames));
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
