package hmrbench.data.rendered;

import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.data.FrameRates;
import hmrbench.data.mocap.MocapReading;
import hmrbench.data.mocap.MotionFile;
import hmrbench.data.mocap.RecordedMotion;
import hmrbench.data.rendered.RenderedDataset.Performed;
import hmrbench.data.rendered.RenderedPeople.Take;
import hmrbench.data.sim.ObservationModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Recordings on our body, each in a scene of its own that follows from its name. Labels are frame
 * numbers of the file. People stay where they are: what a recording says of the place of the root
 * is not used.
 */
final class RecordedPerformers implements RenderedDataset.Performers {

  private static final MocapReading READING = MocapReading.DETECTED;

  private final Rendered config;
  private final List<MotionFile> files;
  private final List<Double> rates;

  RecordedPerformers(Rendered config) {
    this.config = config;
    this.files = MotionFile.in(config.name(), config.motion().files(), READING);
    this.rates = MotionFile.sharedRates(files);
    if (rates.isEmpty()) {
      throw Fault.asked(
          "data set %s: its files share no frame rate; make a data set of each kind",
          config.name());
    }
  }

  @Override
  public List<String> sequences() {
    return files.stream().map(MotionFile::sequence).toList();
  }

  @Override
  public List<Double> frameRates() {
    return rates;
  }

  private RecordedMotion motion(int index) {
    return files.get(index).motion(READING, config.motion().seconds());
  }

  @Override
  public Performed perform(int index, double framesPerSecond) {
    MotionFile file = files.get(index);
    RecordedMotion motion = motion(index);
    double recorded = motion.framesPerSecond();
    int step = FrameRates.step(file.file().toString(), recorded, framesPerSecond);
    int[] kept = IntStream.range(0, motion.frames()).filter(t -> t % step == 0).toArray();
    long number = ObservationModel.keyOf(config.seed(), file.sequence()) & Long.MAX_VALUE;
    return new Performed(
        new Take(
            config.split(),
            motion.frames() / recorded,
            config.seed(),
            number,
            () -> motion,
            Optional.of(file.file()),
            IntStream.of(kept).mapToObj(t -> t / recorded).toList()),
        IntStream.of(kept).mapToObj(t -> String.valueOf(motion.firstFrame() + t)).toList(),
        Map.of(
            "file", String.valueOf(file.file().getFileName()),
            "naming", file.family(),
            "split", "mocap",
            "boxes", config.film().boxes().key()));
  }

  @Override
  public List<Remark> remarks() {
    List<Remark> remarks = new ArrayList<>();
    files.forEach(file -> file.remark().ifPresent(remarks::add));
    for (int i = 0; i < files.size(); i++) {
      remarks.addAll(motion(i).remarks());
    }
    return remarks;
  }
}
