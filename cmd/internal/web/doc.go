// Package web is the public pages, feeds and calendars: it turns requests into
// questions to the calendar, the content and the index, and their answers into
// pages.
//
// It must not know which database, index or file store is in use, nor how requests
// are answered, which package site does. It writes nothing but readers' reports.
//
// routes.go is all of it on one screen. To add a page: a line there, a handler in
// the file of its noun, a page value and a template in themes.
package web
