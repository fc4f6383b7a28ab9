package preview

import (
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"syscall"
)

// hosts are the names that a request may call the preview by. A page elsewhere
// could otherwise point a name of its own at this machine and read drafts.
type hosts struct {
	mu    sync.RWMutex
	named map[string]bool
}

// know takes in the address that the preview listens on.
func (h *hosts) know(a net.Addr) {
	host, _, err := net.SplitHostPort(a.String())
	if err != nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.named = map[string]bool{host: true}
}

// welcome reports whether a request's Host header is one of ours. Who listens
// on every address of the machine has asked for visitors, and may call it by
// any number, though not by any name.
func (h *hosts) welcome(hostport string) bool {
	host := hostport
	if name, _, err := net.SplitHostPort(hostport); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	h.mu.RLock()
	defer h.mu.RUnlock()
	if h.named[host] || host == "localhost" || host == "127.0.0.1" || host == "::1" {
		return true
	}
	everywhere := h.named["::"] || h.named["0.0.0.0"]
	return everywhere && net.ParseIP(host) != nil
}

// Listen opens the port on the address, or the next that is free.
func Listen(address string, port int) (net.Listener, error) {
	const tries = 50
	if net.ParseIP(address) == nil && address != "localhost" {
		return nil, fmt.Errorf("%q is no address to listen on; write this computer's, or 0.0.0.0 for all that it has", address)
	}
	if port > 65535 {
		return nil, fmt.Errorf("there is no port %d; the last is 65535", port)
	}
	for i := range min(tries, 65536-port) {
		l, err := net.Listen("tcp", net.JoinHostPort(address, fmt.Sprint(port+i)))
		if err == nil {
			return l, nil
		}
		if errors.Is(err, syscall.EADDRNOTAVAIL) {
			return nil, fmt.Errorf("%s is not an address of this computer; write one that is, or 0.0.0.0 for all that it has", address)
		}
		// Port 0 asks the system for any free one; if that fails, so will the next.
		if !errors.Is(err, syscall.EADDRINUSE) || port == 0 {
			return nil, fmt.Errorf("listen on %s: %w", net.JoinHostPort(address, fmt.Sprint(port)), err)
		}
	}
	return nil, fmt.Errorf("ports %d to %d are all taken; name another with --port", port, port+tries-1)
}
