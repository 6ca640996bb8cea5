// Package calendartest holds what tests of reckonings and traditions share:
// the conformance of a rule, and the comparison with tables of outside sources.
//
// It must not know any reckoning or tradition. It is imported by tests only.
//
// To add a check that every rule must pass: extend [Conforms].
package calendartest
