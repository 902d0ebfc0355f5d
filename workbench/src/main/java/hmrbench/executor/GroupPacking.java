package hmrbench.executor;

import hmrbench.run.RunOutline.PlannedShard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Packs cells into groups that take minutes: starting a program costs seconds, and a scheduler
 * suffers from short tasks. Cells that share predictions stay together as long as they fit.
 */
final class GroupPacking {

  /**
   * Where nothing was measured yet: seconds that a core needs for a frame of a cell. Small networks
   * of the quickstart took 0.0018 on an AMD EPYC (2026-11-29); networks of published size take
   * longer, so groups may then be longer than asked for until a first run was measured.
   */
  static final double SECONDS_PER_FRAME = 0.0018;

  /** Starting a program costs about five seconds of a core, so no group is filled to less. */
  static final double LEAST_SECONDS = 10;

  /** Cells do not fill groups to the brim. */
  private static final double ROOM = 1.1;

  private GroupPacking() {}

  /** Cells that are computed one after the other. */
  private record Piece(double seconds, List<PlannedShard> shards) {}

  /**
   * Packs.
   *
   * @param cores that compute a group
   * @param mostSeconds that a group is filled to
   * @param atOnce groups that should have work at the same time; 1 where fewer starts are better
   */
  static List<Group> of(List<PlannedShard> missing, int cores, double mostSeconds, int atOnce) {
    double all = missing.stream().mapToDouble(it -> seconds(it, cores)).sum();
    double groupSeconds = Math.min(mostSeconds, Math.max(LEAST_SECONDS, ROOM * all / atOnce));
    Map<Integer, List<PlannedShard>> tasks = new LinkedHashMap<>();
    missing.forEach(it -> tasks.computeIfAbsent(it.task(), first -> new ArrayList<>()).add(it));
    List<Piece> pieces = new ArrayList<>();
    tasks.values().forEach(shards -> split(shards, cores, groupSeconds, pieces));
    pieces.sort(Comparator.comparing(Piece::seconds).reversed()); // stable: equal ones as planned
    return filled(pieces, groupSeconds);
  }

  private static double seconds(PlannedShard shard, int cores) {
    return shard.seconds().orElse(SECONDS_PER_FRAME * shard.frames()) / cores;
  }

  private static void split(
      List<PlannedShard> shards, int cores, double groupSeconds, List<Piece> pieces) {
    List<PlannedShard> piece = new ArrayList<>();
    double sum = 0;
    for (PlannedShard shard : shards) {
      double own = seconds(shard, cores);
      if (!piece.isEmpty() && sum + own > groupSeconds) {
        pieces.add(new Piece(sum, piece));
        piece = new ArrayList<>();
        sum = 0;
      }
      piece.add(shard);
      sum += own;
    }
    pieces.add(new Piece(sum, piece));
  }

  /** Largest first, each into the first group with room. */
  private static List<Group> filled(List<Piece> pieces, double groupSeconds) {
    List<List<Piece>> bins = new ArrayList<>();
    List<Double> sums = new ArrayList<>();
    for (Piece piece : pieces) {
      int bin = 0;
      while (bin < bins.size() && sums.get(bin) + piece.seconds() > groupSeconds) {
        bin++;
      }
      if (bin == bins.size()) {
        bins.add(new ArrayList<>());
        sums.add(0.0);
      }
      bins.get(bin).add(piece);
      sums.set(bin, sums.get(bin) + piece.seconds());
    }
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < bins.size(); i++) {
      groups.add(group(i, sums.get(i), bins.get(i)));
    }
    return groups;
  }

  private static Group group(int index, double seconds, List<Piece> pieces) {
    return new Group(
        index,
        seconds,
        pieces.stream()
            .flatMap(piece -> piece.shards().stream())
            .map(it -> new Group.Work(it.cell(), it.interventions()))
            .toList());
  }
}
