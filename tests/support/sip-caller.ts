/*
 * A caller written by hand: SIP over a WebSocket, digest and all, made from the RFCs and not from the code that
 * it tests. It says exactly what a test wants it to say, and keeps everything that it is told.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'

export interface Told {
  /** Status of a response, 0 for a request. */
  readonly status: number
  /** The method of a request, or of what a response answers. */
  readonly method: string
  readonly text: string
  readonly body: string
  readonly at: number
  header(name: string): string
}

interface Ask {
  readonly method: string
  readonly uri: string
  readonly body?: string
  readonly headers?: readonly string[]
  readonly toTag?: string | undefined
  readonly callId?: string
  readonly cseq?: number
  readonly branch?: string
  readonly fromTag?: string
}

export interface SipCaller {
  readonly told: Told[]
  /** Everything that was sent, as it left. */
  readonly said: string[]
  sendText(text: string): void
  ask(ask: Ask): void
  /** The next message (or one that already came and was not taken) that fits. */
  next(fits: (told: Told) => boolean, limitMs?: number): Promise<Told>
  /** The final response to a REGISTER; `password` as the rep typed it. */
  register(password: string, expires?: number): Promise<Told>
  /** An authenticated INVITE. Resolves when it has left; its responses come by `next`. */
  invite(number: string, sdp: string): Promise<Invited>
  close(): void
}

export interface Invited {
  readonly callId: string
  /** performance.now() of the authenticated INVITE. */
  readonly sentAt: number
  final(limitMs?: number): Promise<Told>
  ack(): void
  cancel(): void
  /** Asks in the dialog and resolves to the final response. */
  ask(method: string, body?: string, headers?: readonly string[]): Promise<Told>
}

const USER = 'rep'
const HOST = 'practice.afterbeep.invalid'
const md5 = (text: string) => createHash('md5').update(text).digest('hex')

