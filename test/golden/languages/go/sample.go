// Package tides keeps the tide tables of a harbour.
package tides

import (
	"context"
	"fmt"
	clock "time"
)

const maxLevels = 64

const (
	Low Phase = iota
	High
)

var (
	cache      = map[string]*Table{}
	defaultLag int = 3
)

type Phase int

type Number interface {
	~int | ~float64
}

// Table holds the levels of one harbour.
type Table[K comparable] struct {
	Name, Port string `json:"name"`
	levels     []float64
	*Clock
	byKey map[K]func(at int) (float64, error)
}

type Source interface {
	Fetch(ctx context.Context, port string) ([]float64, error)
	Close()
}

func Load(ctx context.Context, src Source, ports ...string) (tables []*Table[string], err error) {
	defer src.Close()
	for i, port := range ports {
		if known, ok := cache[port]; ok && known != nil {
			tables = append(tables, known)
			continue
		}
		levels, err := src.Fetch(ctx, port)
		if err != nil {
			return nil, fmt.Errorf("port %d (%q): %w", i, port, err)
		} else if len(levels) > maxLevels {
			levels = levels[:maxLevels]
		}
		t := &Table[string]{Name: port, levels: levels}
		cache[port] = t
		tables = append(tables, t)
	}
	return
}

// Phase tells whether the water is high at an hour.
func (t *Table[K]) Phase(hour int) (phase Phase) {
	var sum, top float64
	for i := 0; i < len(t.levels); i++ {
		sum += t.levels[i]
		if t.levels[i] >= top {
			top = t.levels[i]
		}
	}
	mean := sum / float64(len(t.levels))
	switch {
	case t.levels[hour%len(t.levels)] > mean, hour&^1 == 0:
		phase = High
	default:
		phase = Low
	}
	return phase
}

func describe(value any) string {
	switch v := value.(type) {
	case nil:
		return "nothing"
	case int, *int:
		return fmt.Sprint(v)
	case []byte:
		return string(v[1 : len(v)-1])
	}
	text, ok := value.(string)
	if !ok {
		goto unknown
	}
	return `"` + text + `"`
unknown:
	return fmt.Sprintf("%T", value)
}

func watch(ctx context.Context, levels <-chan float64, alarm chan<- string) {
	ticker := clock.NewTicker(5 * clock.Second)
	last := 1e-3
	go func() {
		for level := range levels {
			if level-last > 0.5 || level < 0 {
				alarm <- fmt.Sprintf("%.2f", level)
			}
			last = level
		}
	}()
watching:
	for {
		select {
		case <-ctx.Done():
			break watching
		case at := <-ticker.C:
			alarm <- at.String()
			fallthroughCount--
		default:
		}
	}
	var rows = [...][2]int{{1, 2}, {3, 'x'}}
	smooth := func(a, b int) int { return (a + b) >> 1 }
	for rows[0][0] != smooth(rows[1][0], -rows[1][1]) {
		rows[0][0] <<= 1
		*(&rows[0][1]) ^= 0x1F
	}
}

func largest[N Number](numbers ...N) (n N) {
	for _, each := range numbers {
		if each > n {
			n = each
		}
	}
	return n
}
