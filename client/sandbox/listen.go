package sandbox

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Times the socket server allows its clients.
const (
	headerTimeout   = 10 * time.Second
	requestTimeout  = 2 * time.Minute
	idleTimeout     = 2 * time.Minute
	shutdownTimeout = 3 * time.Second
)

// Listen opens a loopback address for [Server.Serve]. It refuses any address
// that another machine could reach: the sandbox knows no real accounts, but it
// also checks nothing that a real service would.
func Listen(ctx context.Context, addr string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("listening on %q: %w; give a loopback address and port, like 127.0.0.1:8787", addr, err)
	}
	if !loopback(host) {
		return nil, fmt.Errorf("listening on %q: the sandbox serves this machine only; give a loopback address, like 127.0.0.1:8787", addr)
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listening on %q: %w; choose another port, or 0 for any free one", addr, err)
	}
	return l, nil
}

// Serve serves until ctx ends, then lets requests under way finish for a few
// seconds. It closes the listener. Its error is nil when ctx ended it.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	if !loopback(hostOf(l.Addr())) {
		return errors.Join(fmt.Errorf("serving on %s: the sandbox serves this machine only; listen on a loopback address", l.Addr()), l.Close())
	}
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       requestTimeout,
		WriteTimeout:      requestTimeout,
		IdleTimeout:       idleTimeout,
		BaseContext:       func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	done := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTimeout)
		defer cancel()
		done <- errors.Join(server.Shutdown(last), server.Close())
	})
	defer stop()
	err := server.Serve(l)
	if errors.Is(err, http.ErrServerClosed) {
		return <-done
	}
	return fmt.Errorf("serving on %s: %w", l.Addr(), err)
}

// hostOf is the host part of a network address.
func hostOf(addr net.Addr) string {
	host, _, err := net.SplitHostPort(addr.String())
	if err != nil {
		return ""
	}
	return host
}
