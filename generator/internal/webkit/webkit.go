// Package webkit drives WebKitGTK through its own WebDriver, on a screen that
// nobody sees, so that tests hold in the engine that iPhones have as well.
package webkit

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// Programs are what Start needs, by the names that Debian gives them.
func Programs() []string {
	return []string{"Xvfb", "WebKitWebDriver"}
}

// Browser is a browser with one page open. One call at a time.
type Browser struct {
	processes []*exec.Cmd
	home      string
	session   string // its address
}

// patience is how long one command may take.
const patience = 60 * time.Second

// Start starts a browser on a screen of its own, with a new profile. A reader
// who prefers dark pages says so by the theme of the desktop.
func Start(dark bool) (*Browser, error) {
	home, err := os.MkdirTemp("", "webkit")
	if err != nil {
		return nil, err
	}
	b := &Browser{home: home}
	if err := b.start(dark); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// start starts a screen, the driver on it, and a session. Whatever of them runs when
// it fails is ended by Close.
func (b *Browser) start(dark bool) error {
	display, err := b.screen()
	if err != nil {
		return err
	}
	port, err := freePort()
	if err != nil {
		return err
	}
	theme := "GTK_THEME=Adwaita"
	if dark {
		theme += ":dark"
	}
	driver := exec.Command("WebKitWebDriver", "--port="+port)
	// There is no desktop to talk to, no graphics card, and often no right to make
	// the sandbox of a process.
	driver.Env = append(os.Environ(), "DISPLAY=:"+display, theme, "HOME="+b.home, "XDG_RUNTIME_DIR="+b.home, "GDK_BACKEND=x11",
		"NO_AT_BRIDGE=1", "GTK_A11Y=none", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1", "WEBKIT_DISABLE_COMPOSITING_MODE=1", "LIBGL_ALWAYS_SOFTWARE=1")
	if err := b.run(driver); err != nil {
		return err
	}
	return b.open("http://127.0.0.1:" + port)
}

// run starts a process that ends, with its children, when the browser is closed.
func (b *Browser) run(cmd *exec.Cmd) error {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return err
	}
	b.processes = append(b.processes, cmd)
	return nil
}

// screen starts a screen without glass and returns its number.
func (b *Browser) screen() (string, error) {
	read, write, err := os.Pipe()
	if err != nil {
		return "", err
	}
	defer read.Close()
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp")
	cmd.ExtraFiles = []*os.File{write}
	err = b.run(cmd)
	write.Close()
	if err != nil {
		return "", err
	}
	line, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("no screen opens in Xvfb: %w", err)
	}
	return strings.TrimSpace(line), nil
}

// freePort is a port that nobody listens on.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}

// open opens a session as soon as the driver listens.
func (b *Browser) open(driver string) error {
	var opened struct{ SessionID string }
	want := map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{}}}
	var err error
	// The driver says nothing when it listens, so it is asked until it does.
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if err = send("POST", driver+"/session", want, &opened); !errors.Is(err, syscall.ECONNREFUSED) {
			break
		}
	}
	b.session = driver + "/session/" + opened.SessionID
	return err
}

// send sends a command and reads its value.
func send(method, url string, params, value any) error {
	body, err := json.Marshal(params)
	if err != nil {
		return err
	}
	r, err := http.NewRequest(method, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	client := http.Client{Timeout: patience}
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", url, data)
	}
	if value == nil {
		return nil
	}
	return json.Unmarshal(data, &struct{ Value any }{value})
}

func (b *Browser) call(command string, params, value any) error {
	return send("POST", b.session+"/"+command, params, value)
}

// Navigate goes to an address and waits until the page is loaded.
func (b *Browser) Navigate(url string) error {
	return b.call("url", map[string]any{"url": url}, nil)
}

// Resize makes the window so large. It gets no narrower than 447 pixels: what
// is narrower is a frame.
func (b *Browser) Resize(width, height int64) error {
	return b.call("window/rect", map[string]any{"width": width, "height": height}, nil)
}

// EnterFrame makes the first frame of the page the one that scripts run in,
// until the next Navigate.
func (b *Browser) EnterFrame() error { return b.call("frame", map[string]any{"id": 0}, nil) }

// Evaluate runs a script in the page, awaits its promise if it is one, and
// returns the text that comes of it.
func (b *Browser) Evaluate(script string) (string, error) {
	var text any
	// Line ends stand around the script so that it may close with a comment.
	wrapped := "const done = arguments[0]; Promise.resolve().then(() => (\n" + script + "\n)).then(done, (fault) => done({fault: String(fault)}))"
	if err := b.call("execute/async", map[string]any{"script": wrapped, "args": []any{}}, &text); err != nil {
		return "", err
	}
	if said, is := text.(string); is {
		return said, nil
	}
	return "", fmt.Errorf("the script makes no text, but %v", text)
}

// Close ends the browser and removes its profile.
func (b *Browser) Close() error {
	if b.session != "" {
		_ = send("DELETE", b.session, map[string]any{}, nil) // it is ended below in any case
	}
	for _, cmd := range b.processes {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // it may have ended
		_ = cmd.Wait()
	}
	return os.RemoveAll(b.home)
}
