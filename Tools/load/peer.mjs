// The sign-in of an engine in Node's own `http` and `crypto`, to measure the engine beside. It does what the engine does for a sign-in: the
// same checks in the same order, a line of audit log before the answer, a token of the same claims.
//
//     node peer.mjs AUTHORIZED_KEYS AUDIT_FILE
//
// It prints its port and serves until it is killed.

import crypto from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'

const [authorizedKeys, auditFile] = process.argv.slice(2)
const lifetime = 60_000_000_000n
const maximumBody = 64 * 1024
const maximumSpent = 1_000_000
const callsPerSecond = 1_000_000
const callsBurst = 1_000_000
const freeFailures = 10

const secret = crypto.randomBytes(32)
const { privateKey: tokenKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' })
const header = Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'JWT' })).toString('base64url')
const audit = fs.openSync(auditFile, 'a', 0o600)
const keys = readKeys(authorizedKeys)
const spent = new Map()
const buckets = new Map()
const failures = new Map()

/** The RSA keys of an authorized_keys file by their fingerprints. */
function readKeys(path) {
  const found = new Map()
  for (const line of fs.readFileSync(path, 'utf8').split('\n')) {
    const match = /ssh-rsa ([A-Za-z0-9+/=]+) ?(.*)/.exec(line)
    if (!match) continue
    const blob = Buffer.from(match[1], 'base64')
    const fields = []
    for (let at = 0; at < blob.length; ) {
      const length = blob.readUInt32BE(at)
      fields.push(blob.subarray(at + 4, at + 4 + length))
      at += 4 + length
    }
    const [, e, n] = fields
    const modulus = n[0] === 0 ? n.subarray(1) : n
    const jwk = { kty: 'RSA', e: e.toString('base64url'), n: modulus.toString('base64url') }
    found.set('SHA256:' + crypto.createHash('sha256').update(blob).digest('base64').replace(/=+$/, ''), {
      key: crypto.createPublicKey({ key: jwk, format: 'jwk' }), length: modulus.length, identity: match[2] || 'key',
      registration: crypto.randomBytes(16).toString('base64url'), disabled: false, expiresAt: Infinity, from: [],
      permissions: ['PROXY', 'BRIDGE', 'SHELL', 'ARTIFACT', 'PLATFORM', 'WORKFLOW'],
    })
  }
  return found
}

const mac = (...parts) => {
  const hmac = crypto.createHmac('sha256', secret)
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}

function issueChallenge() {
  const body = Buffer.alloc(25)
  body[0] = 1
  body.writeBigUInt64BE(process.hrtime.bigint(), 1)
  crypto.randomFillSync(body, 9)
  const identity = Buffer.concat([body, mac(body)]).toString('base64url')
  return { identity, nonce: mac('nonce', identity).toString('base64url'), lifetime: '1m0s' }
}

/** What a genuine and fresh challenge asked for; undefined for any other. */
function openChallenge(identity) {
  if (typeof identity !== 'string' || identity.length !== 76) return undefined
  const bytes = Buffer.from(identity, 'base64url')
  if (bytes.length !== 57) return undefined
  const body = bytes.subarray(0, 25)
  if (!crypto.timingSafeEqual(mac(body), bytes.subarray(25)) || body[0] !== 1) return undefined
  const issued = body.readBigUInt64BE(1)
  const now = process.hrtime.bigint()
  if (issued > now || now - issued >= lifetime) return undefined
  return { id: body.toString('latin1', 9), nonce: mac('nonce', identity).toString('base64url'), expiry: issued + lifetime, now }
}

/** Spends a challenge, once. */
function spend(challenge) {
  for (const [id, expiry] of spent) {
    if (expiry > challenge.now) break
    spent.delete(id)
  }
  if (spent.has(challenge.id)) return 'spent before'
  if (spent.size >= maximumSpent) return 'full'
  spent.set(challenge.id, challenge.expiry)
  return undefined
}

/** Whether an address may make another public call now: a token bucket. */
function mayCall(address) {
  const now = performance.now()
  const bucket = buckets.get(address) ?? { tokens: callsBurst, at: now }
  bucket.tokens = Math.min(callsBurst, bucket.tokens + ((now - bucket.at) / 1000) * callsPerSecond)
  bucket.at = now
  buckets.set(address, bucket)
  if (bucket.tokens < 1 || (failures.get(address) ?? 0) > freeFailures) return false
  bucket.tokens -= 1
  return true
}

