package site

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// parallel calls do for every index below n, on as many goroutines as there
// are processors. Each goroutine has a do of its own.
func parallel(n int, newDo func() func(int)) {
	const few = 4
	if n <= few {
		do := newDo()
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			do := newDo()
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				do(int(i))
			}
		})
	}
	wg.Wait()
}
