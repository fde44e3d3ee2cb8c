-- For wrk: asks for challenges and keeps the answers, one a line, in the file that is named after `--`.

local answers

function init(arguments)
    answers = io.open(arguments[1], "w")
end

function request()
    return wrk.format("GET", "/api/auth/challenge/")
end

function response(status, _, body)
    if status == 200 then answers:write(body, "\n") end
end
