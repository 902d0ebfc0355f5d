package hmrbench.data.mocap;

import hmrbench.core.Fault;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.Remark;
import hmrbench.data.mocap.Agreement.Line;
import hmrbench.data.mocap.Agreement.Off;
import hmrbench.data.sim.Skeleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes rotations from joint positions where the file's rotations mislead. A joint's frame is
 * arbitrary where its children coincide with it and undo its rotation, or where position channels
 * move them: following that frame would turn our body where the file's joints do not turn.
 */
final class Repair {

  /** How far the pelvis that rotations give may be from the one that positions give, in degrees. */
  private static final double PELVIS_DEGREES = 5;

  /**
   * How far off the hip line a joint must be to determine the pelvis's tilt, in widths of the hips.
   */
  private static final double OFF_THE_LINE = 0.2;

  private final BvhRecording recording;
  private final Retargeting retargeting;
  private final double[] betas;
  private final List<String> repaired = new ArrayList<>();

  private Repair(BvhRecording recording, Retargeting retargeting, double[] betas) {
    this.recording = recording;
    this.retargeting = retargeting;
    this.betas = betas;
  }

  /**
   * Makes our body agree with the recording.
   *
   * @return what was repaired, if anything
   * @throws Fault if it cannot; the message names lines, frames and angles
   */
  static Optional<Remark> of(
      BvhRecording recording, Retargeting retargeting, double[] betas, Path file) {
    Repair repair = new Repair(recording, retargeting, betas);
    repair.pelvis();
    repair.trunk();
    repair.limbs();
    List<Off> left = repair.agreement().tooFar();
    if (!left.isEmpty()) {
      throw Fault.asked(
          "%s: our body cannot be made to move as the file's: %s; check which joints are meant"
              + " (key joints), or leave the file out",
          file,
          left.stream()
              .map(off -> off.words(recording.firstFrame()))
              .collect(Collectors.joining(", ")));
    }
    if (repair.repaired.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Remark.note(
            "retargeting",
            file.toString(),
            "following the rotations of the file leaves the %s; they are taken from the positions of"
                    .formatted(String.join(", ", repair.repaired))
                + " its joints instead, and agree with these now"));
  }

  private Agreement agreement() {
    return Agreement.of(recording, retargeting, betas);
  }

  private void pelvis() {
    Optional<double[][]> byPositions = pelvisByPositions();
    if (byPositions.isEmpty()) {
      agreement()
          .tooFar(Line.HIPS)
          .ifPresent(off -> place(Joint.PELVIS, axes(Line.HIPS, Joint.NECK), off));
      return;
    }
    double[][] turns = byPositions.get();
    double largest = 0;
    int frame = 0;
    for (int t = 0; t < turns.length; t++) {
      double degrees = RotationMath.degreesOf(turns[t], retargeting.global(t, Joint.PELVIS));
      if (!(degrees <= largest)) {
        largest = degrees;
        frame = t;
      }
    }
    if (!(largest <= PELVIS_DEGREES)) {
      retargeting.place(Joint.PELVIS, turns);
      repaired.add(
          "pelvis up to %.1f degrees off (frame %d)"
              .formatted(largest, recording.firstFrame() + frame));
    }
  }

  /** The pelvis by the hip line and the first joint that moves with it and lies off that line. */
  private Optional<double[][]> pelvisByPositions() {
    for (Joint joint : List.of(Joint.PELVIS, Joint.SPINE1)) {
      if (recording.has(joint) && isOffTheLine(joint)) {
        return Optional.of(axes(Line.HIPS, joint));
      }
    }
    return Optional.empty();
  }

  private boolean isOffTheLine(Joint joint) {
    for (int t = 0; t <= recording.rest(); t++) {
      double[] line = recording.lateral(t);
      double off =
          RotationMath.length(
              RotationMath.cross(RotationMath.unit(line), recording.fromHips(t, joint)));
      if (!(off > OFF_THE_LINE * RotationMath.length(line))) {
        return false;
      }
    }
    return true;
  }

  /**
   * What a part of our trunk is turned by in every frame, if it moves with a line across the body
   * and with the direction from the hips to a joint.
   */
  private double[][] axes(Line across, Joint up) {
    double[][] axes = new double[recording.frames()][];
    for (int t = 0; t < axes.length; t++) {
      axes[t] = RotationMath.axes(across.of(recording, t), recording.fromHips(t, up));
    }
    int rest = recording.rest();
    double[] atRest = RotationMath.axes(across.of(recording, rest), recording.fromHips(rest, up));
    double[] constant = retargeting.relativeToTrunk(axes, atRest);
    for (int t = 0; t < axes.length; t++) {
      axes[t] = RotationMath.times(axes[t], constant);
    }
    return axes;
  }

  private void trunk() {
    Agreement now = agreement();
    Optional<Off> off =
        now.tooFar().stream()
            .filter(it -> !it.line().isLimb() && it.line() != Line.HEAD)
            .findFirst();
    if (off.isPresent()) {
      retargeting.leave(Joint.SPINE1);
      retargeting.leave(Joint.SPINE2);
      place(Joint.SPINE3, axes(Line.SHOULDERS, Joint.NECK), off.get());
      if (agreement().tooFar(Line.SHOULDERS).isPresent()) {
        retargeting.leave(Joint.LEFT_COLLAR);
        retargeting.leave(Joint.RIGHT_COLLAR);
      }
    }
    agreement().tooFar(Line.HEAD).ifPresent(head -> point(head, Joint.NECK));
  }

  private void limbs() {
    for (Off off : agreement().tooFar()) {
      if (off.line().isLimb()) {
        repaired.add(off.words(recording.firstFrame()));
      }
    }
    for (Line line : Line.values()) {
      if (line.isLimb() && agreement().tooFar(line).isPresent()) {
        retargeting.place(line.from, pointed(line));
      }
    }
  }

  private void point(Off off, Joint joint) {
    retargeting.place(joint, pointed(off.line()));
    repaired.add(off.words(recording.firstFrame()));
  }

  /** The parent's turn, and from there the smallest one that makes our bone point as the file's. */
  private double[][] pointed(Line line) {
    double[] ours = Skeleton.restOffsets()[JointSet.SMPL24.indexOf(line.to)];
    Joint parent = BvhRecording.smplJoint(Skeleton.parent(JointSet.SMPL24.indexOf(line.from)));
    double[][] turns = new double[recording.frames()][];
    for (int t = 0; t < turns.length; t++) {
      double[] from = retargeting.global(t, parent);
      double[] swing =
          RotationMath.between(RotationMath.applied(from, ours), line.of(recording, t));
      turns[t] = RotationMath.times(swing, from);
    }
    return turns;
  }

  private void place(Joint joint, double[][] turns, Off off) {
    retargeting.place(joint, turns);
    repaired.add(off.words(recording.firstFrame()));
  }
}
