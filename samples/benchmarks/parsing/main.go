// Prometheus' own parser over one exposition, over and over: samples a second and microseconds an exposition on one core.
// usage: parsing FILE text/plain|application/openmetrics-text
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/textparse"
)

// walk parses the body once; with labels of each sample, or the bytes of its series alone.
func walk(body []byte, mediaType string, symbols *labels.SymbolTable, withLabels bool) int {
	parser, err := textparse.New(body, mediaType, symbols, textparse.ParserOptions{})
	if err != nil {
		panic(err)
	}
	samples := 0
	var lset labels.Labels
	for {
		entry, err := parser.Next()
		if errors.Is(err, io.EOF) {
			return samples
		}
		if err != nil {
			panic(err)
		}
		if entry == textparse.EntrySeries {
			samples++
			series, _, value := parser.Series()
			if withLabels {
				parser.Labels(&lset)
			}
			runtime.KeepAlive(series)
			runtime.KeepAlive(value)
		}
	}
}

func main() {
	runtime.GOMAXPROCS(1)
	body, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	for _, mode := range []string{"labels", "series"} {
		best := time.Duration(1 << 62)
		samples := 0
		for round := 0; round < 5; round++ {
			symbols := labels.NewSymbolTable()
			began, times := time.Now(), 0
			for time.Since(began) < 2*time.Second {
				samples = walk(body, os.Args[2], symbols, mode == "labels")
				times++
			}
			if one := time.Since(began) / time.Duration(times); one < best {
				best = one
			}
		}
		fmt.Printf("%s %d %.1f\n", mode, samples, float64(best.Nanoseconds())/1e3)
	}
}
