package parallel_test

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"nosology/generator/parallel"
)

func ExampleEach() {
	squares := make([]int, 10)
	parallel.Each(len(squares), func() func(int) {
		return func(i int) { squares[i] = i * i }
	})
	fmt.Println(squares)
	// Output: [0 1 4 9 16 25 36 49 64 81]
}

// Everything is done once, by few workers, many, or more than there are things.
func TestEverythingIsDoneOnce(t *testing.T) {
	for _, n := range []int{0, 1, 4, 5, 1000} {
		for _, workers := range []int{0, 1, 3, 2000} {
			done := make([]atomic.Int32, n)
			err := parallel.Try(workers, n, func() func(int) error {
				return func(i int) error { done[i].Add(1); return nil }
			})
			for i := range done {
				if times := done[i].Load(); times != 1 {
					t.Errorf("%d workers of %d: number %d was done %d times", workers, n, i, times)
				}
			}
			if err != nil {
				t.Error(err)
			}
		}
	}
}

// The first error is told, and nobody begins anew after it.
func TestAnErrorEndsAll(t *testing.T) {
	broken := errors.New("broken")
	var done atomic.Int32
	err := parallel.Try(1, 100, func() func(int) error {
		return func(i int) error {
			done.Add(1)
			if i >= 10 {
				return fmt.Errorf("%d is %w", i, broken)
			}
			return nil
		}
	})
	if !errors.Is(err, broken) || err.Error() != "10 is broken" || done.Load() != 11 {
		t.Errorf("after %d: %v", done.Load(), err)
	}
	err = parallel.Try(8, 100, func() func(int) error {
		return func(i int) error { return fmt.Errorf("%d is %w", i, broken) }
	})
	if err == nil || err.Error() != "0 is broken" {
		t.Errorf("of errors at once %v is told", err)
	}
}

// Each worker has what it uses for itself.
func TestWorkersShareNothing(t *testing.T) {
	var workers atomic.Int32
	sum := make([]int, 64)
	parallel.Each(len(sum), func() func(int) {
		workers.Add(1)
		room := make([]int, 0, 8) // would be torn if two had it
		return func(i int) {
			room = append(room[:0], i, i, i)
			sum[i] = room[0] + room[1] + room[2]
		}
	})
	for i, got := range sum {
		if got != 3*i {
			t.Errorf("%d came to %d", i, got)
		}
	}
	if workers.Load() < 1 {
		t.Error("nobody worked")
	}
}
