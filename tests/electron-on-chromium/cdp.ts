import type { ChildProcess } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

/** Chrome DevTools Protocol messages are JSON of many shapes; each caller knows its own. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any

interface Underway {
  readonly method: string
  readonly resolve: (result: Json) => void
  readonly reject: (error: Error) => void
}

/**
 * The browser's own pipe (fd 3 and 4, messages end in NUL). Chromium quits when it closes, so it cannot outlive this
 * process, whatever ends it.
 */
export class Cdp {
  private readonly input: Writable
  private readonly underway = new Map<number, Underway>()
  private readonly listeners = new Map<string, (method: string, params: Json) => void>()
  private lastId = 0
  private isClosed = false

  constructor(chromium: ChildProcess) {
    this.input = chromium.stdio[3] as Writable
    const output = chromium.stdio[4] as Readable
    let rest = Buffer.alloc(0)
    output.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk])
      for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
        this.take(JSON.parse(rest.toString('utf8', 0, end)))
        rest = rest.subarray(end + 1)
      }
    })
    output.on('close', () => this.close())
    this.input.on('error', () => this.close())
  }

  /** Hears the events of one session; '' is the browser itself. */
  listen(sessionId: string, listener: (method: string, params: Json) => void): void {
    this.listeners.set(sessionId, listener)
  }

  forget(sessionId: string): void {
    this.listeners.delete(sessionId)
  }

  send(method: string, params: object = {}, sessionId = ''): Promise<Json> {
    if (this.isClosed) return Promise.reject(new Error(`${method}: Chromium is gone`))
    const id = ++this.lastId
    const { promise, resolve, reject } = Promise.withResolvers<Json>()
    this.underway.set(id, { method, resolve, reject })
    this.input.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`)
    return promise
  }

  private take(message: Json): void {
    if (message.id === undefined) return this.listeners.get(message.sessionId ?? '')?.(message.method, message.params)
    const underway = this.underway.get(message.id)
    this.underway.delete(message.id)
    if (message.error) underway?.reject(new Error(`${underway.method}: ${message.error.message}`))
    else underway?.resolve(message.result)
  }

  private close(): void {
    this.isClosed = true
    for (const { method, reject } of this.underway.values()) reject(new Error(`${method}: Chromium is gone`))
    this.underway.clear()
  }
}
