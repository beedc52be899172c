import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import type {
  DeskEvent,
  DeskEventName,
  DeskState,
  Fact,
  FactName,
  RequestInput,
  RequestName,
  RequestOutput,
} from '../../shared/contract/bridge.ts'
import type { CallCheck } from '../../shared/contract/call-check.ts'
import type { ContactCard } from '../../shared/contract/contact.ts'
import type { Result } from '../../shared/result.ts'
import { checksOf } from './desk-samples.ts'

/**
 * The built desk in Debian's Chromium, under the policy that main serves it with, and with a bridge that is
 * written by hand: it answers `desk.open` with the given state, keeps what was asked, and tells what a test tells.
 */
export interface DeskPreview {
  readonly page: Page
  /** Main tells a fact of the desk. */
  tell<K extends FactName>(key: K, value: Fact<K>): Promise<void>
  /** Main tells what is no fact: a level, a number that was handed over. */
  happens<K extends Exclude<DeskEventName, 'state.changed'>>(name: K, event: DeskEvent<K>): Promise<void>
  /** Every request so far but `desk.open` and `call.check`, the oldest first. */
  asked(): Promise<Asked[]>
  /** What the Content-Security-Policy refused, and errors of the page. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

type CheckAnswers = Readonly<Record<CallCheck['callerId']['kind'], CallCheck>> & {
  readonly suggested: CallCheck
}

type Asked = { [K in RequestName]: { name: K; input: RequestInput<K> } }[RequestName]

export interface PreviewOptions {
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  /** Opens the preview in this browser and leaves it open; else in one of its own. */
  readonly browser?: Browser
  /** Where the desk is served already; else it is served for this preview alone. */
  readonly served?: ServedDesk
  /** Answers to requests; any other is answered with null. */
  readonly answers?: Partial<Record<RequestName, Result<unknown>>>
  /** What `call.check` answers, by what is asked to be shown; without one it is `suggested`. */
  readonly checks?: CheckAnswers
  /** Answered to `contact.show`, and told as `card`. */
  readonly cards?: readonly ContactCard[]
}

/** The header of main's protocol handler, word for word. */
const deskPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
  "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
  "object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

export interface BuiltDesk {
  readonly files: ReadonlyMap<string, string | Uint8Array>
  /** The source files that are in it. */
  readonly modules: readonly string[]
}

let built: Promise<BuiltDesk> | undefined

/** The desk as vite builds it for production, once for each process; nothing is written to the disk. */
export function buildDesk(): Promise<BuiltDesk> {
  built ??= buildInMemory()
  return built
}

async function buildInMemory(): Promise<BuiltDesk> {
  const root = fileURLToPath(new URL('../../renderer', import.meta.url))
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    root,
    base: '/',
    plugins: [react()],
    build: { write: false, assetsInlineLimit: 0, rollupOptions: { input: `${root}/desk/index.html` } },
  })
  if (!('output' in result)) throw new Error('vite built something else than one bundle')
  return {
    files: new Map(result.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source])),
    modules: result.output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])),
  }
}

export const chromiumOptions = { executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] }

export function launchBrowser(): Promise<Browser> {
  return chromium.launch(chromiumOptions)
}

/** Of a rep who has said when they call. */
export const askedPlanning: RequestOutput<'planning.open'> = {
  planning: { workingHours: null, dialsADay: null, promiseGoesADay: 2, halfLifeDays: 90, valueFirst: false },
  asked: true,
  measuredDials: null,
  measuredHours: null,
  dialsADay: 60,
  ownTimeZone: 'America/Toronto',
  inWords: 'Mon to Fri 9:00 to 17:00',
}

