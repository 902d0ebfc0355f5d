package hmrbench.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON from anybody: a name that is there twice is an error, and so is deep nesting. */
public final class StrictJson {

  private StrictJson() {}

  /**
   * A reader of such JSON.
   *
   * @param mostDepth how many objects and lists may lie in each other
   */
  public static ObjectMapper reader(int mostDepth) {
    return new ObjectMapper(
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(mostDepth).build())
            .build());
  }
}
