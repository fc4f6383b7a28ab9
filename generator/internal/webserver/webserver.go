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
	"strings"
	"testing"
	"time"

	"nosology/generator/internal/needs"
)

// Start runs a server, "nginx", "caddy" or "apache2", that serves the folder
// public by the configuration in a file within it. It returns a way to reach it,
// under any name and with nothing added to requests or answers, and ends with
// the test. A test without the program is skipped, but for continuous
// integration, where nothing is missing.
func Start(t testing.TB, program, public, config string) *http.Transport {
	t.Helper()
	needs.Program(t, program)
	own := shortTempDir(t)
	server := configured(t, program, own, public, config)
	cmd := server.cmd
	if err := os.WriteFile(filepath.Join(own, "main"), []byte(server.text), 0o644); err != nil {
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
	await(server.network, server.address)
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, server.network, server.address)
	}
	return &http.Transport{DialContext: dial, DisableCompression: true}
}

// freePort is a port that nobody listens on.
func freePort(t testing.TB) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// apacheModules loads what is usual where others run Apache for one.
func apacheModules() string {
	var lines strings.Builder
	for _, m := range []string{"mpm_prefork", "authz_core", "dir", "mime", "headers", "rewrite", "setenvif", "filter", "deflate", "alias", "autoindex", "negotiation"} {
		fmt.Fprintf(&lines, "LoadModule %s_module /usr/lib/apache2/modules/mod_%[1]s.so\n", m)
	}
	return lines.String()
}

// await waits until somebody listens, or long enough.
func await(network, address string) {
	for range 3000 { // of a busy machine, with a large configuration
		if conn, err := net.Dial(network, address); err == nil {
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

// server is a program with the configuration that it is started with.
type server struct {
	text             string // of its main file, "main" in its own folder
	cmd              *exec.Cmd
	network, address string // where it listens
}

// configured writes as little as each server needs to run by itself: what is tested is
// the file that it takes in. nginx and Caddy listen on a socket, of which there is no
// lack; Apache has to have a port.
func configured(t testing.TB, program, own, public, config string) *server {
	socket, main := filepath.Join(own, "socket"), filepath.Join(own, "main")
	s := &server{network: "unix", address: socket}
	switch program {
	case "nginx":
		s.text = fmt.Sprintf(`daemon off; pid %[1]s/pid; error_log stderr; user root;
events {}
http {
	access_log off; client_body_temp_path %[1]s/t1; proxy_temp_path %[1]s/t2; fastcgi_temp_path %[1]s/t3; uwsgi_temp_path %[1]s/t4; scgi_temp_path %[1]s/t5;
	server { listen unix:%[2]s; root %[3]s; include %[3]s/%[4]s; }
}`, own, socket, public, config)
		s.cmd = exec.Command("nginx", "-p", own, "-c", main)
	case "caddy":
		s.text = fmt.Sprintf("{\n\tadmin off\n\tauto_https off\n}\nhttp:// {\n\tbind unix/%s\n\troot * %s\n\timport %s\n}\n", socket, public, filepath.Join(public, config))
		s.cmd = exec.Command("caddy", "run", "--adapter", "caddyfile", "--config", main)
	case "apache2":
		port := freePort(t)
		s.text = fmt.Sprintf(`ServerRoot %[1]s
ServerName site.example
User www-data
Group www-data
PidFile %[1]s/pid
DefaultRuntimeDir %[1]s
Mutex file:%[1]s default
Listen 127.0.0.1:%[2]s
ErrorLog /dev/stderr
%[3]sTypesConfig /dev/null
DocumentRoot %[4]s
<Directory %[4]s>
	AllowOverride All
	Require all granted
</Directory>
`, own, port, apacheModules(), public)
		s.cmd, s.network, s.address = exec.Command("apache2", "-X", "-f", main), "tcp", "127.0.0.1:"+port
	default:
		t.Fatalf("%s is no server that we know", program)
	}
	return s
}
