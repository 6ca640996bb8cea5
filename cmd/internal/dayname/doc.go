// Package dayname finds observances by any of their names, so that every
// spelling leads to the day, whether or not there is an article about it.
//
// The package must not know who asks, nor what is shown of the days it finds.
package dayname
