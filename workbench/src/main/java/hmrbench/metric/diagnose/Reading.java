package hmrbench.metric.diagnose;

import java.util.OptionalDouble;

/**
 * The "Accel" of a set of predictions under one definition.
 *
 * @param definition short name
 * @param unit {@code mm/frame^2} or {@code m/s^2}
 * @param value nothing where no row has one
 * @param meaning what is averaged over what
 * @param source who defines it so
 */
public record Reading(
    String definition, String unit, OptionalDouble value, String meaning, String source) {}