export async function connectCaller(server: string, password: string): Promise<SipCaller> {
  const socket = new WebSocket(server, 'sip')
  const viaHost = `${randomUUID().slice(0, 8)}.invalid`
  const told: Told[] = []
  const untaken: Told[] = []
  const waiting: { fits: (told: Told) => boolean; take: (told: Told) => void }[] = []
  socket.on('message', (data: Buffer) => {
    const message = read(data.toString())
    if (!message) return
    told.push(message)
    if (message.status === 0 && message.method !== 'ACK') sendText(okTo(message))
    const waiter = waiting.find(({ fits }) => fits(message))
    if (!waiter) return void untaken.push(message)
    waiting.splice(waiting.indexOf(waiter), 1)
    waiter.take(message)
  })
  await once(socket, 'open')

  const said: string[] = []
  function sendText(text: string): void {
    said.push(text)
    socket.send(text)
  }

  function ask(what: Ask): void {
    const { method, uri, body = '', headers = [], toTag, cseq = 1 } = what
    const { callId = randomUUID(), branch = newBranch(), fromTag = 'caller' } = what
    const lines = [
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/WS ${viaHost};branch=${branch}`,
      'Max-Forwards: 70',
      `From: <sip:${USER}@${HOST}>;tag=${fromTag}`,
      `To: <${method === 'REGISTER' ? `sip:${USER}@${HOST}` : uri}>${toTag ? `;tag=${toTag}` : ''}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} ${method}`,
      `Contact: <sip:caller@${viaHost};transport=ws>`,
      ...headers,
      ...(body ? ['Content-Type: application/sdp'] : []),
      `Content-Length: ${Buffer.byteLength(body)}`,
    ]
    sendText(`${lines.join('\r\n')}\r\n\r\n${body}`)
  }

  function next(fits: (told: Told) => boolean, limitMs = 5_000): Promise<Told> {
    const early = untaken.find(fits)
    if (early) {
      untaken.splice(untaken.indexOf(early), 1)
      return Promise.resolve(early)
    }
    return new Promise((resolve, reject) => {
      const heard = () => told.map(({ status, method }) => `${status} ${method}`).join(', ')
      const timer = setTimeout(() => reject(new Error(`nothing came in ${limitMs} ms; heard: ${heard()}`)), limitMs)
      const take = (message: Told) => {
        clearTimeout(timer)
        resolve(message)
      }
      waiting.push({ fits, take })
    })
  }

  return {
    told,
    said,
    sendText,
    ask,
    next,
    async register(typed, expires = 300) {
      const callId = randomUUID()
      const uri = `sip:${HOST}`
      const mine = (message: Told) => message.status >= 200 && message.header('call-id') === callId
      ask({ method: 'REGISTER', uri, callId, headers: [`Expires: ${expires}`] })
      const challenged = await next(mine)
      const proof = prove(challenged.header('www-authenticate'), 'REGISTER', uri, typed)
      ask({ method: 'REGISTER', uri, callId, cseq: 2, headers: [`Expires: ${expires}`, `Authorization: ${proof}`] })
      return next(mine)
    },
    async invite(number, sdp) {
      const callId = randomUUID()
      const uri = `sip:${number}@${HOST}`
      const mine = (message: Told) => message.header('call-id') === callId
      ask({ method: 'INVITE', uri, callId, body: sdp })
      const challenged = await next((message) => mine(message) && message.status === 407)
      ask({ method: 'ACK', uri, callId, toTag: tagIn(challenged) })
      const proof = prove(challenged.header('proxy-authenticate'), 'INVITE', uri, password)
      const branch = newBranch()
      const sentAt = performance.now()
      let cseq = 2
      ask({ method: 'INVITE', uri, callId, cseq, branch, body: sdp, headers: [`Proxy-Authorization: ${proof}`] })
      let toTag: string | undefined
      let invited = cseq
      return {
        callId,
        sentAt,
        async final(limitMs) {
          const message = await next((each) => mine(each) && each.method === 'INVITE' && each.status >= 200, limitMs)
          toTag = tagIn(message)
          return message
        },
        ack: () => ask({ method: 'ACK', uri, callId, cseq: invited, toTag }),
        cancel: () => ask({ method: 'CANCEL', uri, callId, cseq: 2, branch }),
        ask(method, body, headers = []) {
          cseq++
          if (method === 'INVITE') invited = cseq
          ask({ method, uri, callId, cseq, toTag, headers, ...(body ? { body } : {}) })
          return next((each) => mine(each) && each.method === method && each.status >= 200)
        },
      }
    },
    close: () => socket.terminate(),
  }
}

const tagIn = (message: Told) => /;tag=(\S+)$/.exec(message.header('to'))![1]!

function newBranch(): string {
  return `z9hG4bK${randomBytes(6).toString('hex')}`
}

function prove(challenge: string, method: string, uri: string, password: string): string {
  const field = (name: string) => new RegExp(`${name}="?([^",]+)"?`).exec(challenge)![1]!
  const [realm, nonce, cnonce, nc] = [field('realm'), field('nonce'), randomBytes(4).toString('hex'), '00000001']
  const a1 = md5(`${USER}:${realm}:${password}`)
  const response = md5(`${a1}:${nonce}:${nc}:${cnonce}:auth:${md5(`${method}:${uri}`)}`)
  return (
    `Digest username="${USER}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", ` +
    `algorithm=MD5, qop=auth, nc=${nc}, cnonce="${cnonce}"`
  )
}

function read(text: string): Told | null {
  const end = text.indexOf('\r\n\r\n')
  const [start = '', ...lines] = text.slice(0, end).split('\r\n')
  if (!start) return null
  const status = Number(/^SIP\/2\.0 (\d+)/.exec(start)?.[1] ?? 0)
  const header = (name: string) => {
    const line = lines.find((each) => each.toLowerCase().startsWith(`${name}:`))
    return line?.slice(name.length + 1).trim() ?? ''
  }
  const method = status ? header('cseq').split(' ')[1]! : start.split(' ')[0]!
  return { status, method, text, body: text.slice(end + 4), at: performance.now(), header }
}

function okTo(request: Told): string {
  const copied = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].map(
    (name) => `${name}: ${request.header(name.toLowerCase())}`,
  )
  return `SIP/2.0 200 OK\r\n${copied.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`
}
