/**
 * People in whole pictures as maps that a network can learn, and back: a picture shrunk to the size
 * that the network takes, boxes as maps, and boxes read off maps. Pure functions. May use: {@code
 * core}, {@code picture.geometry}, {@code picture.image}.
 */
@NullMarked
package hmrbench.picture.people;

import org.jspecify.annotations.NullMarked;
