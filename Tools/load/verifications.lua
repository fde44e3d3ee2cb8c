-- For wrk: sends the bodies in the file that is named after `--`, one a line and each once, and counts the tokens that come back.

local bodies = {}
local headers = { ["Content-Type"] = "application/json" }
-- wrk asks for one request before it begins, which it only looks at.
local sent = -1
granted, refused, exhausted = 0, 0, false

local threads = {}

function setup(thread)
    table.insert(threads, thread)
end

function init(arguments)
    for line in io.lines(arguments[1]) do table.insert(bodies, line) end
end

function request()
    sent = sent + 1
    if sent > #bodies then exhausted = true end
    if sent < 1 or exhausted then return wrk.format("GET", "/") end
    return wrk.format("POST", "/api/auth/verify/", headers, bodies[sent])
end

function response(status, _, body)
    if status == 200 then granted = granted + 1 else refused = refused + 1 end
end

function done(summary)
    local given, failed, ended = 0, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout, false
    for _, thread in ipairs(threads) do
        given = given + thread:get("granted")
        failed = failed + thread:get("refused")
        ended = ended or thread:get("exhausted")
    end
    io.write(string.format("signed-in %d failed %d seconds %.6f%s\n", given, failed, summary.duration / 1e6, ended and " exhausted" or ""))
end
