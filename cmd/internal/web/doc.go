// Package web holds the public pages, feeds and calendars: it turns requests
// into questions to the calendar, the content and the index, and the answers
// into pages.
//
// It must not know which database, index or file store is in use, nor how
// requests are answered: package site does that. It writes nothing but readers'
// reports.
//
// routes.go shows all of it on one screen. To add a page: add a line there, a
// handler in the file of its noun, and a page value and a template in themes.
package web
