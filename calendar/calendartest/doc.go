// Package calendartest holds what tests of reckonings and traditions share: a
// conformance check for rules, and a comparison with tables from outside
// sources.
//
// It must not know any reckoning or tradition. Only tests import it.
//
// To add a check that every rule must pass: extend [Conforms].
package calendartest
