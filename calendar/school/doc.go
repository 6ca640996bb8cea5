// Package school knows the school holidays of the Länder, from lists: no rule
// gives them.
//
// The list of North Rhine-Westphalia is shipped, with how well each line is
// proved; a house elsewhere imports its own, see [Parse]. Days that schools
// choose themselves (bewegliche Ferientage) are in no list.
//
// The package must not know pages or the store.
//
// To add a Land: add its file, LAND.csv, and its line in shipped.
package school
