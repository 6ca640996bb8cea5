// Package datecheck answers whether a date is all right for something that a
// house plans: what is kept on it and on its eve, what that means for a
// meeting, for travel and for food, what the law says, and which days near it
// are free.
//
// One value, [Day], holds an answer; pages, the JSON interface and forms show it
// as it is. Nothing is stored: the package knows neither store nor request, and
// what it is asked goes nowhere.
//
// To add one more thing that counts on a day: its [Relation], a method of plan
// that appends its findings (finding.go), its words (words.go), and its row in
// testdata/dates.csv.
package datecheck
