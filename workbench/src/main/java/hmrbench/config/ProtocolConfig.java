package hmrbench.config;

import java.util.Optional;

/**
 * A way of scoring as an experiment asks for it.
 *
 * @param name its name in records
 * @param protocol the protocol of the program that it is
 * @param windowing a window rule other than the protocol's own, for example {@code edge-padded};
 *     the numbers are then not those of the original evaluator
 */
public record ProtocolConfig(String name, String protocol, Optional<String> windowing) {

  public ProtocolConfig {
    Names.require("name", name);
    if (windowing.isPresent() && name.equals(protocol)) {
      throw BadValue.of("name", "must differ from the protocol's where the windows do");
    }
  }

  /** A protocol as it is. */
  public static ProtocolConfig of(String protocol) {
    return new ProtocolConfig(protocol, protocol, Optional.empty());
  }
}
