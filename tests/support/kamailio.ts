import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { parseSip, type SipMessage } from './sip-message.ts'

/**
 * A real Kamailio (5.6 or later, with its WebSocket modules) as registrar and proxy of `pbx.test`, on free ports.
 * Users: web1/webpass1, web2/webpass2, 5551000/barepass, 5552000/barepass.
 */
export interface Kamailio {
  /** ws://address:port */
  readonly wsServer: string
  /** SIP over UDP and over TCP. */
  readonly sipPort: number
  /** Everything it has logged so far, over restarts too: one REQ or RPL line for each message. */
  log(): string
  /** Every message so far as it came in or went out, byte for byte and in order. */
  messages(): PassedMessage[]
  /** An orderly end (SIGTERM). */
  stop(): Promise<void>
  /** As when the machine loses power (SIGKILL). */
  kill(): Promise<void>
  /** It says nothing any more, and its sockets stay open (SIGSTOP), until it is thawed. */
  freeze(): void
  thaw(): void
  /** Starts again on the same ports; ends the running one first (SIGTERM). Registrations are lost. */
  restart(): Promise<void>
}

export interface PassedMessage {
  readonly direction: 'in' | 'out'
  /** When it came in or went out, epoch milliseconds. */
  readonly at: number
  /** Of the connection that it came in or went out by. */
  readonly protocol: string
  readonly message: SipMessage
}

export interface KamailioOptions {
  /** Where its configuration and run-time files go; made when missing. */
  readonly dir: string
  /** The address it listens on; default 127.0.0.1. */
  readonly address?: string
  /** user → SIP URI it is called at while it is not registered. */
  readonly peers?: Readonly<Record<string, string>>
}

const BINARY = '/usr/sbin/kamailio'

/** Is Kamailio on this machine? Tests that need it are skipped by name where it is not. */
export const kamailioIsInstalled = existsSync(BINARY)

export async function startKamailio({ dir, address = '127.0.0.1', peers = {} }: KamailioOptions): Promise<Kamailio> {
  mkdirSync(dir, { recursive: true })
  const sipPort = await freePort(address)
  const wsPort = await freePort(address)
  const config = join(dir, 'kamailio.cfg')
  const fallback = Object.entries(peers).map(([user, uri]) => `$sht(peer=>${user}) = "${uri}";`)
  const template = readFileSync(new URL('./kamailio.cfg', import.meta.url), 'utf8')
  writeFileSync(
    config,
    template
      .replaceAll('@FALLBACK_PEERS@', fallback.join('\n    '))
      .replaceAll('@DUMP_FOLDER@', dir)
      .replaceAll('@ADDRESS@', address)
      .replaceAll('@SIP_PORT@', String(sipPort))
      .replaceAll('@WS_PORT@', String(wsPort)),
  )

  let log = ''
  let running: ChildProcess | null = null
  let ended: Promise<void> = Promise.resolve()

  async function start(): Promise<void> {
    // -DD: the first process stays ours. Its children are in its process group, and `detached` makes that group
    // a new one, so that all of them can be ended by one id.
    const child = spawn(BINARY, ['-DD', '-E', '-f', config, '-Y', dir, '-P', join(dir, 'kamailio.pid'), '-m', '32'], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running = child
    ended = new Promise((resolve) => child.once('exit', () => resolve()))
    child.stdout.on('data', (bytes: Buffer) => (log += bytes.toString()))
    child.stderr.on('data', (bytes: Buffer) => (log += bytes.toString()))
    child.once('error', (error) => (log += `\n${error.message}\n`))
    const giveUpAt = performance.now() + 10_000
    while (!(await accepts(address, wsPort))) {
      if (child.exitCode !== null || performance.now() > giveUpAt) {
        signalGroup(child, 'SIGKILL')
        throw new Error(`Kamailio did not start:\n${log.slice(-4000)}`)
      }
    }
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = running
    running = null
    if (!child) return
    signalGroup(child, signal)
    // Frozen processes take no other signal but SIGKILL.
    signalGroup(child, 'SIGCONT')
    await ended
    // Its children may outlive it for a moment and hold the ports.
    signalGroup(child, 'SIGKILL')
  }

  // A test runner that dies must not leave a server behind.
  const endAtExit = () => {
    if (running) signalGroup(running, 'SIGKILL')
  }
  process.once('exit', endAtExit)

  await start()
  return {
    wsServer: `ws://${address}:${wsPort}`,
    sipPort,
    log: () => log,
    messages: () => globSync(join(dir, 'kamailio-sipdump-*.data')).toSorted().flatMap(passedMessages),
    stop: async () => {
      await end('SIGTERM')
      process.off('exit', endAtExit)
    },
    kill: () => end('SIGKILL'),
    freeze: () => void (running && signalGroup(running, 'SIGSTOP')),
    thaw: () => void (running && signalGroup(running, 'SIGCONT')),
    restart: async () => {
      await end('SIGTERM')
      await start()
    },
  }
}

/** What Kamailio's sipdump module writes: fields, a line of tildes, the message, a line of bars. */
function passedMessages(file: string): PassedMessage[] {
  const dump = readFileSync(file, 'utf8')
  return [
    ...dump.matchAll(
      /^={20}\ntag: (rcv|snd)\n[^~]*?^time: ([\d.]+)\n[^~]*?^proto: (\w+)[^~]*^~{20}\n(.*?)\n\|{20}$/gms,
    ),
  ]
    .map(([, tag, seconds, protocol = '', raw = '']) => {
      const direction = tag === 'rcv' ? ('in' as const) : ('out' as const)
      return { direction, at: Number(seconds) * 1000, protocol, message: parseSip(raw) }
    })
    .filter(({ message }) => message.header('call-id') !== undefined)
}

function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    // ESRCH: the group has gone already, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** A port nobody listens on now. Somebody else could take it in between; Kamailio then refuses to start, aloud. */
async function freePort(address: string): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, address, resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Answers after at most 50 ms when nobody listens, so that it can be asked in a loop. */
function accepts(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => setTimeout(() => resolve(false), 20))
  })
}
