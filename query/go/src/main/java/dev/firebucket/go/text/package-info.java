/// Text as Go treats it: [Quote] and [Unquote] (`strconv`), [GoUnicode] and [LetterCase]
/// (`unicode`, `strings`).
///
/// A Go string is bytes that need not be UTF-8. Where such bytes matter, a byte that belongs to no
/// character is kept in a Java string as the lone surrogate U+DC00 plus the byte ([Utf8]).
@NullMarked
package dev.firebucket.go.text;

import org.jspecify.annotations.NullMarked;
