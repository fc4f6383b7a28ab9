// Package parallel is the one loop of workers: whoever has many like things to
// do counts them and says how one is done. What is done must not depend on
// which is done first; results go into a slice, each to its own place, so that
// they come out in order whatever the number of processors.
//
// There is no context and no way to stop from outside: what is done here takes
// milliseconds a piece, and an error ends the loop.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// few is up to how many things are done where they are: goroutines would take
// longer to start.
const few = 4

// Each calls do for every number below n, on as many goroutines as there are
// processors. Each goroutine makes a do of its own, which may hold what is
// used again and again and cannot be shared.
func Each(n int, newDo func() (do func(i int))) {
	if n <= few {
		do := newDo()
		for i := range n {
			do(i)
		}
		return
	}
	_ = Try(0, n, func() func(int) error {
		do := newDo()
		return func(i int) error { do(i); return nil }
	})
}

// Try calls do for every number below n, on so many goroutines, or as many as
// there are processors if that is 0. After an error none begins with another
// number; the error of the lowest number that was begun with is returned, so
// that it does not change from run to run without need.
func Try(workers, n int, newDo func() (do func(i int) error)) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var failed atomic.Bool
	var first struct {
		sync.Mutex
		at  int
		err error
	}
	var all sync.WaitGroup
	for range min(workers, n) {
		all.Go(func() {
			do := newDo()
			// Numbers are handed out one by one. To give each goroutine a stretch of its own
			// would leave most waiting for whoever has the longest pages.
			for i := int(next.Add(1)) - 1; i < n && !failed.Load(); i = int(next.Add(1)) - 1 {
				if err := do(i); err != nil {
					failed.Store(true)
					first.Lock()
					if first.err == nil || i < first.at {
						first.at, first.err = i, err
					}
					first.Unlock()
				}
			}
		})
	}
	all.Wait()
	return first.err
}
