// Package bidi drives a browser through WebDriver BiDi, which Firefox offers
// without any program beside it, so that tests hold in more than one engine.
package bidi

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"syscall"
	"time"

	"golang.org/x/net/websocket"
)

// Browser is a browser with one page open. One call at a time.
type Browser struct {
	process *exec.Cmd
	ended   chan struct{}
	profile string
	socket  *websocket.Conn
	last    int // command's number
	context string
}

// patience is how long one command may take.
const patience = 60 * time.Second

// origin is what we call ourselves: browsers refuse web pages.
const origin = "http://localhost"

var listens = regexp.MustCompile(`WebDriver BiDi listening on (ws://\S+)`)

// Start starts a Firefox without a window, with a new profile of a reader who
// prefers light pages, or dark ones.
func Start(program string, dark bool) (*Browser, error) {
	profile, err := os.MkdirTemp("", "bidi")
	if err != nil {
		return nil, err
	}
	scheme := 1
	if dark {
		scheme = 0
	}
	settings := fmt.Sprintf("user_pref(\"layout.css.prefers-color-scheme.content-override\", %d);\n", scheme)
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(settings), 0o600); err != nil {
		return nil, errors.Join(err, os.RemoveAll(profile))
	}
	b := &Browser{profile: profile, ended: make(chan struct{})}
	b.process = exec.Command(program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0", "--remote-allow-origins="+origin)
	b.process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // its children end with it
	says, err := b.process.StderrPipe()
	if err == nil {
		err = b.process.Start()
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(profile))
	}
	address := make(chan string, 1)
	go b.read(says, address)
	if err := b.connect(address); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// read finds the address in what the browser says, and reads on so that it is
// never held up.
func (b *Browser) read(says io.Reader, address chan<- string) {
	lines := bufio.NewScanner(says)
	for lines.Scan() {
		if found := listens.FindStringSubmatch(lines.Text()); found != nil {
			address <- found[1]
			break
		}
	}
	_, _ = io.Copy(io.Discard, says)
	_ = b.process.Wait() // it is told to end, and says so
	close(b.ended)
}

// connect opens a session and finds its page.
func (b *Browser) connect(address <-chan string) (err error) {
	select {
	case at := <-address:
		b.socket, err = websocket.Dial(at+"/session", "", origin)
	case <-b.ended:
		return errors.New("the browser ended before it listened")
	case <-time.After(patience):
		return errors.New("the browser does not listen")
	}
	if err != nil {
		return err
	}
	if err := b.call("session.new", map[string]any{"capabilities": map[string]any{}}, nil); err != nil {
		return err
	}
	var tree struct{ Contexts []struct{ Context string } }
	if err := b.call("browsingContext.getTree", map[string]any{}, &tree); err != nil {
		return err
	}
	if len(tree.Contexts) == 0 {
		return errors.New("the browser has no page open")
	}
	b.context = tree.Contexts[0].Context
	return nil
}

// answer is what the browser sends: the result of a command, or an event.
type answer struct {
	ID      int
	Type    string
	Error   string
	Message string
	Result  json.RawMessage
}

// call sends a command and waits for its result.
func (b *Browser) call(method string, params, result any) error {
	b.last++
	if err := b.socket.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if err := websocket.JSON.Send(b.socket, map[string]any{"id": b.last, "method": method, "params": params}); err != nil {
		return err
	}
	for {
		var a answer
		switch err := websocket.JSON.Receive(b.socket, &a); {
		case err != nil:
			return fmt.Errorf("%s: %w", method, err)
		// An event, or the late answer to a command that was given up: not what is
		// waited for.
		case a.ID != b.last || a.Type == "event":
		case a.Type == "error":
			return fmt.Errorf("%s: %s: %s", method, a.Error, a.Message)
		case result != nil:
			return json.Unmarshal(a.Result, result)
		default:
			return nil
		}
	}
}

// Navigate goes to an address and waits until the page is loaded.
func (b *Browser) Navigate(url string) error {
	return b.call("browsingContext.navigate", map[string]any{"context": b.context, "url": url, "wait": "complete"}, nil)
}

// Resize makes the window for the page as large as asked for, in pixels.
func (b *Browser) Resize(width, height int64) error {
	return b.call("browsingContext.setViewport", map[string]any{
		"context": b.context, "viewport": map[string]any{"width": width, "height": height},
	}, nil)
}

// Evaluate runs a script in the page, awaits its promise if it is one, and
// returns the text that comes of it.
func (b *Browser) Evaluate(script string) (string, error) {
	var done struct {
		Type   string
		Result struct {
			Type  string
			Value json.RawMessage
		}
		ExceptionDetails struct{ Text string }
	}
	err := b.call("script.evaluate", map[string]any{
		"expression": script, "target": map[string]any{"context": b.context}, "awaitPromise": true,
	}, &done)
	if err != nil {
		return "", err
	}
	if done.Type == "exception" {
		return "", fmt.Errorf("the script fails: %s", done.ExceptionDetails.Text)
	}
	var text string
	if done.Result.Type != "string" || json.Unmarshal(done.Result.Value, &text) != nil {
		return "", fmt.Errorf("the script makes no text, but %s %s", done.Result.Type, done.Result.Value)
	}
	return text, nil
}

// Close ends the browser and removes its profile.
func (b *Browser) Close() error {
	if b.socket != nil {
		b.socket.Close()
	}
	_ = syscall.Kill(-b.process.Process.Pid, syscall.SIGKILL) // it may have ended
	select {
	case <-b.ended:
	case <-time.After(patience):
		return errors.New("the browser does not end")
	}
	return os.RemoveAll(b.profile)
}
