package transport

import (
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

// The limits of one exchange. The whole of it, tries and waiting included, ends
// after [callLimit].
const (
	connectLimit   = 10 * time.Second
	handshakeLimit = 10 * time.Second
	firstByteLimit = 60 * time.Second
	callLimit      = 5 * time.Minute
	idleLimit      = 90 * time.Second
)

// NewBase returns the transport that meets the network: TLS 1.2 or newer,
// certificates always checked, HTTP/2 where the server speaks it, proxies as the
// environment says.
func NewBase() *http.Transport {
	dialer := &net.Dialer{Timeout: connectLimit, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           dialer.DialContext,
		TLSClientConfig:       &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:   handshakeLimit,
		ResponseHeaderTimeout: firstByteLimit,
		ExpectContinueTimeout: time.Second,
		ForceAttemptHTTP2:     true,
		MaxIdleConnsPerHost:   maxReads,
		IdleConnTimeout:       idleLimit,
	}
}
