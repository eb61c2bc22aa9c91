/// The times of a query: the steps of a node, where a selector looks at each of them, and how far.
/// Plans and kernels both speak of them.
@NullMarked
package dev.firebucket.query.time;

import org.jspecify.annotations.NullMarked;
