// Package model holds what Awning talks about: accounts, offers, plans, their
// sections in three environments, changes between them, submissions and
// operations. It is plain data and pure rules: nothing here reads a file, a
// clock or a network, and nothing here knows which API an answer came from
// except for the name of the dialect a document is written in.
//
// The words are those a publisher uses. Where a service has another word, the
// comment names it.
package model
