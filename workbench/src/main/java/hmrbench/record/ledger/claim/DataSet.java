package hmrbench.record.ledger.claim;

import hmrbench.record.ledger.Measure.Needs;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A data set, by the name that the ledger prints, and what exists on it.
 *
 * @param name as the ledger prints it
 * @param lacks what a metric may need and this set has not
 * @param framesPerSecond at which everybody scores it, where they do
 * @param otherNames further spellings; case, spaces and hyphens do not matter
 */
record DataSet(
    String name, Set<Needs> lacks, OptionalDouble framesPerSecond, List<String> otherNames) {

  private static final OptionalDouble VIDEO = OptionalDouble.of(30);
  private static final OptionalDouble DIFFERENT = OptionalDouble.empty();

  private static final List<DataSet> KNOWN =
      List.of(
          new DataSet("3DPW", Set.of(), VIDEO, List.of("3DPW test", "3DPW (test)")),
          new DataSet("3DPW-Crowd", Set.of(), VIDEO, List.of("3DPWCrowd")),
          new DataSet("EMDB", Set.of(), VIDEO, List.of()),
          new DataSet("EMDB-1", Set.of(), VIDEO, List.of()),
          new DataSet("EMDB-2", Set.of(), VIDEO, List.of()),
          new DataSet("RICH", Set.of(), VIDEO, List.of()),
          new DataSet("Human3.6M", Set.of(), DIFFERENT, List.of("H36M", "Human36M", "H3.6M")),
          new DataSet(
              "MPI-INF-3DHP", Set.of(), DIFFERENT, List.of("MPII3D", "3DHP", "MPI-INF", "MPII-3D")),
          new DataSet("AIST++", Set.of(), DIFFERENT, List.of("AISTpp")),
          new DataSet("AGORA", Set.of(Needs.TIME), DIFFERENT, List.of()),
          new DataSet("SSP-3D", Set.of(Needs.TIME), DIFFERENT, List.of()),
          new DataSet("COCO", Set.of(Needs.TIME, Needs.TRUTH), DIFFERENT, List.of()),
          new DataSet("LSP", Set.of(Needs.TIME, Needs.TRUTH), DIFFERENT, List.of("LSP-Extended")),
          new DataSet("MPII", Set.of(Needs.TIME, Needs.TRUTH), DIFFERENT, List.of()),
          new DataSet("Penn Action", Set.of(Needs.TRUTH), DIFFERENT, List.of("Penn")),
          new DataSet("PoseTrack", Set.of(Needs.TRUTH), DIFFERENT, List.of()),
          new DataSet("InstaVariety", Set.of(Needs.TRUTH), DIFFERENT, List.of("Insta")));

  /** The data set of a name; one of which nothing is known where it is another name. */
  static DataSet named(String name) {
    String key = key(name);
    return KNOWN.stream()
        .filter(
            it ->
                key(it.name).equals(key)
                    || it.otherNames.stream().anyMatch(o -> key(o).equals(key)))
        .findFirst()
        .orElseGet(() -> new DataSet(name, Set.of(), DIFFERENT, List.of()));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
