package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// snapshot is a module's memory and globals after its initialisation.
type snapshot struct {
	memory  []byte
	globals []int64
}

// initialise runs a module's _initialize under a host that is the same everywhere, and takes a snapshot.
func initialise(ctx context.Context, built []byte, m *module) (*snapshot, error) {
	const prefix = "global "
	open, err := rewrite(built, func(id byte, body []byte) ([]byte, bool) {
		if id != exportSection {
			return body, true
		}
		exports := m.exports
		for i := range m.globals {
			exports = append(exports, export{prefix + strconv.Itoa(i), globalKind, uint64(i)})
		}
		return encodeExports(exports), true
	})
	if err != nil {
		return nil, err
	}
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer runtime.Close(ctx)
	instance, err := instantiate(ctx, runtime, open)
	if err != nil {
		return nil, err
	}
	memory, ok := instance.Memory().Read(0, instance.Memory().Size())
	if !ok {
		return nil, errors.New("memory cannot be read")
	}
	s := &snapshot{memory: append([]byte(nil), memory...)}
	for i := range m.globals {
		s.globals = append(s.globals, int64(instance.ExportedGlobal(prefix+strconv.Itoa(i)).Get()))
	}
	return s, nil
}

// instantiate starts a module: one that has been slimmed as it is, any other as a WASI reactor.
func instantiate(ctx context.Context, runtime wazero.Runtime, binary []byte) (api.Module, error) {
	compiled, err := runtime.CompileModule(ctx, binary)
	if err != nil {
		return nil, fmt.Errorf("compile: %w", err)
	}
	config := wazero.NewModuleConfig().WithName("").WithStartFunctions()
	if len(compiled.ImportedFunctions()) > 0 {
		if err := provideHost(ctx, runtime); err != nil {
			return nil, err
		}
		config = config.WithStartFunctions("_initialize")
	}
	return runtime.InstantiateModule(ctx, compiled, config)
}

const hostName = "wasi_snapshot_preview1"

// provideHost offers what the Go runtime asks of WASI when it starts, with no arguments, no environment, a clock
// that stands still and random numbers that are not random: initialisation must come out the same everywhere.
func provideHost(ctx context.Context, runtime wazero.Runtime) error {
	if runtime.Module(hostName) != nil {
		return nil
	}
	h := runtime.NewHostModuleBuilder(hostName)
	add := func(name string, f any) { h.NewFunctionBuilder().WithFunc(f).Export(name) }
	empty := func(_ context.Context, m api.Module, count, size uint32) uint32 {
		m.Memory().WriteUint32Le(count, 0)
		m.Memory().WriteUint32Le(size, 0)
		return 0
	}
	add("args_sizes_get", empty)
	add("environ_sizes_get", empty)
	add("args_get", func(uint32, uint32) uint32 { return 0 })
	add("environ_get", func(uint32, uint32) uint32 { return 0 })
	add("sched_yield", func() uint32 { return 0 })
	// 52 says "not supported" and 8, below, "no such descriptor": nobody waits or writes while a module starts, and if
	// Go ever does, it shows.
	add("poll_oneoff", func(uint32, uint32, uint32, uint32) uint32 { return 52 })
	add("proc_exit", func(_ context.Context, m api.Module, code uint32) { m.CloseWithExitCode(ctx, code) })
	add("fd_write", func(_ context.Context, m api.Module, fd, vectors, n, written uint32) uint32 { return 8 })
	add("clock_time_get", func(_ context.Context, m api.Module, id uint32, precision uint64, at uint32) uint32 {
		m.Memory().WriteUint64Le(at, 1_000_000_000)
		return 0
	})
	add("random_get", func(_ context.Context, m api.Module, at, n uint32) uint32 {
		for i := range n {
			m.Memory().WriteByte(at+i, 7)
		}
		return 0
	})
	_, err := h.Instantiate(ctx)
	return err
}
