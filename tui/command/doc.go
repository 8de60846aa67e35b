// Package command is Awning without a screen: the same actions as commands, for
// scripts and for people who know what they want.
//
// What holds for all commands:
//
//   - Data goes to standard output, progress, questions and errors to standard
//     error. Nothing but data is ever on standard output.
//   - Tables are for people. Scripts ask for --output json and get one object
//     whose members are documented at the types of this package whose names end
//     in JSON; members are added over time, never renamed. --output csv gives
//     the rows of the table, with the JSON members' names as headings.
//   - Text that came from a service passes tui/sanitize before it is printed,
//     except in JSON, where escaping makes it harmless.
//   - The exit code is an [Exit] and says what kind of failure it was.
//
// The package knows the marketplace as [Market], in words of package model, and
// is handed one by its caller: it never sees an API.
package command
