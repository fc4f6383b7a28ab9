package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// runGo runs the go command for WebAssembly in a folder, with nothing from the environment that could change
// what it makes.
func runGo(ctx context.Context, folder string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm", "GOFLAGS=", "GOWASM=", "GOEXPERIMENT=", "GOWORK=off", "CGO_ENABLED=0")
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s", args[0], err, problems.Bytes())
	}
	return out.Bytes(), nil
}

// build compiles the package in a folder as a WASI reactor. It keeps the names of functions, by which slimming goes.
func build(ctx context.Context, folder string) ([]byte, error) {
	temp, err := os.MkdirTemp("", "checker")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	out := filepath.Join(temp, "checker.wasm")
	_, err = runGo(ctx, folder, "build", "-buildmode=c-shared", "-trimpath", "-buildvcs=false", "-ldflags=-w", "-o", out, ".")
	if err != nil {
		return nil, err
	}
	return os.ReadFile(out)
}

// goVersion returns the version of the Go toolchain that builds the module.
func goVersion(ctx context.Context, folder string) (string, error) {
	out, err := runGo(ctx, folder, "env", "GOVERSION")
	return string(bytes.TrimSpace(out)), err
}
