package hmrbench.metric;

/**
 * How many people of a data set were found, frame by frame: a person in a frame that counts is one.
 *
 * @param there how many there are
 * @param found how many of them are predicted
 * @param others how many are predicted that are not there
 */
public record FoundPeople(long there, long found, long others) {

  public FoundPeople {
    if (there < 0 || found < 0 || found > there || others < 0) {
      throw new IllegalArgumentException(
          "%d found of %d, and %d others".formatted(found, there, others));
    }
  }

  /** The harmonic mean of precision and recall; 0 where no one was found. */
  double f1() {
    return found == 0 ? 0 : 2.0 * found / (found + others + there);
  }
}
