import type { ClientRequestArgs } from 'node:http'
import { isIP } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { EmitterImpl, TransportState, type Transport } from 'sip.js'
import { WebSocket } from 'ws'
import type { TlsTrust } from './tls-trust.ts'

export interface WsTransportOptions {
  readonly server: string
  readonly connectMs: number
  /** Asked at each connection that is made over TLS. */
  readonly trust: () => TlsTrust
  /** Takes every message that is more than a keep-alive. */
  readonly received: (data: Buffer) => void
  /** Sees every message last of all before it leaves, and may change it. */
  readonly conceal: (message: string) => string
}

/** What `ws` does by itself, with the check of the name, which its types take for another one. */
function connectSecurely({ host, port }: ClientRequestArgs, trust: TlsTrust): TLSSocket {
  // An environment variable must not be able to switch certificates off.
  return connect({
    host: host!,
    port: Number(port),
    servername: isIP(host!) === 0 ? host! : '',
    rejectUnauthorized: true,
    ...trust,
  })
}

/** More than this closes the socket, since it would have to be held; how much is looked at is said in gate.ts. */
const MOST_PAYLOAD = 32 * 1024 * 1024
/** A message may come in frames of a byte each; ws would close the socket for 16,384 of them. */
const MOST_FRAMES = 2 * 64 * 1024

/**
 * SIP over WebSocket (RFC 7118) on Node's TLS, as a sip.js transport.
 *
 *   Disconnected ──connect──▶ Connecting ──open──▶ Connected ──close, error, drop──▶ Disconnected
 *                                 └──error, timeout──▶ Disconnected
 */
export class WsTransport implements Transport {
  onConnect: (() => void) | undefined
  onDisconnect: ((error?: Error) => void) | undefined
  /** sip.js would set and call it; what comes goes through the gate instead (gate.ts). */
  onMessage: ((message: string) => void) | undefined
  readonly protocol: 'WS' | 'WSS'
  readonly #options: WsTransportOptions
  readonly #stateChange = new EmitterImpl<TransportState>()
  #state = TransportState.Disconnected
  #socket: WebSocket | null = null
  #disposed = false
  #answers = 0

  constructor(_logger: unknown, options: WsTransportOptions) {
    this.#options = options
    this.protocol = /^wss:/i.test(options.server) ? 'WSS' : 'WS'
  }

  get state(): TransportState {
    return this.#state
  }

  get stateChange(): EmitterImpl<TransportState> {
    return this.#stateChange
  }

  /** How many final responses have been sent. */
  get answers(): number {
    return this.#answers
  }

  isConnected(): boolean {
    return this.#state === TransportState.Connected
  }

  /** Rejects with Node's own error, `code` included. */
  connect(): Promise<void> {
    if (this.isConnected()) return Promise.resolve()
    // sip.js connects one tick after it is asked to, which may be after the line was given up.
    if (this.#disposed) return Promise.reject(new Error('the line was given up'))
    this.#socket?.terminate()
    const { server, connectMs, trust } = this.#options
    const socket = new WebSocket(server, 'sip', {
      handshakeTimeout: connectMs,
      maxPayload: MOST_PAYLOAD,
      maxFragments: MOST_FRAMES,
      perMessageDeflate: false,
      // A stranger's name in Latin-1 must not cost the socket (RFC 6455 8.1): the gate reads it.
      skipUTF8Validation: true,
      ...(this.protocol === 'WSS' && {
        createConnection: (place: ClientRequestArgs) => connectSecurely(place, trust()),
      }),
    })
    this.#socket = socket
    this.#become(TransportState.Connecting)
    return new Promise((resolve, reject) => {
      let failure = new Error('closed before it was open')
      // `close` always follows `error`.
      socket.on('error', (error) => (failure = error))
      socket.on('close', (code) => {
        const wasOpen = this.#socket === socket && this.isConnected()
        if (this.#socket === socket) this.#gone(wasOpen ? new Error(`closed with ${code}`) : undefined)
        if (!wasOpen) reject(failure)
      })
      socket.on('open', () => {
        if (this.#socket !== socket) return
        this.#become(TransportState.Connected)
        this.onConnect?.()
        resolve()
      })
      socket.on('message', (data) => {
        if (this.#socket === socket) this.#receive(data as Buffer)
      })
    })
  }

  disconnect(): Promise<void> {
    const socket = this.#socket
    if (!socket) return Promise.resolve()
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    this.#gone(undefined)
    // An orderly close, but nobody waits for a server that does not answer it.
    socket.close(1000)
    const impatience = setTimeout(() => socket.terminate(), 500)
    return closed.finally(() => clearTimeout(impatience))
  }

  dispose(): Promise<void> {
    this.#disposed = true
    return this.disconnect()
  }

  /** The socket is dead though it has not said so: half-open sockets never do. */
  drop(reason: string): void {
    const socket = this.#socket
    if (!socket) return
    this.#gone(new Error(reason))
    socket.terminate()
  }

  send(message: string): Promise<void> {
    const socket = this.#socket
    if (!socket || !this.isConnected()) return Promise.reject(new Error('not connected'))
    if (/^SIP\/2\.0 [2-6]/.test(message)) this.#answers++
    return new Promise((resolve, reject) => {
      socket.send(this.#options.conceal(message), (error) => (error ? reject(error) : resolve()))
    })
  }

  /** Sends what nobody waits for. */
  say(message: string): void {
    this.send(message).catch((error: Error) => this.drop(error.message))
  }

  #receive(data: Buffer): void {
    // RFC 5626 4.4.1, as servers send it over WebSocket too: a double CRLF asks for a single one.
    if (data.length === 4 && data.toString() === '\r\n\r\n') return this.say('\r\n')
    if (data.length > 4 || data.toString().trim() !== '') this.#options.received(data)
  }

  #gone(error: Error | undefined): void {
    const wasConnected = this.isConnected()
    this.#socket = null
    this.#become(TransportState.Disconnected)
    if (wasConnected) this.onDisconnect?.(error)
  }

  #become(state: TransportState): void {
    if (this.#state === state) return
    this.#state = state
    this.#stateChange.emit(state)
  }
}
