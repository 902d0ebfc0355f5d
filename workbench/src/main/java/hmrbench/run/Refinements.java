package hmrbench.run;

import hmrbench.body.JointRecipe;
import hmrbench.config.ExperimentConfig;
import hmrbench.core.Fault;
import hmrbench.core.KeypointTrack;
import hmrbench.model.KeypointFilter;
import hmrbench.model.filter.Filters;
import java.util.LinkedHashMap;
import java.util.Map;

/** The filters of an experiment that look at 2D joints, and whether its data sets serve them. */
final class Refinements {

  private Refinements() {}

  /** Those of an experiment by name, in the order of its config. */
  static Map<String, KeypointFilter> of(ExperimentConfig config, Filters filters) {
    Map<String, KeypointFilter> refining = new LinkedHashMap<>();
    for (String name : config.filters()) {
      if (filters.candidates(name).isEmpty()
          && filters.parse(name) instanceof KeypointFilter filter) {
        refining.put(name, filter);
      }
    }
    return refining;
  }

  /**
   * Checks a data set before anything runs.
   *
   * @throws Fault if its 2D joints are missing or broken or none that a filter can take, or its
   *     body lacks what they are read off with
   */
  static void require(Map<String, KeypointFilter> refining, DataSource source) {
    if (refining.isEmpty()) {
      return;
    }
    String name = refining.keySet().iterator().next();
    source.dataset().keypointFault().ifPresent(why -> refuse(source, name, why));
    KeypointTrack seen =
        source.clip(0, source.dataset().nativeFramesPerSecond()).requireKeypoints("filter " + name);
    source.body().points(JointRecipe.of(seen.joints()));
    refining.forEach(
        (each, filter) -> filter.whyNot(seen).ifPresent(why -> refuse(source, each, why)));
  }

  private static void refuse(DataSource source, String filter, String why) {
    throw Fault.asked(
        "data set %s: %s; or leave filter %s out", source.dataset().name(), why, filter);
  }
}
