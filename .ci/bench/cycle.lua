-- Asks for the addresses in a file in turn. Requests are made ready before the
-- first one is sent, so that wrk has nothing to do but send them.
local ready, sent = {}, 0

function init(args)
   for address in io.lines(args[1]) do
      ready[#ready + 1] = wrk.format("GET", address)
   end
   sent = tonumber(args[2])
end

function request()
   sent = sent + 1
   return ready[(sent - 1) % #ready + 1]
end
