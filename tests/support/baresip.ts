import { spawn } from 'node:child_process'
import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'

/** An event of baresip's control socket, e.g. CALL_INCOMING, CALL_ESTABLISHED, CALL_CLOSED, REGISTER_OK. */
interface BaresipEvent {
  readonly type: string
  readonly at: number
  /** The far party, as a SIP URI. */
  readonly peer?: string
  /** For CALL_CLOSED the reason, for CALL_DTMF_START the digit. */
  readonly param?: string
}

export interface Baresip {
  readonly events: readonly BaresipEvent[]
  /** The first event of this type at or after `since` (epoch ms, default: from the beginning), past or to come. */
  event(type: string, options?: { since?: number; withinMs?: number }): Promise<BaresipEvent>
  dial(uri: string): Promise<void>
  hangUp(): Promise<void>
  /** It puts whoever it talks to on hold: an offer of its own. */
  hold(): Promise<void>
  /** WAV files of what it decoded from its far ends, oldest first. Complete once CALL_CLOSED has been told. */
  recordings(): string[]
  /** Its SIP trace and everything else it printed. */
  log(): string
  stop(): Promise<void>
}

export interface BaresipOptions {
  /** Where its configuration and recordings go; made when missing. */
  readonly dir: string
  /** User of `pbx.test`, whose password is `barepass`, e.g. 5551000. */
  readonly account: string
  /** The registrar's SIP address over UDP, `host:port`. */
  readonly sipServer: string
  /** What it plays to whoever calls: 48 kHz, mono, 16 bit, and long, since it hangs up at the end of the file. */
  readonly greeting: string
  /** Where SIP and the control socket listen; media goes over the machine's other addresses. Default 127.0.0.1. */
  readonly address?: string
  /** Ports: SIP on `sip` (and, for TLS, sip + 1), control on `control`, media from `media` to media + 98. */
  readonly ports?: { readonly sip: number; readonly control: number; readonly media: number }
  /** Default auto. With manual it rings until somebody hangs up. */
  readonly answers?: 'auto' | 'manual'
}

const BINARY = '/usr/bin/baresip'
/** Relative to the working directory: sndfile cuts names off at 128 characters. */
const HEARD_IN = 'heard'

/**
 * A real baresip 1.0, a SIP client from Debian: registers, answers with PCMU over ICE and DTLS-SRTP as WebRTC wants it,
 * plays a greeting and records what it hears. ICE skips loopback, so the machine needs another address
 * (in the lab: the namespace's). Resolves once it is registered.
 */
