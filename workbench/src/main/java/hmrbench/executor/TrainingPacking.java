package hmrbench.executor;

import hmrbench.config.TrainingConfig;
import hmrbench.config.TrainingName;
import hmrbench.core.Fault;
import hmrbench.run.Program;
import hmrbench.run.Trainings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Packs the missing trainings of a recipe, a group each. Those that others start from come first;
 * the others say which of the same submission they start from.
 */
public final class TrainingPacking implements Packing {

  private final TrainingConfig config;
  private final SubmittedRecipe recipe;
  private final boolean strict;

  public TrainingPacking(TrainingConfig config, SubmittedRecipe recipe, boolean strict) {
    this.config = config;
    this.recipe = recipe;
    this.strict = strict;
  }

  /** A recipe as workers read it again. */
  public static SubmittedRecipe recipe(
      TrainingConfig config,
      Path file,
      Path folder,
      List<String> changes,
      String command,
      String device) {
    return new SubmittedRecipe(
        file.toAbsolutePath().normalize().toString(),
        folder.toAbsolutePath().normalize().toString(),
        changes,
        command,
        device,
        Trainings.hash(config));
  }

  @Override
  public Groups pack(Executor.Session session, LiveGroups live, boolean fresh) {
    if (live.hasTrainingOfAnother(recipe.hash())) {
      throw Fault.asked(
          "%s: trainings of this recipe wait or run as it was before it was changed; `cancel` them"
              + " first, or name another folder with --work",
          recipe.file());
    }
    Set<TrainingName> onTheirWay = live.trainings();
    Set<Long> starting =
        onTheirWay.stream()
            .filter(TrainingName::start)
            .map(TrainingName::seed)
            .collect(Collectors.toSet());
    List<TrainingName> missing =
        Trainings.missing(config).stream().filter(it -> !onTheirWay.contains(it)).toList();
    List<TrainingName> now =
        missing.stream().filter(it -> it.start() || !starting.contains(it.seed())).toList();
    return new Groups(
        Program.build(),
        strict,
        fresh,
        true,
        Trainings.names(config).size() - missing.size(),
        missing.size() - now.size(),
        groups(now),
        recipe);
  }

  private List<Group> groups(List<TrainingName> names) {
    Map<Long, Integer> starts = new HashMap<>();
    List<Group> groups = new ArrayList<>();
    for (TrainingName name : names) {
      int index = groups.size();
      if (name.start()) {
        starts.put(name.seed(), index);
      }
      List<Integer> after =
          name.start() || !starts.containsKey(name.seed())
              ? List.of()
              : List.of(starts.get(name.seed()));
      groups.add(Group.of(index, name, recipe.hash(), after));
    }
    return groups;
  }

  @Override
  public Optional<String> config() {
    return Optional.empty();
  }
}
