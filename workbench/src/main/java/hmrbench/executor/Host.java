package hmrbench.executor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** The name of this machine. */
public final class Host {

  private Host() {}

  /** As its users know it; {@code localhost} where no one says. */
  public static String name() {
    String node = System.getenv("SLURMD_NODENAME");
    return Optional.ofNullable(node).filter(it -> !it.isBlank()).orElseGet(Host::ofSystem);
  }

  private static String ofSystem() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
