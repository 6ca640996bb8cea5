package peer

// filesKept is how many descriptors the rest of the service needs: database,
// index, files being sent, connections to other servers.
const filesKept = 192

// Affordable returns how many connections can be served with a number of
// descriptors: all but what the rest needs, and never less than a third.
func Affordable(descriptors int) int { return max(descriptors-filesKept, descriptors/3, 1) }
