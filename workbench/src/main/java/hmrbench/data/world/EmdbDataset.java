package hmrbench.data.world;

import hmrbench.core.Clip;
import hmrbench.core.CoordinateFrame;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameList;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Remark;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import hmrbench.core.world.Orientations;
import hmrbench.core.world.Positions;
import hmrbench.core.world.WorldBody;
import hmrbench.data.DataFormat.BodyJoints;
import hmrbench.data.Dataset;
import hmrbench.data.FrameRates;
import hmrbench.data.world.EmdbConfig.Subset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Sequences of EMDB: SMPL's 24 joints about the middle of the hips, and motion through the world.
 */
final class EmdbDataset implements Dataset {

  /** The rate of EMDB's camera, in hertz. */
  private static final double RECORDED = 30;

  private static final String NEUTRAL = "neutral";

  private final EmdbConfig config;
  private final BodyJoints body;
  private final List<EmdbSequence> sequences;
  private final List<Remark> remarks = new ArrayList<>();

  EmdbDataset(EmdbConfig config, List<Path> files, BodyJoints body) {
    this.config = config;
    this.body = body;
    List<EmdbSequence> all = files.stream().map(EmdbSequence::read).toList();
    this.sequences = all.stream().filter(this::belongs).toList();
    requireSome(all.size());
    requireOnce();
    if (config.bodyModel().isEmpty()) {
      remarks.add(
          Remark.doubt(
              "embedded-body",
              "data set " + config.name(),
              "no body-model: truth and predictions are posed on the embedded body, whose shape is"
                  + " not SMPL's; name a folder with SMPL_NEUTRAL.pkl"));
    } else {
      sequences.stream().map(EmdbSequence::gender).distinct().sorted().forEach(this::remarkGender);
    }
  }

  private boolean belongs(EmdbSequence sequence) {
    return config.subset() == Subset.ALL
        || (config.subset() == Subset.EMDB1 ? sequence.emdb1() : sequence.emdb2());
  }

  private void requireSome(int read) {
    if (sequences.isEmpty()) {
      throw Fault.asked(
          "data set %s: none of %d files is of subset %s; name others, or subset: all",
          config.name(), read, config.subset().key());
    }
  }

  private void requireOnce() {
    List<String> names = sequences();
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) < i) {
        throw Fault.asked(
            "data set %s: sequence %s is in two files; name one of them",
            config.name(), names.get(i));
      }
    }
  }

  private void remarkGender(String gender) {
    if (!gender.equals(NEUTRAL) && body.ofGender(gender).isEmpty()) {
      remarks.add(
          Remark.doubt(
              "no-gendered-body",
              "data set " + config.name(),
              "no SMPL_%s.pkl in the body-model folder: the truth of %s people is posed on the"
                      .formatted(gender.toUpperCase(Locale.ROOT), gender)
                  + " neutral body, which is millimetres to centimetres off; put the file there"));
    }
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public double nativeFramesPerSecond() {
    return RECORDED;
  }

  @Override
  public JointSet joints() {
    return JointSet.SMPL24_HIPS;
  }

  @Override
  public int featureSize() {
    return 0;
  }

  @Override
  public List<String> sequences() {
    return sequences.stream().map(EmdbSequence::name).toList();
  }

  @Override
  public List<Double> frameRates() {
    return FrameRates.ofRecorded(RECORDED);
  }

  @Override
  public List<Remark> remarks() {
    return List.copyOf(remarks);
  }

  @Override
  public Clip clip(int index, double rate) {
    int step = FrameRates.step("data set " + config.name(), RECORDED, rate);
    EmdbSequence it = sequences.get(index);
    int[] kept = IntStream.range(0, it.frames()).filter(t -> t % step == 0).toArray();
    SmplTrack inWorld =
        new SmplTrack(
            it.rotations().rows(kept), it.betas().rows(kept), FloatGrid.zeros(kept.length, 3));
    WorldBody world =
        body.ofGender(it.gender())
            .orElse(body)
            .inWorld(inWorld, it.root().rows(kept), RECORDED / step);
    Orientations turn = it.camera().cameraToWorld().rows(kept).transposed();
    return new Clip(
            it.name(),
            RECORDED / step,
            FloatGrid.zeros(kept.length, 0),
            seen(it.camera().rows(kept).toCamera(world.joints().metres()), RECORDED / step),
            Optional.of(inCamera(inWorld, turn.after(world.root().orientations()))),
            new FrameList(
                Arrays.stream(kept).mapToObj(t -> String.format(Locale.ROOT, "%05d", t)).toList(),
                it.good().pick(kept),
                FrameMask.all(kept.length)),
            Map.of("source_frame", Series.of(Arrays.stream(kept).asDoubleStream().toArray())),
            Map.of("kind", "emdb", "gender", it.gender()))
        .inWorld(world, it.camera().rows(kept));
  }

  private static JointTrack seen(Positions inCamera, double rate) {
    float[] metres = new float[inCamera.frames() * inCamera.points() * 3];
    for (int i = 0; i < metres.length; i++) {
      int point = i / 3 % inCamera.points();
      metres[i] = (float) inCamera.at(i / 3 / inCamera.points(), point, i % 3);
    }
    return new JointTrack(
        JointSet.SMPL24_HIPS,
        CoordinateFrame.CAMERA,
        rate,
        FloatGrid.owning(metres, inCamera.frames(), inCamera.points(), 3));
  }

  private static SmplTrack inCamera(SmplTrack body, Orientations root) {
    float[] values = body.rotations().toArray();
    int perFrame = 24 * 9;
    for (int t = 0; t < root.frames(); t++) {
      for (int i = 0; i < 9; i++) {
        values[t * perFrame + i] = (float) root.at(t, i / 3, i % 3);
      }
    }
    return body.withRotations(FloatGrid.owning(values, body.rotations().shape()));
  }

  @Override
  public void close() {
    // All that is kept is in memory.
  }
}
