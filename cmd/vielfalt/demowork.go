package main

import (
	"fmt"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/vielfalt/demo"
	"vielfalt/content"
)

// demoWork has the accounts of the sample content write, send and decide, as
// people do it at the desk.
func demoWork(a *app, s *store) error {
	editor, err := demoActor(a, s, "redaktion")
	if err != nil {
		return err
	}
	approver, err := demoActor(a, s, "freigabe")
	if err != nil {
		return err
	}
	act := func(who content.Actor, x content.Action) (int64, error) {
		done, err := s.Act(a, content.Policy{}, who, x)
		if err != nil {
			return 0, fmt.Errorf("sample work on %s: %w", x.ID, err)
		}
		return done.Version, nil
	}
	for _, w := range demo.InWork() {
		id := w.Article.ID
		head, err := act(editor, content.Action{Do: content.DoSave, ID: id, Record: w.Article})
		if err != nil {
			return err
		}
		if w.Send != "" {
			if _, err := act(editor, content.Action{Do: content.DoSend, ID: id, Base: head, Note: w.Send}); err != nil {
				return err
			}
		}
		if w.Comment != "" {
			if _, err := s.AddComment(a, content.Comment{ItemID: id, Version: head, Lang: w.Article.Lang, Quote: w.Quote, Text: w.Comment, By: approver.By()}); err != nil {
				return fmt.Errorf("sample comment: %w", err)
			}
		}
		if w.Return != "" {
			if _, err := act(approver, content.Action{Do: content.DoReturn, ID: id, Base: head, Note: w.Return}); err != nil {
				return err
			}
		}
	}
	id, addition := demo.Later()
	work, err := s.Work(a, id)
	if err != nil {
		return fmt.Errorf("sample work on %s: %w", id, err)
	}
	article, ok := work.Live.(*content.Article)
	if !ok {
		return fmt.Errorf("sample work on %s: it is no article", id)
	}
	next := *article
	next.Body, next.State = next.Body+addition, content.Draft
	head, err := act(editor, content.Action{Do: content.DoSave, ID: id, Base: work.Head(), Record: &next})
	if err == nil {
		_, err = act(editor, content.Action{Do: content.DoSend, ID: id, Base: head, Note: "Ein Absatz mehr, bitte ab nächster Woche."})
	}
	if err == nil {
		from := (calendar.DateOf(a.Now().In(calendar.Berlin)) + 7).At(8, 0, calendar.Berlin).UTC().Truncate(time.Second)
		_, err = act(approver, content.Action{Do: content.DoApprove, ID: id, Base: head, Number: head, From: from})
	}
	return err
}

func demoActor(a *app, s *store, login string) (content.Actor, error) {
	account, err := s.AccountByLogin(a, login)
	if err != nil {
		return content.Actor{}, fmt.Errorf("sample account %s: %w", login, err)
	}
	return content.Actor{ID: account.ID, Name: account.Name, Roles: account.Roles}, nil
}