function record(event) {
  fs.writeSync(audit, JSON.stringify({ time: new Date().toISOString(), ...event }) + '\n')
}

function answer(response, request, code, message, entities = []) {
  const chunks = [{ kind: 'status', payload: { code, message } }, ...entities.map((payload) => ({ kind: 'entity', payload }))]
  const body = Buffer.from(JSON.stringify(chunks))
  const headers = { 'content-type': 'application/json', 'content-length': body.length, 'x-request-id': request }
  if (code >= 300) headers['x-error-message'] = message
  response.writeHead(code, headers)
  response.end(body)
}

/** The token's lifetime in seconds: a Go duration of one unit is all that the measurement sends. */
function seconds(asked) {
  const match = /^(\d+)([smh])$/.exec(asked ?? '')
  const value = match ? Number(match[1]) * { s: 1, m: 60, h: 3600 }[match[2]] : 3600
  return value >= 60 && value <= 86400 ? value : 3600
}

function verify(response, request, address, body) {
  const refuse = (reason, code = 401) => {
    failures.set(address, (failures.get(address) ?? 0) + 1)
    record({ event: 'sign-in-failed', address, request, reason })
    answer(response, request, code, 'The sign-in failed. Ask for a new challenge and sign its nonce with a registered key.')
  }
  let asked
  try { asked = JSON.parse(body) } catch { return answer(response, request, 400, 'The body is not JSON.') }
  const challenge = openChallenge(asked.identity)
  if (!challenge) return refuse("the challenge isn't one of this engine, or is too old")
  const refused = spend(challenge)
  if (refused) return refuse(refused, refused === 'full' ? 503 : 401)
  const signature = Buffer.from(asked.signature ?? '', 'base64')
  const candidates = asked.key === undefined ? [...keys] : [[asked.key, keys.get(asked.key)]]
  for (const [fingerprint, key] of candidates) {
    if (!key || key.length < 256 || key.length !== signature.length) continue
    if (!crypto.verify('sha256', Buffer.from(challenge.nonce), key.key, signature)) continue
    const now = Math.floor(Date.now() / 1000)
    if (key.disabled || key.expiresAt <= now || (key.from.length > 0 && !key.from.includes(address))) return refuse('may not sign in')
    const expiresAt = Math.min(now + seconds(asked.lifetime), key.expiresAt)
    const claims = Buffer.from(JSON.stringify({
      sub: key.identity, exp: expiresAt, iat: now, jti: crypto.randomBytes(16).toString('base64url'), identity: key.identity,
      reg: key.registration, writable: true, permissions: key.permissions,
    })).toString('base64url')
    const input = `${header}.${claims}`
    const token = input + '.' + crypto.sign('sha256', Buffer.from(input), { key: tokenKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')
    record({ event: 'sign-in', address, fingerprint, identity: key.identity, request })
    return answer(response, request, 200, 'OK', [{ token, permissions: key.permissions, expires_at: expiresAt }])
  }
  refuse('no registered key has made the signature')
}

const server = http.createServer({ maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 30_000 }, (request, response) => {
  const id = crypto.randomBytes(8).toString('hex')
  const address = request.socket.remoteAddress
  const path = request.url.split('?')[0].replace(/\/?$/, '/')
  if (path === '/api/auth/challenge/' && request.method === 'GET') {
    if (!mayCall(address)) return answer(response, id, 429, 'Too many calls.')
    return answer(response, id, 200, 'OK', [issueChallenge()])
  }
  if (path === '/api/auth/verify/' && request.method === 'POST') {
    if (!mayCall(address)) return answer(response, id, 429, 'Too many calls.')
    const parts = []
    let length = 0
    request.on('data', (part) => {
      length += part.length
      if (length > maximumBody) { answer(response, id, 413, 'The body is too large.'); request.destroy() } else parts.push(part)
    })
    request.on('end', () => verify(response, id, address, Buffer.concat(parts).toString()))
    return
  }
  answer(response, id, 404, 'There is no such call.')
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
