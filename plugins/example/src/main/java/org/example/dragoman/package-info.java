/** A plugin of one recurrent cell, to be copied. */
@NullMarked
package org.example.dragoman;

import org.jspecify.annotations.NullMarked;
