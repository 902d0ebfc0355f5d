package hmrbench.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the program did in one kind of trouble, tried many times: a row of the table. Not safe for
 * several threads.
 */
public final class ProgramTable {

  /** How troubles end that are tried a few times only: they are printed, but no page has them. */
  static final String SHORTLY = ", shortly";

  private final String trouble;
  private final List<String> faults = new ArrayList<>();
  private final Instant started = Instant.now();
  private int tried;
  private int clearErrors;

  /**
   * Nothing tried yet.
   *
   * @param trouble in words
   */
  public ProgramTable(String trouble) {
    this.trouble = trouble;
  }

  /**
   * Counts a try.
   *
   * @param wrong what was wrong, where something was; else empty
   * @param clearError whether, with nothing wrong, one sentence said why it cannot be done
   */
  public void count(String wrong, boolean clearError) {
    tried++;
    if (!wrong.isEmpty()) {
      faults.add(wrong);
    } else if (clearError) {
      clearErrors++;
    }
  }

  /** Puts its row into the table; what went wrong is the answer. */
  public List<String> finish() {
    int done = tried - clearErrors - faults.size();
    Duration took = Duration.between(started, Instant.now());
    CampaignTable.Row row =
        new CampaignTable.Row(trouble, tried, done, clearErrors, faults.size(), started, took);
    if (trouble.endsWith(SHORTLY)) {
      CampaignTable.show(row);
    } else {
      CampaignTable.put(row);
    }
    return List.copyOf(faults);
  }
}
