// Prints the tables that the tests of Go's words are made of: go run . FOLDER
package main

import (
	"bufio"
	"errors"
	"fmt"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

func table(folder, name, header string, rows func(add func(string, ...any))) {
	f, err := os.Create(filepath.Join(folder, name))
	if err != nil {
		panic(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	defer w.Flush()
	fmt.Fprintf(w, "# Printed by Go 1.26 on amd64: %s\n", header)
	rows(func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) })
}

func problem(err error) string {
	switch {
	case errors.Is(err, strconv.ErrSyntax):
		return "syntax"
	case errors.Is(err, strconv.ErrRange):
		return "range"
	}
	panic(err)
}

func hex(s string) string {
	parts := make([]string, len(s))
	for i := 0; i < len(s); i++ {
		parts[i] = fmt.Sprintf("%02x", s[i])
	}
	return strings.Join(parts, " ")
}

var floats = []string{"", "0", "-0", "+0", "1", "-1", "+1.5", ".5", "5.", "-.5", ".", "+", "-", "e5", "1e", "1e+", "1e3", "1E-3",
	"1e+3", "1.5.5", "--1", "+-1", " 1", "1 ", "1d", "1f", "1D", "1F", "1L", "0x10", "0x1p4", "0X1P-4", "0x.8p0", "0x1.8p+1", "0x1.8", "0x", "0xp1", "0x1p",
	"-0x1p-1074", "0x1p-1075", "0x1.8p-1075", "0x1p1023", "0x1p1024", "0x1.fffffffffffff8p1023", "0x1.fffffffffffff7p1023", "0x_1p4", "0x1_0p1_0", "0x1p_1", "0x__1p1",
	"1_000", "1__000", "_1", "1_", "1_.5", "1._5", "1.5_0", "1_e1", "1e_1", "1e1_0", "1e1_", "-_1", "1_23.50_0_0e+1_2", "0_1", "0b1_1", "0b11", "0o17", "017", "08", "0_8",
	"nan", "NaN", "NAN", "+NaN", "-nan", "inf", "Inf", "INF", "+inf", "-Inf", "infinity", "+Infinity", "-INFINITY", "infin", "infinityx", "İnf", "ınf", "i\u0307nf",
	"1e400", "-1e400", "1e-400", "1e99999999999", "-1e-99999999999", "0e99999999999", "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308", "179769313486231580793728971405e279",
	"4.9e-324", "2.4703282292062327208e-324", "2.4703282292062327209e-324", "2.2250738585072011e-308", "2.2250738585072014e-308", "9007199254740993", "9007199254740992.99999999999999999", "123456789012345678901234567890", "0.1234567890123456789",
	"0.1", "100000000000000016777215", "100000000000000016777216", "١", "１", "1٫5", "0x１p1", "5e-324", "1e23", "8.41e21", "\x00", "1\x00", "1e 3", "0.1e-6", "00001", "0000.1000", "1e00010", "1e+-3", "p", "0p1", "1p1"}

func main() {
	folder := os.Args[1]
	random := rand.New(rand.NewSource(9))
	table(folder, "number/parse-float.txt", "text, strconv.ParseFloat(text, 64) as bits or its error", func(add func(string, ...any)) {
		for _, s := range floats {
			if strings.ContainsAny(s, "\x00") {
				continue
			}
			v, err := strconv.ParseFloat(s, 64)
			if err != nil {
				add("%s\t%s", s, problem(err))
			} else {
				add("%s\t%016x", s, math.Float64bits(v))
			}
		}
		letters := "0123456789....eE+-_xXpPaf"
		for i := 0; i < 1500; i++ {
			n := 1 + random.Intn(9)
			s := ""
			for j := 0; j < n; j++ {
				s += string(letters[random.Intn(len(letters))])
			}
			if random.Intn(4) == 0 {
				s = "0x" + s
			}
			v, err := strconv.ParseFloat(s, 64)
			if err != nil {
				add("%s\t%s", s, problem(err))
			} else {
				add("%s\t%016x", s, math.Float64bits(v))
			}
		}
	})
	table(folder, "number/parse-int.txt", "text, base, bits, strconv.ParseInt(text, base, bits) or its error", func(add func(string, ...any)) {
		ints := []string{"", "0", "-0", "+0", "1", "+1", "-1", "--1", "+", "-", "007", "12a", "1_000", "_1", "1_", "1__0", "0x1f", "0X1F", "-0x1f", "0x", "0xg", "0x_1f", "0x1_f", "0x1f_", "0_x1", "0b11", "0B11", "0b2", "0o17", "0O17", "0o8", "017", "018", "08", "0_17", "0__17", "00", "0_", "0b_1", "1.0", "1e3", " 1", "1 ", "１", "٣",
			"2147483647", "2147483648", "-2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "0x7fffffffffffffff", "0x8000000000000000", "-0x8000000000000000", "0777777777777777777777", "01000000000000000000000", "99999999999999999999999999", "0b", "0o", "0b1_", "-_1", "+_1", "-0_1", "0x+1", "0x-1", "-0b11", "1_2_3", "00_1", "0e1"}
		for _, s := range ints {
			for _, baseBits := range [][2]int{{10, 64}, {10, 32}, {0, 64}} {
				v, err := strconv.ParseInt(s, baseBits[0], baseBits[1])
				if err != nil {
					add("%s\t%d\t%d\t%s", s, baseBits[0], baseBits[1], problem(err))
				} else {
					add("%s\t%d\t%d\t%d", s, baseBits[0], baseBits[1], v)
				}
			}
		}
	})
	table(folder, "number/format-float.txt", "bits, verb, precision, strconv.FormatFloat(value, verb, precision, 64)", func(add func(string, ...any)) {
		values := []float64{0, math.Copysign(0, -1), 1, -1, 0.1, 0.5, 1.5, 2.5, 3.5, 9.5, 0.05, 0.15, 0.25, 0.35, 0.95, 9.95, 99.95, 999.95, 999.5, 1234567, 123456, 123456.789, 99999.5, 999999.5, 999999, 1e5, 1e6, 1e-4, 1e-5, 0.00012345, 1e20, 1e21, 1e22, 1e23, -1e-7, 1e100, 1e-100, 5e-324, 1e-323, 1.5e-323, 2e-323, 1e-322, 9.9e-320, 1e-320, 1.1e-320, 2.2250738585072014e-308, math.MaxFloat64, -math.MaxFloat64, math.NaN(), math.Inf(1), math.Inf(-1), 1700000000, 1700000000.123, 1.0 / 3, 2.0 / 3, 100, 1000, 1200, 120000, 12, 4503599627370496.5, 9007199254740993, 0.1 + 0.2, 2e-44, 1.4e-45, 8.41e21, 2.0e22}
		for i := 0; i < 300; i++ {
			values = append(values, math.Float64frombits(random.Uint64()))
			values = append(values, float64(random.Intn(1000000))/1000, math.Round(random.NormFloat64()*1e5)/100)
		}
		for i, v := range values {
			for _, verb := range []byte{'e', 'E', 'f', 'g', 'G'} {
				precisions := []int{-1, 0, 1, 2, 3, 4, 6, 17, 20}
				if i > 65 {
					precisions = []int{-1, random.Intn(18)}
				}
				for _, p := range precisions {
					if (verb == 'E' || verb == 'G') && i > 65 {
						continue
					}
					if verb == 'f' && (math.Abs(v) > 1e60 || math.Abs(v) < 1e-60) && i > 65 {
						continue
					}
					add("%016x\t%c\t%d\t%s", math.Float64bits(v), verb, p, strconv.FormatFloat(v, verb, p, 64))
				}
			}
		}
	})
	texts := []string{"", "plain", "\a\b\f\n\r\t\v", "\"'`\\", "\x00\x01\x1f\x7f", "é", "日本語", "\u0080\u0085\u00a0\u00ad", "\u200b\u200e\u2028\u2029\ufeff", "\ufffd", "\ue000\uf8ff", "😀", "\U000e0001", "\U0010ffff", "\U0001f8b2\u1c89\ua7cb", "\xff", "a\xffb", "\xe6\x97", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "é\xc3", "a\u0301", "\u3000", "\u0378", "\ufdd0", "\u00ff\u0100", "tab\there", "back`quote", "C:\\x"}
	table(folder, "text/quote.txt", "UTF-8 bytes, strconv.Quote, strconv.QuoteToASCII, strconv.CanBackquote", func(add func(string, ...any)) {
		for _, s := range texts {
			add("%s\t%s\t%s\t%t", hex(s), strconv.Quote(s), strconv.QuoteToASCII(s), strconv.CanBackquote(s))
		}
	})
	table(folder, "text/quote-rune.txt", "code point, strconv.QuoteRune, strconv.QuoteRuneToASCII, %#U", func(add func(string, ...any)) {
		for _, r := range []rune{0, 7, 8, 9, 10, 11, 12, 13, 31, ' ', '"', '\'', '\\', '`', 'a', 0x7f, 0x80, 0xa0, 0xad, 'é', 0x2028, 0x3000, 0xfffd, 0xfeff, 0x1f600, 0x10ffff, 0x1f8b2} {
			add("%x\t%s\t%s\t%#U", r, strconv.QuoteRune(r), strconv.QuoteRuneToASCII(r), r)
		}
	})
	table(folder, "text/unquote.txt", "literal, bytes of strconv.Unquote or its error", func(add func(string, ...any)) {
		for _, s := range []string{`""`, `"a"`, `"\a\b\f\n\r\t\v\\"`, `"\""`, `"\'"`, `'\''`, `'\"'`, `'a'`, `'\x41'`, `'日'`, `'\u65e5'`, `'\U000065e5'`, `"\x41\xff"`, `"\xe6\x97\xa5"`, `"\101\377"`, `"\400"`, `"\8"`, `"\1"`, `"\x4"`, `"\xg0"`, `"\u65e5"`, `"\ud800"`, `"\U0010ffff"`, `"\U00110000"`, `"\UFFFFFFFF"`, `"\u12"`, `"\z"`, `"\"`, "`a\\n`", "``", `"日本"`, `"\0"`, `"\08"`, `"\xGG"`, `"\x１1"`} {
			v, err := strconv.Unquote(s)
			if err != nil {
				add("%s\t%s", s, problem(err))
			} else {
				add("%s\t%s", s, hex(v))
			}
		}
	})
	table(folder, "text/case.txt", "UTF-8 bytes of text, strings.ToUpper, strings.ToLower", func(add func(string, ...any)) {
		for _, s := range []string{"Straße", "İstanbul", "ıI", "ΟΔΟΣ", "οδος", "ß", "ßa", "ǆa ǅb Ǆc", "ﬁn", "ŉ", "ΐ", "i̇", "don't stop", "a-b_c.d/e", "x1y 2z", "éa àb", "日本 go", "ⓐ", "ᾳ", "ſ", "K", "Å", "ᲊ Ᲊ", "ꟍ", "ƛ", "𐵐", "a\u00a0b", "a\u2003b", "a\u0301b", "ж", "ა", "Ა", "ꭰ", "Ꭰ", "ӏ", "hello, world", "", "a\tb\nc", "ᏸ"} {
			add("%s\t%s\t%s", hex(s), hex(strings.ToUpper(s)), hex(strings.ToLower(s)))
		}
	})
	table(folder, "text/unicode.txt", "properties by range: first, last, then IsPrint, IsLetter, IsDigit, IsSpace as bits; and single case mappings: code point, ToUpper, ToLower, ToTitle", func(add func(string, ...any)) {
		bits := func(r rune) int {
			b := 0
			for i, is := range []func(rune) bool{unicode.IsPrint, unicode.IsLetter, unicode.IsDigit, unicode.IsSpace} {
				if is(r) {
					b |= 1 << i
				}
			}
			return b
		}
		first := rune(0)
		for r := rune(1); r <= unicode.MaxRune+1; r++ {
			if r > unicode.MaxRune || bits(r) != bits(first) {
				add("%x %x %x", first, r-1, bits(first))
				first = r
			}
		}
		for r := rune(0); r <= unicode.MaxRune; r++ {
			u, l, t := unicode.ToUpper(r), unicode.ToLower(r), unicode.ToTitle(r)
			if u != r || l != r || t != r {
				add("%x %x %x %x", r, u, l, t)
			}
		}
	})
	table(folder, "regexp/expand.txt", "expression, template, text, Regexp.ReplaceAllString(text, template)", func(add func(string, ...any)) {
		for _, e := range []string{"(.*)-(.*)", "(?P<name>[a-z]+)(?P<_2>[0-9])?", "(?P<01>a)b", "x*", "(a)|(b)", ".", "()", "(?P<é1>a)", "(?P<Name>[A-Z])"} {
			re, err := regexp.Compile(e)
			if err != nil {
				continue
			}
			for _, t := range []string{"$1", "${1}x$2", "$0", "", "$name", "${name}", "$name_", "${name}_", "$$1", "$", "a$", "$9", "$01", "${01}", "$10", "$1x", "$1é", "$1日", "${1", "${}", "${ 1}", "$-1", "$$", "$$$1", "$$$$", "${name", "$_2", "$00", "$000000001", "$999999999", "$9999999999", "$é1", "$1١", "$Name", "$NAME", "x${1}y$${2}", "$1.$2", "\\1"} {
				for _, text := range []string{"api-1", "abba", "", "node7", "日本", "A1-b2"} {
					add("%s\t%s\t%s\t%s", e, t, text, re.ReplaceAllString(text, t))
				}
			}
		}
	})
	table(folder, "time/layout.txt", "nanoseconds since the epoch, layout, Time.UTC().Format(layout)", func(add func(string, ...any)) {
		for _, n := range []int64{0, 1435781451781000000, 1435781451000000000, 1700000000123456789, -1, -62135596800 * 1000000, 951782400000000000, 1709164800000000000, 1704067200000000000, 46800000000000} {
			for _, l := range []string{time.ANSIC, time.UnixDate, time.RFC822, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC1123Z, time.RFC3339, time.RFC3339Nano, time.Kitchen, time.Stamp, time.StampMilli, time.StampNano, "2006-01-02", "02.01.06", "2 Jan _2 __2 002", "3:4:5 PM pm PM", "15h03", "05.000", "05,000000", "05.999", "5.0", "05.000000000", "05.9999999999", ".000", ".00 x", "_2006", "Janet Monk June", "Jan. Mon,", "MST Z07 -07 Z0700 -07:00 Z07:00:00 -07:00:00 -070000 Z070000", "1 01 001", "20060102150405", "06 6 2006 206", "é 日 2006", "", "no layout", "Jan2006Mon", "04.0", "__2006", "AM am", "2006-002", "00", "0", ".9", ",9 ,99", "05.0 .00"} {
				add("%d\t%s\t%s", n, l, time.Unix(0, n).UTC().Format(l))
			}
		}
	})
	table(folder, "time/duration.txt", "nanoseconds, Duration.String()", func(add func(string, ...any)) {
		for _, n := range []int64{0, 1, -1, 999, 1000, 1001, 1100, 999999, 1000000, 1500000, 999999999, 1000000000, 1000000001, 1500000000, 59999999999, 60000000000, 61000000000, 3600000000000, 3661000000001, 86400000000000, 90061001002003, math.MaxInt64, math.MinInt64, math.MinInt64 + 1, -90061001002003, -1500, 100, 10, 123456789, 120000000000, 7200000000000} {
			add("%d\t%s", n, time.Duration(n))
		}
	})
}
