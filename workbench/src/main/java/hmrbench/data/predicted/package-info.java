/**
 * Files of predictions in the layouts of other programs: one class per layout, listed in {@link
 * hmrbench.data.predicted.PredictionFormats}. A file goes in, people with bodies or joints come
 * out; nothing in a file is run. May use: {@code core}, {@code config}, {@code io}, {@code data}.
 */
@NullMarked
package hmrbench.data.predicted;

import org.jspecify.annotations.NullMarked;
