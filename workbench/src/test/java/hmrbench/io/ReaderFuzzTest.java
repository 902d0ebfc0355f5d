package hmrbench.io;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every reader on damaged files: only faults with a message may come out, soon, and without much
 * memory. The seed is fixed; how far the short test gets depends on the time.
 */
class ReaderFuzzTest {

  private static final int LEAST_ROUNDS = 200;
  private static final long SHORT_MILLIS = 1000;

  @ParameterizedTest
  @EnumSource(IoReaders.class)
  void gives_nothing_but_faults_on_damaged_files(IoReaders reader) {
    reader.campaign().runShortly(LEAST_ROUNDS, SHORT_MILLIS);
  }

  @ParameterizedTest
  @EnumSource(IoReaders.class)
  @Tag("campaign")
  void gives_nothing_but_faults_on_ten_thousand_damaged_files(IoReaders reader) {
    reader.campaign().run();
  }
}
