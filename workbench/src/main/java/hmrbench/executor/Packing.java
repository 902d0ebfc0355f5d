package hmrbench.executor;

import java.util.Optional;

/** Finds what is missing of an experiment or of a recipe, and packs it into groups. */
public interface Packing {

  /**
   * Packs what no one has computed, nor is about to.
   *
   * @param live what waits or runs already
   * @param fresh whether nothing that is there counts
   * @throws hmrbench.core.Fault if the folder holds something else
   */
  Groups pack(Executor.Session session, LiveGroups live, boolean fresh);

  /** What workers read beside the groups, where they do. */
  Optional<String> config();
}
