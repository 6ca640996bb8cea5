package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// auditCmd shows and proves what was done.
type auditCmd struct {
	List   auditListCmd   `cmd:"" default:"withargs" help:"List all that was done, oldest first."`
	Verify auditVerifyCmd `cmd:"" help:"Prove that no entry was changed, inserted or removed."`
}

type auditListCmd struct {
	storeFlags
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// An auditLine is an entry in JSON.
type auditLine struct {
	Seq    int64  `json:"seq"`
	At     string `json:"at"`
	By     string `json:"by"`
	Action string `json:"action"`
	ItemID string `json:"item,omitempty"`
	Detail string `json:"detail,omitempty"`
	Hash   string `json:"hash"`
}

// Run prints all entries.
func (c *auditListCmd) Run(a *app) error {
	s, err := c.openToRead(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	name, err := logins(a, s)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
	err = s.EachAudit(a, func(e content.AuditEntry) error {
		if c.Format == "json" {
			return json.NewEncoder(a.Stdout).Encode(auditLine{e.Seq, e.At.In(calendar.Berlin).Format(time.RFC3339), e.By, e.Action, e.ItemID, e.Detail, e.Hash})
		}
		about := oneLine(e.ItemID)
		if e.Detail != "" {
			about = strings.TrimSpace(about + " " + name(e.Detail))
		}
		_, err := fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\n", e.Seq, e.At.In(calendar.Berlin).Format("2006-01-02 15:04:05"), name(e.By), e.Action, about)
		return err
	})
	return errors.Join(err, w.Flush())
}

// logins returns a function that gives whoever did something the name they sign
// in with, if they have an account that was not removed.
func logins(a *app, s *store) (func(by string) string, error) {
	accounts, err := s.Accounts(a)
	if err != nil {
		return nil, err
	}
	known := make(map[string]string)
	for _, account := range accounts {
		known[content.Actor{ID: account.ID}.By()] = oneLine(account.Login)
	}
	return func(by string) string { return cmp.Or(known[by], oneLine(by), "–") }, nil
}

type auditVerifyCmd struct {
	storeFlags
	Noted string `env:"-" help:"An entry as an earlier run named it, which must be there unchanged." placeholder:"NUMBER:HASH"`
}

// Help implements kong.HelpProvider.
func (c *auditVerifyCmd) Help() string {
	return `Every entry holds the hash of the one before, so a change to one shows, and the last one is noted apart. Whoever can write to the database can also make up a whole new chain: note the last entry, which this command prints, somewhere else, and name it with --noted the next time.`
}

// Run verifies the chain.
func (c *auditVerifyCmd) Run(a *app) error {
	var number int64
	var hash string
	if c.Noted != "" {
		n, rest, _ := strings.Cut(c.Noted, ":")
		if _, err := fmt.Sscan(n, &number); err != nil || number < 1 || len(rest) != 64 {
			return usageError{errors.New("--noted must be a number and a hash, as in 12:ab34…")}
		}
		hash = rest
	}
	s, err := c.openToRead(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	last, err := content.VerifyAudit(a, s)
	if err != nil {
		return err
	}
	if number > 0 {
		found := false
		err := s.EachAudit(a, func(e content.AuditEntry) error {
			found = found || e.Seq == number && e.Hash == hash
			return nil
		})
		if err != nil {
			return err
		}
		if !found {
			return fmt.Errorf("audit entry %d is not the one that was noted: the chain was made up anew", number)
		}
	}
	if last.Seq == 0 {
		fmt.Fprintln(a.Stdout, "The audit is empty.")
		return nil
	}
	fmt.Fprintf(a.Stdout, "The audit is whole. Its last entry is %d:%s\n", last.Seq, last.Hash)
	return nil
}
