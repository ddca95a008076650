@NullMarked
package org.dragoman.plugins.search;

import org.jspecify.annotations.NullMarked;
