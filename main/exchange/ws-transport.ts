import { EmitterImpl, TransportState, type Transport } from 'sip.js'
import { WebSocket } from 'ws'
import { answerToFailed, brokenRequest } from './broken-request.ts'
import { whyTooMuch } from './sip-text.ts'
import { trustedAuthorities } from './trusted-authorities.ts'

export interface WsTransportOptions {
  readonly server: string
  readonly connectMs: number
  /** PEM certificates trusted instead of the public authorities and the system's: for tests. */
  readonly authorities: readonly string[] | undefined
  /** Sees every message before sip.js does, and may change it. */
  readonly screen: (message: string) => string
  /** Sees every message last of all before it leaves, and may change it. */
  readonly conceal: (message: string) => string
  /** Told of everything that was thrown away, without its contents. */
  readonly dropped: (reason: string) => void
}

/** More than this closes the socket; between 64 KiB and this a message is dropped and the socket kept. */
const MOST_PAYLOAD = 1024 * 1024

/**
 * SIP over WebSocket (RFC 7118) on Node's TLS, as a sip.js transport.
 *
 *   Disconnected ──connect──▶ Connecting ──open──▶ Connected ──close, error, drop──▶ Disconnected
 *                                 └──error, timeout──▶ Disconnected
 */
export class WsTransport implements Transport {
  onConnect: (() => void) | undefined
  onDisconnect: ((error?: Error) => void) | undefined
  onMessage: ((message: string) => void) | undefined
  readonly protocol: 'WS' | 'WSS'
  readonly #options: WsTransportOptions
  readonly #stateChange = new EmitterImpl<TransportState>()
  #state = TransportState.Disconnected
  #socket: WebSocket | null = null
  #disposed = false
  /** How many final responses have been sent. */
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

  isConnected(): boolean {
    return this.#state === TransportState.Connected
  }

  /** Rejects with Node's own error, `code` included. */
  connect(): Promise<void> {
    if (this.isConnected()) return Promise.resolve()
    // sip.js connects one tick after it is asked to, which may be after the line was given up.
    if (this.#disposed) return Promise.reject(new Error('the line was given up'))
    this.#socket?.terminate()
    const { server, connectMs, authorities } = this.#options
    const isSecure = this.protocol === 'WSS'
    const socket = new WebSocket(server, 'sip', {
      handshakeTimeout: connectMs,
      maxPayload: MOST_PAYLOAD,
      perMessageDeflate: false,
      // An environment variable must not be able to switch certificates off.
      rejectUnauthorized: true,
      ...(authorities ? { ca: [...authorities] } : isSecure && { secureContext: trustedAuthorities() }),
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
        if (this.#socket === socket) this.#receive(data.toString())
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

  #receive(message: string): void {
    // RFC 5626 4.4.1, as servers send it over WebSocket too: a double CRLF asks for a single one.
    if (message === '\r\n\r\n') return void this.send('\r\n').catch((error: Error) => this.drop(error.message))
    if (message.trim() === '') return
    const tooMuch = whyTooMuch(message)
    if (tooMuch !== null) return this.#options.dropped(tooMuch)
    const before = this.#answers
    try {
      const screened = this.#options.screen(message)
      const broken = brokenRequest(screened)
      if (broken) this.#refuse(broken.why, broken.answer)
      else this.onMessage?.(screened)
    } catch (error) {
      // sip.js throws on some malformed messages, e.g. a response whose CSeq has no method. A stranger's bytes must
      // not end the calls on this socket; what the app is told is told outside of this stack (tell in exchange.ts).
      const why = error instanceof Error ? error.message : 'unknown'
      this.#refuse(why, this.#answers > before ? null : answerToFailed(message))
    }
  }

  #refuse(why: string, answer: string | null): void {
    this.#options.dropped(why)
    if (answer !== null) this.send(answer).catch((error: Error) => this.drop(error.message))
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
