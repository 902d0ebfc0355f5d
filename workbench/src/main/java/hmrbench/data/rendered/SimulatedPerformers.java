package hmrbench.data.rendered;

import hmrbench.core.Remark;
import hmrbench.data.rendered.RenderedDataset.Performed;
import hmrbench.data.rendered.RenderedPeople.Take;
import hmrbench.data.sim.PersonMotion;
import hmrbench.data.sim.SimulatedDataset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * People of the simulated set. Labels of frames are moments in 1/600 s, so a moment has the same
 * label at every rate.
 */
final class SimulatedPerformers implements RenderedDataset.Performers {

  private static final int TICKS = 600;

  private final Rendered config;
  private final double seconds;
  private final List<String> names;

  SimulatedPerformers(Rendered config) {
    this.config = config;
    this.seconds = config.motion().seconds().orElseThrow();
    this.names =
        IntStream.range(0, config.motion().sequences().orElseThrow())
            .mapToObj(i -> PersonMotion.nameOf(config.split(), seconds, config.seed(), i))
            .toList();
  }

  private PersonMotion person(int index) {
    return PersonMotion.of(config.split(), seconds, config.seed(), index);
  }

  @Override
  public List<String> sequences() {
    return names;
  }

  @Override
  public List<Double> frameRates() {
    return SimulatedDataset.rates();
  }

  @Override
  public Performed perform(int index, double framesPerSecond) {
    int step = (int) Math.rint(TICKS / framesPerSecond);
    int end = Math.toIntExact(Math.round(seconds * TICKS));
    int[] ticks = IntStream.range(0, end).filter(tick -> tick % step == 0).toArray();
    Map<String, String> tags = new HashMap<>(person(index).tags());
    tags.put("boxes", config.film().boxes().key());
    return new Performed(
        new Take(
            config.split(),
            seconds,
            config.seed(),
            index,
            () -> person(index),
            Optional.empty(),
            IntStream.of(ticks).mapToObj(tick -> tick / (double) TICKS).toList()),
        IntStream.of(ticks).mapToObj(Integer::toString).toList(),
        tags);
  }

  @Override
  public List<Remark> remarks() {
    return List.of();
  }
}
