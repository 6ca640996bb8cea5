module bench

go 1.26.8

require vielfalt v0.0.0

require github.com/rickar/cal/v2 v2.1.13 // indirect

replace vielfalt => ../..
