/** The practice line as a server: SIP over WebSocket (RFC 7118) on loopback, behind an address nobody can guess. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { WebSocketServer } from 'ws'
import type { Sounds } from './behaviour.ts'
import type { Account } from './digest.ts'
import { encodeMuLaw } from '../../shared/audio/g711.ts'
import { callTheRep } from './call-the-rep.ts'
import { prospectAt } from './prospects.ts'
import { newSipServer, takeMessage } from './sip-server.ts'
import { whenHeardIsKept } from './heard-files.ts'
import { warmUp } from './warm-up.ts'
import { readWav, sixteenBit } from '../../shared/audio/wav-format.ts'

const MOST_BYTES = 64 * 1_024
const STOP_MS = 1_000

export interface PracticeServerOptions {
  /** Where the prospects' WAV files are. */
  readonly soundsDir: string
  /** Where `<Call-ID>.wav` and `.json` of each call go. Made when first needed. */
  readonly heardDir: string
  readonly account: Account
  /** The files of a call have been written. */
  readonly onHeard?: () => void
  /** The rep's own mobile is called, and displays this. */
  readonly onDisplayed?: (callId: string, display: string) => void
  /** For tests: each overrides what the prospects do. */
  readonly ringMs?: number
  readonly ringOutMs?: number
  readonly limitMs?: number
  readonly nobodyMs?: number
}

export interface PracticeServer {
  /** ws://127.0.0.1:PORT/SECRET */
  readonly server: string
  /** Whoever has this number calls the rep. False: they never call, or the rep's phone is not registered. */
  callTheRep(number: string): Promise<boolean>
  /** Ends all calls and closes all connections. */
  close(): Promise<void>
}

/** Opens the practice line on a free port. Throws when its sounds cannot be read or no port be had. */
export async function openPracticeServer(options: PracticeServerOptions): Promise<PracticeServer> {
  const sounds = await readSounds(options.soundsDir)
  await warmUp()
  const path = `/${randomBytes(24).toString('base64url')}`
  const sockets = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    maxPayload: MOST_BYTES,
    perMessageDeflate: false,
    verifyClient: ({ req }: { req: IncomingMessage }) => isWelcome(req, path),
    handleProtocols: () => 'sip',
  })
  await once(sockets, 'listening')
  const { port } = sockets.address() as AddressInfo
  const { ringMs, ringOutMs, limitMs, nobodyMs = 30_000 } = options
  const sip = newSipServer(options.account, {
    sounds,
    heardDir: options.heardDir,
    onHeard: options.onHeard ?? (() => {}),
    onDisplayed: options.onDisplayed ?? (() => {}),
    contact: `sip:practice@127.0.0.1:${port};transport=ws`,
    nobodyMs,
    limitMs: { voicemail: limitMs ?? 90_000, talks: limitMs ?? 10 * 60_000 },
    ringMs,
    ringOutMs,
  })

  sockets.on('connection', (socket) => {
    // A connection that breaks ends no call: the caller comes back and goes on (RFC 5626).
    socket.on('error', () => socket.terminate())
    const flow = {
      send(message: string) {
        if (socket.readyState === socket.OPEN) socket.send(message)
      },
    }
    socket.on('message', (data: Buffer) => takeMessage(sip, flow, data.toString('utf8')))
  })

  return {
    server: `ws://127.0.0.1:${port}${path}`,
    async callTheRep(number) {
      const prospect = prospectAt(number)
      return prospect ? callTheRep(sip, prospect) : false
    },
    async close() {
      await Promise.allSettled([...sip.calls].map((call) => call.hangUp('quit')))
      for (const socket of sockets.clients) {
        socket.close(1001)
        // Who does not close in time is not waited for.
        setTimeout(() => socket.terminate(), STOP_MS).unref()
      }
      await new Promise((resolve) => sockets.close(resolve))
      await whenHeardIsKept(options.heardDir)
    },
  }
}

/** Pages always send an Origin, and none has any business here; the path keeps other programs out. */
function isWelcome(request: IncomingMessage, path: string): boolean {
  const protocols = request.headers['sec-websocket-protocol'] ?? ''
  return request.headers.origin === undefined && request.url === path && /\bsip\b/.test(protocols)
}

async function readSounds(dir: string): Promise<Sounds> {
  const files = (await readdir(dir)).filter((file) => file.endsWith('.wav'))
  const read = files.map(async (file): Promise<[string, Uint8Array]> => {
    const { samples, sampleRate } = readWav(await readFile(join(dir, file)))
    if (sampleRate !== 8_000) throw new Error(`${file} is not 8 kHz`)
    return [file, encodeMuLaw(sixteenBit(samples))]
  })
  return new Map(await Promise.all(read))
}
