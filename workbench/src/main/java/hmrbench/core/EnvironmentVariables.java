package hmrbench.core;

/** Variables of the environment that the program listens to. */
public final class EnvironmentVariables {

  /** Folder of the data sets. */
  public static final String DATA = "HMRBENCH_DATA";

  /** Folder of what may be made again. */
  public static final String CACHE_DIR = "HMRBENCH_CACHE_DIR";

  /** Options of Java. */
  public static final String JAVA_OPTS = "HMRBENCH_JAVA_OPTS";

  /** Library that multiplies matrices on the processor: {@code pytorch} or {@code onednn}. */
  public static final String PRODUCTS = "HMRBENCH_PRODUCTS";

  /** Python that runs the peers of the benchmarks. */
  public static final String PYTHON = "HMRBENCH_PYTHON";

  private EnvironmentVariables() {}
}
