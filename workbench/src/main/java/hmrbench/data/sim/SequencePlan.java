package hmrbench.data.sim;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who does what in a sequence. Everything about it follows from the seed, the split and its number.
 *
 * @param split the split that it is in
 * @param seconds its length
 * @param name unique in its split
 * @param subject the person, unique to the split
 * @param activity what they do
 * @param next what they go over to, if they do
 * @param heldOut whether no training clip shows this activity
 * @param seed key of everything that is random about it
 * @param betas shape of the person [10]
 */
record SequencePlan(
    SimulatedSplit split,
    double seconds,
    String name,
    String subject,
    Activity activity,
    Optional<Activity> next,
    boolean heldOut,
    long seed,
    List<Double> betas) {

  private static final double SECOND_ACTIVITY_PROBABILITY = 0.4;
  private static final double LARGEST_BETA = 2.5;

  /** One sequence in so many has an activity that training does not show. */
  private static final int QUARTER = 4;

  /** Its place among the four, round by round. */
  private static final int[] OWN_PLACES = {3, 1, 2, 0};

  private static final int SEEN_SHIFT = 4;

  // Purposes of random streams.
  private static final long CHOICE = 1;
  private static final long SEQUENCE = 2;
  private static final long SHAPE = 3;

  /** The sequence with this number, of the split's usual length. */
  static SequencePlan of(SimulatedSplit split, long seed, long number) {
    return of(split, split.seconds(), seed, number);
  }

  /** The sequence with this number. */
  static SequencePlan of(SimulatedSplit split, double seconds, long seed, long number) {
    boolean own = hasOwnActivity(split, number);
    List<Activity> pool = own ? split.ownActivities() : Activities.of(ActivityGroup.SEEN);
    Activity activity =
        split == SimulatedSplit.TRAIN ? trained(pool, number) : tested(split, pool, number, own);
    RandomStream draws = RandomStream.of(seed, split.key(), CHOICE, number);
    Optional<Activity> next =
        draws.uniform() < SECOND_ACTIVITY_PROBABILITY
            ? Optional.of(pool.get(draws.below(pool.size())))
            : Optional.empty();
    long subject = split.subjects() == 0 ? number : number % split.subjects();
    return new SequencePlan(
        split,
        seconds,
        String.format(Locale.ROOT, "%s-%03d-%s", split.label(), number, activity.name()),
        split.label() + "-" + subject,
        activity,
        next,
        own,
        RandomStream.key(seed, split.key(), SEQUENCE, number),
        betas(RandomStream.of(seed, split.key(), SHAPE, subject)));
  }

  /** Every third clip has key poses, the others the cyclic activities in turn. */
  private static Activity trained(List<Activity> pool, long number) {
    int cyclic = pool.size() - 1;
    return number % 3 == 2 ? pool.get(cyclic) : pool.get((int) ((number - number / 3) % cyclic));
  }

  /**
   * Of four sequences in a row one has an activity of the split's own. Which of the four moves on
   * with every round of the subjects, so that each of them comes to perform one.
   */
  private static boolean hasOwnActivity(SimulatedSplit split, long number) {
    return split.subjects() > 0 && number % QUARTER == ownPlace(split, number);
  }

  private static long ownPlace(SimulatedSplit split, long number) {
    long round = number / split.subjects();
    return OWN_PLACES[(int) (round % OWN_PLACES.length)];
  }

  /**
   * The split's own activities in turn, and the seen ones in turn; these move on with every round
   * of the subjects, so that no one performs the same one again soon.
   */
  private static Activity tested(
      SimulatedSplit split, List<Activity> pool, long number, boolean own) {
    long fours = number / QUARTER;
    if (own) {
      return pool.get((int) (fours % pool.size()));
    }
    long ownBefore = fours + (number % QUARTER > ownPlace(split, number) ? 1 : 0);
    long round = number / split.subjects();
    return pool.get((int) ((number - ownBefore + SEEN_SHIFT * round) % pool.size()));
  }

  private static List<Double> betas(RandomStream draws) {
    Double[] betas = new Double[Skeleton.SHAPES];
    for (int k = 0; k < betas.length; k++) {
      betas[k] = Math.max(-LARGEST_BETA, Math.min(LARGEST_BETA, draws.normal()));
    }
    return List.of(betas);
  }

  double[] betaArray() {
    return betas.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
