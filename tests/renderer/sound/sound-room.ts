import { test as base, type Page } from '@playwright/test'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join, extname, normalize } from 'node:path'
import { build, mergeConfig, type InlineConfig } from 'vite'
import type {
  CommandInput,
  CommandName,
  CommandOutput,
  SoundEvent,
  SoundEventName,
} from '../../../shared/contract/bridge.ts'
import type { CallId, RecordingId } from '../../../shared/ids.ts'
import type { Result } from '../../../shared/result.ts'
import { wavOf, type Sound } from '../../support/signal.ts'

/** The policy main serves the sound room with. */
const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; media-src 'self' blob: mediastream:; worker-src 'self'; " +
  "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

type Told = {
  [K in SoundEventName]: { readonly name: K; readonly event: SoundEvent<K>; readonly at: number }
}[SoundEventName]

/** The built sound room in Chromium, commanded as main would command it. */
export interface SoundRoom {
  readonly page: Page
  /** What the page complained about: uncaught errors and refused by policy. */
  readonly complaints: string[]
  /** All that it told, in order; `at` is this process's performance.now(). */
  readonly told: Told[]
  command<K extends CommandName>(name: K, input: CommandInput<K>): Promise<Result<CommandOutput<K>>>
  /** The first event of this name that fits, already told or yet to come. */
  heard<K extends SoundEventName>(name: K, fits?: (event: SoundEvent<K>) => boolean): Promise<SoundEvent<K>>
  /** How many tracks of the microphone are live. */
  liveMicrophones(): Promise<number>
}

export interface Served {
  readonly origin: string
  readonly recordings: Map<string, Uint8Array>
}

export const chromium = '/usr/bin/chromium'
const quietly = [
  '--autoplay-policy=no-user-gesture-required',
  '--disable-features=HardwareMediaKeyHandling',
  '--mute-audio',
]
/** A microphone that beeps once a second, and a rep who has allowed it. */
export const withMicrophone = [...quietly, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream']

export const test = base.extend<
  { room: SoundRoom; sounds: Map<string, Uint8Array> },
  { served: Served; args: string[] }
>({
  args: [withMicrophone, { scope: 'worker', option: true }],
  launchOptions: [async ({ args }, use) => use({ executablePath: chromium, args }), { scope: 'worker' }],
  served: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures wanted from this pattern
    async ({}, use) => {
      await mkdir('out/tests', { recursive: true })
      const folder = await mkdtemp('out/tests/sound-room-')
      await build(await soundRoomConfig(folder))
      const recordings = new Map<string, Uint8Array>()
      const server = serve(folder, recordings)
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      await use({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, recordings })
      server.closeAllConnections()
      server.close()
      await rm(folder, { recursive: true })
    },
    { scope: 'worker' },
  ],
  sounds: async ({ served }, use) => {
    served.recordings.clear()
    await use(served.recordings)
  },
  room: async ({ page, served }, use) => {
    const room = await openRoom(page, served.origin)
    await use(room)
    if (room.complaints.length > 0) throw new Error(`the sound room complained: ${room.complaints.join('; ')}`)
  },
})
export { expect } from '@playwright/test'

export function callId(name: string): CallId {
  return name as CallId
}

/** Puts a recording where the sound room will fetch it. */
export function provide(sounds: Map<string, Uint8Array>, name: string, sound: Sound): RecordingId {
  sounds.set(name, wavOf(sound))
  return name as RecordingId
}

/** The renderer's build as the app has it, of the sound room alone. */
async function soundRoomConfig(outDir: string): Promise<InlineConfig> {
  const path = join(process.cwd(), 'electron.vite.config.ts')
  const { renderer } = ((await import(path)) as { readonly default: { readonly renderer: InlineConfig } }).default
  return mergeConfig<InlineConfig, InlineConfig>(
    { ...renderer, build: { ...renderer.build, rollupOptions: {} } },
    {
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: join(process.cwd(), outDir),
        emptyOutDir: true,
        modulePreload: { polyfill: false },
        rollupOptions: { input: 'renderer/sound/index.html' },
      },
    },
  )
}

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' }

function serve(folder: string, recordings: Map<string, Uint8Array>): Server {
  return createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url!, 'http://room').pathname))
    const recording = /^\/recordings\/([^/]+)\.wav$/.exec(path)?.[1]
    const body =
      recording === undefined ? await readFile(join(folder, path)).catch(() => null) : recordings.get(recording)
    if (!body) return response.writeHead(404).end()
    const type = recording === undefined ? types[extname(path)] : 'audio/wav'
    return response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body)
  })
}

async function openRoom(page: Page, origin: string): Promise<SoundRoom> {
  const told: Told[] = []
  const complaints: string[] = []
  const waiting = new Set<() => void>()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text())
  })
  await page.exposeFunction('toldNode', (name: string, event: unknown) => {
    told.push({ name, event, at: performance.now() } as Told)
    for (const look of waiting) look()
  })
  await page.addInitScript(() => {
    const globals = window as unknown as Record<string, unknown>
    globals['afterbeep'] = {
      tell: (name: string, event: unknown) => (globals['toldNode'] as (...told: unknown[]) => void)(name, event),
      handle: (handlers: unknown) => (globals['handlers'] = handlers),
    }
    const tracks: MediaStreamTrack[] = []
    globals['microphones'] = tracks
    const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await getUserMedia(constraints)
      tracks.push(...stream.getTracks())
      return stream
    }
    const clone = MediaStreamTrack.prototype.clone
    MediaStreamTrack.prototype.clone = function () {
      const copy = clone.call(this)
      tracks.push(copy)
      return copy
    }
  })
  const room: SoundRoom = {
    page,
    complaints,
    told,
    command: (name, input) => page.evaluate(runHandler, [name, input] as const) as never,
    heard: (name, fits = () => true) =>
      new Promise((resolve) => {
        const look = () => {
          const found = told.find((one) => one.name === name && fits(one.event as never))
          if (!found) return
          waiting.delete(look)
          resolve(found.event as never)
        }
        waiting.add(look)
        look()
      }),
    liveMicrophones: () =>
      page.evaluate(() => {
        const { microphones } = window as unknown as { microphones: MediaStreamTrack[] }
        return microphones.filter((track) => track.readyState === 'live').length
      }),
  }
  await page.goto(`${origin}/sound/index.html`)
  await room.heard('sound.ready')
  return room
}

/** In the page. */
function runHandler([name, input]: readonly [string, unknown]): Promise<unknown> {
  const { handlers } = window as unknown as { handlers: Record<string, (input: unknown) => Promise<unknown>> }
  return handlers[name]!(input)
}
