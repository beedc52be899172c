import { createHash, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { sessionDescription } from './media.ts'
import { digestParameter, parseSip, writeSip, type SipMessage } from './sip-message.ts'

export interface FarEndOptions {
  /** Registrations and calls are challenged when there is one. */
  readonly password?: string
  readonly realm?: string
  /** One challenge each, in this order; default MD5. */
  readonly algorithms?: readonly ('MD5' | 'SHA-256' | 'SHA-512-256')[]
  /** What a REGISTER is granted; default 300 s. */
  readonly expiresS?: number
  /** The same port again: a server that comes back. */
  readonly port?: number
  readonly tls?: { readonly key: string; readonly cert: string }
  /** What is done with a request instead of the usual; answer true to have done it. */
  readonly instead?: (request: SipMessage, farEnd: FarEnd) => boolean
}

interface Reply {
  readonly headers?: readonly (readonly [string, string])[]
  readonly body?: string
  /** The To tag; default one for all answers of this far end. */
  readonly tag?: string
}

/**
 * A SIP server over WebSocket, written by hand, that does what it is told: for what no real server will do. By itself
 * it registers (with digest where there is a password), answers OPTIONS, BYE and CANCEL, and leaves INVITE to the test.
 */
export interface FarEnd {
  /** ws://127.0.0.1:port, or wss://localhost:port */
  readonly server: string
  readonly port: number
  /** Everything that came in, in order. */
  readonly received: readonly SipMessage[]
  /** The first message of this method (or the answer with this status) that was not asked for yet, or the next one. */
  heard(what: string | number): Promise<SipMessage>
  respond(request: SipMessage, status: number, reason: string, reply?: Reply): void
  /** 200 with an answer. */
  answer(invite: SipMessage, reply?: Reply): void
  /** A request within the dialog of this call, from the far end. */
  ask(invite: SipMessage, method: string, cseq: number, reply?: Reply): void
  /** What became of a REFER: a NOTIFY with this status line, the last word unless it says otherwise (RFC 3515 2.4.5). */
  notify(invite: SipMessage, cseq: number, statusLine: string, subscription?: string): void
  /** Anything at all, as it is. */
  say(text: string): void
  /** The same, in a binary frame. */
  sayBytes(bytes: Buffer): void
  /** The same, in so many frames of one message (RFC 6455 5.4). */
  sayInFrames(bytes: Buffer, frames: number): void
  /** The same, in a text frame that is no UTF-8. */
  sayLatin1(text: string): void
  /** What this says goes out as `change` makes it. */
  sayChanged(change: (text: string) => string, say: () => void): void
  /** Everything said so far has been taken in, and what was sent at once for it has come: a keep-alive went round. */
  caughtUp(): Promise<void>
  /** What came so far counts as never having come: for whoever sends very much. */
  forget(): void
  /** How often somebody connected. */
  connections(): number
  /** How many sockets are open. */
  sockets(): number
  /** Resolves at the next connection, or at once for one that has not been asked for yet. */
  connected(): Promise<void>
  /** The sockets are torn off; the server goes on. */
  dropSockets(): void
  /** From here on nothing is read or said, and the sockets stay open. */
  fallSilent(): void
  close(): Promise<void>
}

const TAG = 'farend'
/** What `parseSip` makes of the single CRLF that answers a double one: a request without a name. */
const KEEP_ALIVE = ''

export async function openFarEnd(options: FarEndOptions = {}): Promise<FarEnd> {
  const { password, realm = 'far.test', algorithms = ['MD5'], expiresS = 300, tls } = options
  const http: Server = tls ? createTlsServer(tls) : createServer()
  await new Promise<void>((resolve) => http.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const server = new WebSocketServer({ server: http, handleProtocols: (wanted) => (wanted.has('sip') ? 'sip' : false) })
  const received: SipMessage[] = []
  const unasked: SipMessage[] = []
  const waiting: { what: string | number; resolve: (message: SipMessage) => void }[] = []
  const nonce = randomBytes(8).toString('hex')
  let socket: WebSocket | null = null
  let silent = false
  let changed = (text: string) => text
  let arrivals = 0
  let connections = 0
  let onArrival: (() => void) | null = null

  server.on('connection', (opened) => {
    socket = opened
    arrivals++
    connections++
    onArrival?.()
    opened.on('error', () => opened.terminate())
    opened.on('message', (data) => {
      if (!silent) receive(data.toString())
    })
  })

  function receive(text: string): void {
    const message = parseSip(text)
    received.push(message)
    const index = waiting.findIndex(({ what }) => is(message, what))
    if (index === -1) unasked.push(message)
    else waiting.splice(index, 1)[0]!.resolve(message)
    if (message.method !== null && !options.instead?.(message, farEnd)) react(message)
  }

  function react(request: SipMessage): void {
    if (request.method === 'REGISTER' && isLetIn(request, 401)) {
      const contact = `${request.header('contact')?.split(';expires')[0]};expires=${expiresS}`
      farEnd.respond(request, 200, 'OK', { headers: [['Contact', contact]] })
    }
    if (request.method === 'INVITE') isLetIn(request, 407)
    if (request.method === 'OPTIONS' || request.method === 'BYE') farEnd.respond(request, 200, 'OK')
    if (request.method === 'CANCEL') {
      farEnd.respond(request, 200, 'OK')
      const branch = branchOf(request)
      const invite = received.findLast((message) => message.method === 'INVITE' && branchOf(message) === branch)
      if (invite) farEnd.respond(invite, 487, 'Request Terminated')
    }
  }

  /** Challenges what has no credentials, and refuses wrong ones with a new challenge as servers do. */
  function isLetIn(request: SipMessage, status: 401 | 407): boolean {
    if (password === undefined || (request.method === 'INVITE' && request.header('to')?.includes(';tag='))) return true
    const credentials = request.header(status === 401 ? 'authorization' : 'proxy-authorization')
    if (credentials && proves(credentials, request.method!, password)) return true
    const name = status === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate'
    const challenges = algorithms.map(
      (algorithm) => [name, `Digest realm="${realm}", nonce="${nonce}", algorithm=${algorithm}, qop="auth"`] as const,
    )
    farEnd.respond(request, status, status === 401 ? 'Unauthorized' : 'Proxy Authentication Required', {
      headers: challenges,
    })
    return false
  }

  const farEnd: FarEnd = {
    server: tls ? `wss://localhost:${port}` : `ws://127.0.0.1:${port}`,
    port,
    received,
    heard(what) {
      const index = unasked.findIndex((message) => is(message, what))
      if (index !== -1) return Promise.resolve(unasked.splice(index, 1)[0]!)
      const { promise, resolve } = Promise.withResolvers<SipMessage>()
      waiting.push({ what, resolve })
      return promise
    },
    respond(request, status, reason, { headers = [], body = '', tag = TAG } = {}) {
      const to = request.header('to') ?? ''
      farEnd.say(
        writeSip(
          `SIP/2.0 ${status} ${reason}`,
          [
            ...request.headers('via').map((via) => ['Via', via] as const),
            ['From', request.header('from') ?? ''],
            ['To', to.includes(';tag=') || status === 100 ? to : `${to};tag=${tag}`],
            ['Call-ID', request.header('call-id') ?? ''],
            ['CSeq', request.header('cseq') ?? ''],
            ...headers,
            ...(body ? [['Content-Type', 'application/sdp'] as const] : []),
          ],
          body,
        ),
      )
    },
    answer(invite, { headers = [], body = sessionDescription('them', 1), ...reply } = {}) {
      farEnd.respond(invite, 200, 'OK', { headers: [['Contact', '<sip:them@far.test>'], ...headers], body, ...reply })
    },
    ask(invite, method, cseq, { headers = [], body = '', tag = TAG } = {}) {
      const target = /<([^>]*)>/.exec(invite.header('contact') ?? '')?.[1]
      farEnd.say(
        writeSip(
          `${method} ${target} SIP/2.0`,
          [
            ['Via', `SIP/2.0/WS far.test;branch=z9hG4bK${randomBytes(6).toString('hex')}`],
            ['Max-Forwards', '70'],
            ['From', `${invite.header('to')?.split(';tag=')[0]};tag=${tag}`],
            ['To', invite.header('from') ?? ''],
            ['Call-ID', invite.header('call-id') ?? ''],
            ['CSeq', `${cseq} ${method}`],
            ['Contact', '<sip:them@far.test>'],
            ...headers,
            ...(body && method !== 'NOTIFY' ? [['Content-Type', 'application/sdp'] as const] : []),
          ],
          body,
        ),
      )
    },
    notify(invite, cseq, statusLine, subscription = 'terminated;reason=noresource') {
      farEnd.ask(invite, 'NOTIFY', cseq, {
        headers: [
          ['Event', 'refer'],
          ['Subscription-State', subscription],
          ['Content-Type', 'message/sipfrag;version=2.0'],
        ],
        body: `${statusLine}\r\n`,
      })
    },
    say(text) {
      if (!silent) socket?.send(changed(text))
    },
    sayChanged(change, say) {
      changed = change
      say()
      changed = (text) => text
    },
    sayBytes(bytes) {
      if (!silent) socket?.send(bytes, { binary: true })
    },
    sayInFrames(bytes, frames) {
      if (silent) return
      const size = Math.max(1, Math.ceil(bytes.length / frames))
      for (let at = 0; at < Math.max(1, bytes.length); at += size)
        socket?.send(bytes.subarray(at, at + size), { binary: true, fin: at + size >= bytes.length })
    },
    sayLatin1(text) {
      if (!silent) socket?.send(Buffer.from(text, 'latin1'), { binary: false })
    },
    async caughtUp() {
      farEnd.say('\r\n\r\n')
      await farEnd.heard(KEEP_ALIVE)
    },
    forget() {
      received.length = unasked.length = 0
      // Who waited for a keep-alive that a lost socket took along would take the next one's.
      for (let at = waiting.length - 1; at >= 0; at--) if (waiting[at]!.what === KEEP_ALIVE) waiting.splice(at, 1)
    },
    connections: () => connections,
    sockets: () => server.clients.size,
    async connected() {
      if (arrivals === 0) await new Promise<void>((resolve) => (onArrival = resolve))
      arrivals--
    },
    dropSockets() {
      for (const client of server.clients) client.terminate()
    },
    fallSilent() {
      silent = true
    },
    async close() {
      for (const client of server.clients) client.terminate()
      server.close()
      await new Promise((resolve) => http.close(resolve))
    },
  }
  return farEnd
}

function is(message: SipMessage, what: string | number): boolean {
  return typeof what === 'string' ? message.method === what : message.status === what
}

function branchOf(message: SipMessage): string | undefined {
  return /branch=([^;,\s]+)/.exec(message.header('via') ?? '')?.[1]
}

/** RFC 7616 3.4.1, reckoned apart from the code under test. */
function proves(credentials: string, method: string, password: string): boolean {
  const part = (name: string) => digestParameter(credentials, name) ?? ''
  const hashes: Record<string, string> = { MD5: 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' }
  const hash = (text: string) =>
    createHash(hashes[part('algorithm')] ?? 'md5')
      .update(text)
      .digest('hex')
  const ha1 = hash(`${part('username')}:${part('realm')}:${password}`)
  const ha2 = hash(`${method}:${part('uri')}`)
  return part('response') === hash([ha1, part('nonce'), part('nc'), part('cnonce'), part('qop'), ha2].join(':'))
}
