package outward

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync/atomic"
	"time"

	"nosology/generator/parallel"
)

// Options say how to ask.
type Options struct {
	Agent    string        // what we call ourselves
	Hosts    int           // hosts that are asked at a time; each is asked one thing at a time
	Patience time.Duration // for one answer
	Progress func(done, of int)
}

// Answer is what came of asking for a link.
type Answer struct {
	Link
	Status int    // of the last answer; 0 if there was none
	Now    string // where it leads now, if it has moved for good
	Err    error  // why there was no answer
}

// Ask asks for each link once. Hosts are asked side by side, but each of them
// for one thing after the other, as a reader would. The answers are in the
// order of the links.
func Ask(ctx context.Context, links []Link, opt Options) []Answer {
	answers := make([]Answer, len(links))
	queues := byHost(links)
	var done atomic.Int64
	a := newAsker(opt)
	defer a.client.CloseIdleConnections()
	_ = parallel.Try(max(opt.Hosts, 1), len(queues), func() func(int) error {
		return func(q int) error {
			a.askHost(ctx, links, queues[q], answers, func() {
				if n := done.Add(1); opt.Progress != nil {
					opt.Progress(int(n), len(links))
				}
			})
			return nil
		}
	})
	return answers
}

// byHost sorts links, by their numbers, into one queue for each host; the
// longest first, for the sum of its answers decides when all is done.
func byHost(links []Link) [][]int {
	queues := map[string][]int{}
	for i, l := range links {
		host := l.URL
		if u, err := url.Parse(l.URL); err == nil {
			host = u.Host
		}
		queues[host] = append(queues[host], i)
	}
	sorted := make([][]int, 0, len(queues))
	for _, q := range queues {
		sorted = append(sorted, q)
	}
	slices.SortFunc(sorted, func(a, b []int) int { return cmp.Or(len(b)-len(a), a[0]-b[0]) })
	return sorted
}

// asker asks for links.
type asker struct {
	Options
	client *http.Client
}

// maxHops bounds the moves that are followed.
const maxHops = 10

var errTooManyHops = fmt.Errorf("it moves on more than %d times", maxHops)

// newAsker makes a client of its own, so that its connections can be closed when
// all is asked. It follows moves, since a link that leads on still works.
func newAsker(opt Options) *asker {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	return &asker{opt, &http.Client{
		Transport: transport,
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) > maxHops {
				return errTooManyHops
			}
			return nil
		},
	}}
}

// askHost asks for the links of one host. If the host cannot be reached, that
// is the answer for all of them.
func (a *asker) askHost(ctx context.Context, links []Link, queue []int, answers []Answer, one func()) {
	var unreachable error
	for _, i := range queue {
		answers[i] = Answer{Link: links[i], Err: unreachable}
		if unreachable == nil {
			answers[i] = a.ask(ctx, links[i])
			if isUnreachable(answers[i].Err) || ctx.Err() != nil {
				unreachable = answers[i].Err
			}
		}
		one()
	}
}

// isUnreachable reports whether an error is about the host, not the page.
func isUnreachable(err error) bool {
	// A name that cannot be found and an address that takes no connection will be the
	// same for the next link there. A connection that broke off may be one page's own
	// trouble.
	var dns *net.DNSError
	var op *net.OpError
	return errors.As(err, &dns) || errors.As(err, &op) && op.Op == "dial"
}

// ask asks for a link's head, and for the whole of it where that is not
// answered well: some servers know no heads.
func (a *asker) ask(ctx context.Context, l Link) Answer {
	answer := a.request(ctx, http.MethodHead, l)
	// Whoever asks for less is not asked once more.
	if answer.Status >= 400 && answer.Status != http.StatusTooManyRequests {
		answer = a.request(ctx, http.MethodGet, l)
	}
	return answer
}

// request asks once. Whatever answer comes is an answer; Err is only set where
// none came, within a.Patience or before ctx ended.
func (a *asker) request(ctx context.Context, method string, l Link) Answer {
	answer := Answer{Link: l}
	ctx, cancel := context.WithTimeout(ctx, a.Patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, l.URL, nil)
	if err != nil {
		answer.Err = err
		return answer
	}
	request.Header.Set("User-Agent", a.Agent)
	request.Header.Set("Accept", "text/html,*/*;q=0.5")
	response, err := a.client.Do(request)
	if err != nil {
		answer.Err = err
		return answer
	}
	defer response.Body.Close()
	io.CopyN(io.Discard, response.Body, 4<<10) // a short answer is read out, so that the connection can be used again
	answer.Status = response.StatusCode
	if forGood(response) {
		answer.Now = response.Request.URL.String()
	}
	return answer
}

// forGood reports whether a page has moved, and every move on the way was for
// good.
func forGood(last *http.Response) bool {
	moved := false
	for r := last.Request; r.Response != nil; r = r.Response.Request {
		if s := r.Response.StatusCode; s != http.StatusMovedPermanently && s != http.StatusPermanentRedirect {
			return false
		}
		moved = true
	}
	return moved
}