export async function openDeskPreview(state: DeskState, options: PreviewOptions = {}): Promise<DeskPreview> {
  const { width = 1280, height = 800, dark = false, answers = {}, cards = [], checks = checksOf({}) } = options
  const served = options.served ?? (await serveDesk())
  const browser = options.browser ?? (await launchBrowser())
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    timezoneId: 'America/New_York',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.addInitScript(handWrittenBridge, { state, answers, cards, checks, planning: askedPlanning })
  await page.goto(served.address)
  await page.locator('.desk, .opening').first().waitFor()
  return {
    page,
    complaints,
    tell: (key, value) =>
      page.evaluate(([fact, now]) => (window as unknown as Preview).preview.tell(fact, now), [key, value] as const),
    happens: (name, event) =>
      page.evaluate(([to, what]) => (window as unknown as Preview).preview.happens(to, what), [name, event] as const),
    asked: () => page.evaluate(() => (window as unknown as Preview).preview.asked) as Promise<Asked[]>,
    async close() {
      await context.close()
      if (!options.browser) await browser.close()
      if (!options.served) await served.close()
    },
  }
}

interface Preview {
  afterbeep: unknown
  preview: {
    asked: { name: string; input: unknown }[]
    tell(key: string, value: unknown): void
    happens(name: string, event: unknown): void
  }
}

/** Runs in the page, before any script of the desk. */
function handWrittenBridge(given: {
  state: DeskState
  answers: Partial<Record<string, Result<unknown>>>
  planning: unknown
  cards: readonly ContactCard[]
  checks: CheckAnswers
}) {
  const listeners = new Map<string, Set<(state: unknown) => void>>()
  const asked: { name: string; input: unknown }[] = []
  const happens = (name: string, event: unknown) => {
    for (const listener of listeners.get(name) ?? []) listener(event)
  }
  const tell = (key: string, value: unknown) => happens('state.changed', { key, value })
  const page = window as unknown as Preview
  page.preview = { asked, tell, happens }
  page.afterbeep = {
    on(name: string, listener: (state: unknown) => void) {
      const known = listeners.get(name) ?? new Set()
      listeners.set(name, known.add(listener))
      return () => known.delete(listener)
    },
    async request(name: string, input: { contactId?: string; callerId?: { kind: 'shown' | 'hidden' | 'number' } }) {
      const answer = given.answers[name]
      if (name === 'draft.open') return answer ?? { ok: true, value: [] }
      // Asked for Today, once; a rep who has said their hours is not asked for them.
      if (name === 'planning.open') return answer ?? { ok: true, value: given.planning }
      // A week: what a pause is read back as.
      if (name === 'cadence.understandPause')
        return answer ?? { ok: true, value: { until: given.state.now + 604_800_000 } }
      if (name === 'desk.open') return answer ?? { ok: true, value: given.state }
      if (name === 'call.check' && !answer) {
        return { ok: true, value: given.checks[input.callerId?.kind ?? 'suggested'] }
      }
      // The form of a line asks it by itself; kept where a test says what is answered.
      if (name === 'line.askStorage' && !answer) return { ok: true, value: null }
      asked.push({ name, input })
      if (answer) return answer
      if (name === 'cadence.list') return { ok: true, value: { cadences: [], series: [], defaultCadenceId: null } }
      if (name !== 'contact.show') return { ok: true, value: null }
      const card = given.cards.find(({ contactId }) => contactId === input.contactId)
      if (!card) return { ok: false, trouble: { code: 'not-found', about: {} } }
      tell('card', card)
      return { ok: true, value: card }
    },
  }
}

export interface ServedDesk {
  /** Of its page. */
  readonly address: string
  close(): Promise<void>
}

/** The built desk on a free port of this machine. */
export async function serveDesk(): Promise<ServedDesk> {
  const { files } = await buildDesk()
  const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css', wav: 'audio/wav' }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://desk')
    const sound = /^\/(recordings|heard)\/[^/]+\.wav$/.test(pathname)
    const file = sound ? silence : files.get(pathname)
    const type = types[pathname.split('.').pop() ?? ''] ?? 'application/octet-stream'
    // A browser asks for an icon that Electron does not.
    const status = pathname === '/favicon.ico' ? 204 : file === undefined ? 404 : 200
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': deskPolicy,
    })
    response.end(file)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/desk/index.html`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

/** Two seconds of 8 kHz 16-bit mono silence. */
const silence = (() => {
  const data = 2 * 2 * 8000
  const wav = Buffer.alloc(44 + data)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + data, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(8000, 24)
  wav.writeUInt32LE(16_000, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(data, 40)
  return wav
})()
