// Package webserver runs web servers as they come from the distribution, for
// tests of the configuration that is written for them.
package webserver

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Start runs a server, "nginx" or "caddy", that serves the folder public by
// the configuration in a file of that folder. It returns a way to reach it,
// under any name and with nothing added to requests or answers, and ends with
// the test. A test without the program is skipped, but for continuous
// integration, where nothing is missing.
func Start(t testing.TB, program, public, config string) *http.Transport {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("NOSOLOGY_CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	own := shortTempDir(t)
	socket, main := filepath.Join(own, "socket"), filepath.Join(own, "main")
	var text string
	var cmd *exec.Cmd
	switch program {
	case "nginx":
		text = fmt.Sprintf(`daemon off; pid %[1]s/pid; error_log stderr; user root;
events {}
http {
	access_log off; client_body_temp_path %[1]s/t1; proxy_temp_path %[1]s/t2; fastcgi_temp_path %[1]s/t3; uwsgi_temp_path %[1]s/t4; scgi_temp_path %[1]s/t5;
	server { listen unix:%[2]s; root %[3]s; include %[3]s/%[4]s; }
}`, own, socket, public, config)
		cmd = exec.Command("nginx", "-p", own, "-c", main)
	case "caddy":
		text = fmt.Sprintf("{\n\tadmin off\n\tauto_https off\n}\nhttp:// {\n\tbind unix/%s\n\troot * %s\n\timport %s\n}\n", socket, public, filepath.Join(public, config))
		cmd = exec.Command("caddy", "run", "--adapter", "caddyfile", "--config", main)
	default:
		t.Fatalf("%s is no server that we know", program)
	}
	if err := os.WriteFile(main, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	cmd.Stderr, cmd.Env = &said, append(os.Environ(), "HOME="+own)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		cmd.Wait()
		if t.Failed() {
			t.Logf("%s said: %s", program, &said)
		}
	})
	awaitSocket(socket)
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", socket)
	}
	return &http.Transport{DialContext: dial, DisableCompression: true}
}

// awaitSocket waits until somebody listens, or long enough.
func awaitSocket(socket string) {
	for range 500 {
		if conn, err := net.Dial("unix", socket); err == nil {
			conn.Close()
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// shortTempDir is a folder with a name that a socket's may begin with.
func shortTempDir(t testing.TB) string {
	dir, err := os.MkdirTemp("", "site")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}
