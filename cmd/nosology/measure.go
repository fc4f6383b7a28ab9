package main

import (
	"fmt"
	"io"
	"os"
	"runtime/pprof"
	"runtime/trace"
	"time"
)

// measureFlags show where time goes.
type measureFlags struct {
	Timings bool   `help:"Say how long each stage took." group:"Measuring"`
	Profile string `placeholder:"FILE" help:"Write a CPU profile, for go tool pprof." group:"Measuring"`
	Trace   string `placeholder:"FILE" help:"Write an execution trace, for go tool trace." group:"Measuring"`
}

// measured is a run that is being measured.
type measured struct {
	timings io.Writer // nil if nobody asked
	name    string    // of the stage that runs
	since   time.Time
	// They end the profiles, in the order in which they were begun.
	stops []func() error
}

// start begins what the flags ask for.
// What it returns must be ended, or a profile stays empty. An error leaves nothing running that
// matters, for the command ends with it.
func (f measureFlags) start(t *terminal) (*measured, error) {
	m := &measured{}
	if f.Timings {
		m.timings = t.err
	}
	if f.Profile != "" {
		file, err := os.Create(f.Profile)
		if err != nil {
			return nil, usage{err}
		}
		if err := pprof.StartCPUProfile(file); err != nil {
			return nil, err
		}
		m.stops = append(m.stops, func() error { pprof.StopCPUProfile(); return file.Close() })
	}
	if f.Trace != "" {
		file, err := os.Create(f.Trace)
		if err != nil {
			return nil, usage{err}
		}
		if err := trace.Start(file); err != nil {
			return nil, err
		}
		m.stops = append(m.stops, func() error { trace.Stop(); return file.Close() })
	}
	return m, nil
}

// stage ends the stage that runs and begins another.
// An empty name begins none; so end calls it for the last.
func (m *measured) stage(name string) {
	now := time.Now()
	if m.timings != nil && m.name != "" {
		fmt.Fprintf(m.timings, "%8.1f ms  %s\n", float64(now.Sub(m.since).Microseconds())/1000, m.name)
	}
	m.name, m.since = name, now
}

func (m *measured) end() error {
	m.stage("")
	for _, stop := range m.stops {
		if err := stop(); err != nil {
			return err
		}
	}
	return nil
}
