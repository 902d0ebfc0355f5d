package hmrbench.core;

/**
 * A number that is measured: its name, its unit, and the column that holds it.
 *
 * @param name as printed, for example {@code PA-MPJPE}
 * @param unit as printed, for example {@code mm/frame^2}
 * @param column the column of the records, for example {@code pa_mpjpe_mm}
 * @param lowerIsBetter whether the smaller of two values is the better one; false where neither is
 *     (a description, such as the acceleration of the truth)
 */
public record MetricId(String name, String unit, String column, boolean lowerIsBetter) {}