export async function startBaresip(options: BaresipOptions): Promise<Baresip> {
  const { dir, address = '127.0.0.1', ports = { sip: 5071, control: 4441, media: 20_100 } } = options
  mkdirSync(join(dir, HEARD_IN), { recursive: true })
  writeFileSync(join(dir, 'config'), configuration(options, address, ports))
  writeFileSync(join(dir, 'accounts'), account(options))
  writeFileSync(join(dir, 'contacts'), '')

  let log = ''
  // -s traces SIP. Without stdin it must not load its stdio module, which the configuration leaves out.
  const child = spawn(BINARY, ['-4', '-s', '-f', dir], { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.on('data', (bytes: Buffer) => (log += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (log += bytes.toString()))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)

  const stop = async () => {
    socket?.destroy()
    // Twice the same signal makes baresip skip its goodbyes; after two seconds they do not matter.
    child.kill('SIGTERM')
    const impatience = setTimeout(() => child.kill('SIGKILL'), 2000)
    await ended
    clearTimeout(impatience)
    process.off('exit', killAtExit)
  }

  let socket: Socket | null = null
  try {
    socket = await connectWithin(10_000, address, ports.control, () => child.exitCode !== null)
  } catch {
    await stop()
    throw new Error(`baresip did not start:\n${readable(log).slice(-4000)}`)
  }
  const control = openControl(socket)

  const baresip: Baresip = {
    events: control.events,
    event: (type, { since = 0, withinMs = 15_000 } = {}) =>
      control.waitFor(
        (event) => event.type === type && event.at >= since,
        withinMs,
        () => {
          const seen = control.events.map((event) => event.type).join(' ')
          return `baresip told no ${type} within ${withinMs} ms, but: ${seen}\n${readable(log).slice(-6000)}`
        },
      ),
    dial: async (uri) => void (await control.command('dial', uri)),
    hangUp: async () => void (await control.command('hangup')),
    hold: async () => void (await control.command('hold')),
    recordings: () => globSync(join(dir, HEARD_IN, '*-dec.wav')).toSorted(),
    log: () => readable(log),
    stop,
  }
  try {
    // It may have registered before its control socket was open, and events are not told twice.
    if (!(await control.command('reginfo')).includes('OK ')) await baresip.event('REGISTER_OK')
  } catch {
    await stop()
    throw new Error(`baresip did not register:\n${readable(log).slice(-4000)}`)
  }
  return baresip
}

/** Without colours and without the bit rates that it writes over each other ten times a second. */
function readable(log: string): string {
  // oxlint-disable-next-line no-control-regex -- The escape character is what is looked for.
  return log.replace(/\u001B\[[\d;]*m|\r? *\[[\d:]+\] audio=\S+ \(bit\/s\)[ \r]*/g, '')
}

interface Control {
  readonly events: BaresipEvent[]
  command(name: string, params?: string): Promise<string>
  waitFor(wanted: (event: BaresipEvent) => boolean, withinMs: number, complaint: () => string): Promise<BaresipEvent>
}

/** baresip's ctrl_tcp module: JSON in netstrings (`12:{"event":…},`), answers told apart from events by their token. */
function openControl(socket: Socket): Control {
  const events: BaresipEvent[] = []
  const listeners = new Set<() => void>()
  const answers = new Map<string, (answer: { ok: boolean; data: string }) => void>()
  let unread = Buffer.alloc(0)
  let commands = 0

  socket.on('error', () => socket.destroy())
  socket.on('data', (bytes) => {
    unread = Buffer.concat([unread, bytes])
    for (;;) {
      const colon = unread.indexOf(':')
      const length = Number(unread.subarray(0, colon))
      if (colon < 0 || unread.length < colon + 1 + length + 1) return
      const message: unknown = JSON.parse(unread.subarray(colon + 1, colon + 1 + length).toString())
      unread = unread.subarray(colon + 1 + length + 1)
      read(message as Record<string, string | boolean | undefined>)
    }
  })

  function read(message: Record<string, string | boolean | undefined>): void {
    if (message['response'] === true) {
      answers.get(String(message['token']))?.({ ok: message['ok'] === true, data: String(message['data'] ?? '') })
      answers.delete(String(message['token']))
      return
    }
    const { peeruri: peer, param } = message
    events.push({
      type: String(message['type']),
      at: Date.now(),
      ...(typeof peer === 'string' && { peer }),
      ...(typeof param === 'string' && { param }),
    })
    for (const listener of listeners) listener()
  }

  return {
    events,
    command: (name, params) =>
      new Promise((resolve, reject) => {
        const token = String(++commands)
        answers.set(token, ({ ok, data }) =>
          ok ? resolve(data) : reject(new Error(`baresip refused ${name}: ${data}`)),
        )
        const json = JSON.stringify({ command: name, params, token })
        socket.write(`${Buffer.byteLength(json)}:${json},`)
      }),
    waitFor: (wanted, withinMs, complaint) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = events.find(wanted)
          if (!found) return
          settle()
          resolve(found)
        }
        const timer = setTimeout(() => {
          settle()
          reject(new Error(complaint()))
        }, withinMs)
        const settle = () => {
          clearTimeout(timer)
          listeners.delete(look)
        }
        listeners.add(look)
        look()
      }),
  }
}

/** Tries until the port answers; gives up when time is over or `isHopeless`. */
async function connectWithin(ms: number, host: string, port: number, isHopeless: () => boolean): Promise<Socket> {
  const giveUpAt = performance.now() + ms
  for (;;) {
    const socket = connect({ host, port })
    const connected = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('error', () => setTimeout(resolve, 25, false))
    })
    if (connected) return socket
    if (isHopeless() || performance.now() > giveUpAt) throw new Error(`nobody listens on ${host}:${port}`)
  }
}

function account({ account: user, sipServer, answers = 'auto' }: BaresipOptions): string {
  const parameters = {
    auth_user: user,
    auth_pass: 'barepass',
    outbound: `"sip:${sipServer};transport=udp"`,
    regint: '20',
    answermode: answers,
    medianat: 'ice',
    mediaenc: 'dtls_srtp',
    audio_codecs: 'pcmu/8000/1',
    call_transfer: 'yes',
  }
  const tail = Object.entries(parameters).map(([name, value]) => `;${name}=${value}`)
  return `<sip:${user}@pbx.test;transport=udp>${tail.join('')}\n`
}

/*
 * aufile needs the exact rate and channels of its file. The `nil` player of aubridge discards what would be heard; sndfile
 * writes what was decoded as it arrives, so no sound card is needed. SIP takes the port after `sip_listen` for TLS.
 */
function configuration(
  { greeting }: BaresipOptions,
  address: string,
  ports: { sip: number; control: number; media: number },
): string {
  const modules = globSync('/usr/lib{,/*}/baresip/modules')[0]
  if (!modules) throw new Error('baresip has no modules: install baresip-core')
  return `
poll_method epoll
sip_listen ${address}:${ports.sip}
call_max_calls 8
audio_player aubridge,nil
audio_source aufile,${greeting}
audio_alert aubridge,nil
ausrc_srate 48000
ausrc_channels 1
rtp_ports ${ports.media}-${ports.media + 98}
rtcp_mux yes
jitter_buffer_delay 1-5
module_path ${modules}
module g711.so
module sndfile.so
module aufile.so
module aubridge.so
module ice.so
module dtls_srtp.so
module_tmp uuid.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen ${address}:${ports.control}
snd_path ${HEARD_IN}
`
}
