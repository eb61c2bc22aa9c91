/// Regular expressions as Go's `regexp` has them: RE2, matched in linear time by RE2/J, within Go's
/// bounds ([BoundedRegex]), and replacements with groups ([ReplacementTemplate]).
@NullMarked
package dev.firebucket.go.regexp;

import org.jspecify.annotations.NullMarked;
