import { ipcMain, type BrowserWindow, type IpcMainEvent } from 'electron'
import { z } from 'zod'
import {
  commands,
  deskEvents,
  requests,
  soundEvents,
  type CommandInput,
  type CommandName,
  type CommandOutput,
  type DeskEvent,
  type DeskEventName,
  type Handlers,
  type SoundListeners,
} from '../../shared/contract/bridge.ts'
import { diskTrouble } from '../archive/disk-trouble.ts'
import { failed, type Result } from '../../shared/result.ts'
import { troubleSchema } from '../../shared/contract/trouble.ts'
import { isSentBy, type Room, type Sender } from './security.ts'

/*
 * The only file that touches ipcMain. Channels:
 *
 *   request       desk → main   invoke {name, input} → Result
 *   desk-event    main → desk   {name, event}
 *   command       main → sound  {id, name, input}
 *   answer        sound → main  {id, result}
 *   sound-event   sound → main  {name, event}
 */

/** Told of what should never happen: a handler that threw, an answer or a message that breaks the contract. */
export type OnBug = (where: string, error: unknown) => void

const requestSchema = z.strictObject({ name: z.string(), input: z.unknown() })
const soundEventSchema = z.strictObject({ name: z.string(), event: z.unknown() })
const answerSchema = z.strictObject({ id: z.int(), result: z.unknown() })

const resultOf = (value: z.ZodType) =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), trouble: troubleSchema }),
  ])

const resultsOf = (table: Record<string, { readonly output: z.ZodType }>) =>
  new Map(Object.entries(table).map(([name, { output }]) => [name, resultOf(output)]))

const requestResults = resultsOf(requests)
const commandResults = resultsOf(commands)

function isOneOf<T extends object>(table: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(table, name)
}

const badRequest = (reason: string) => failed('bad-request', { reason })

/** Answers the desk's requests from here on, instead of any desk served before. */
export function serveDesk(desk: BrowserWindow, handlers: Handlers, onBug: OnBug): void {
  ipcMain.removeHandler('request')
  ipcMain.handle('request', (event, message: unknown) =>
    isFrom('desk', desk, event) ? answerRequest(message, handlers, onBug) : badRequest('foreign sender'),
  )
}

function isFrom(room: Room, window: BrowserWindow, event: Sender): boolean {
  return !window.isDestroyed() && isSentBy(room, window.webContents, event)
}

/** Parses a request, hands it on, and checks what comes back. Never rejects. */
export async function answerRequest(message: unknown, handlers: Handlers, onBug: OnBug): Promise<Result<unknown>> {
  const request = requestSchema.safeParse(message)
  if (!request.success) return badRequest('malformed request')
  const { name, input } = request.data
  if (!isOneOf(requests, name)) return badRequest('unknown request')
  const parsed = requests[name].input.safeParse(input)
  if (!parsed.success) return badRequest(`${name}: ${whereWrong(parsed.error)}`)
  try {
    const handler = handlers[name] as (given: unknown) => Promise<Result<unknown>>
    const answer = requestResults.get(name)!.safeParse(await handler(parsed.data))
    if (answer.success) return answer.data
    onBug(`answer to ${name}`, answer.error)
    return badRequest(`answer to ${name}: ${whereWrong(answer.error)}`)
  } catch (error) {
    onBug(name, error)
    const trouble = diskTrouble(error)
    return trouble ? failed(trouble.code, trouble.about) : badRequest(name)
  }
}

/** The places that did not fit, never the values: those may be numbers and passwords. */
function whereWrong(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'input'} ${issue.code}`).join(', ')
}

/** Tells the desk, if it is there; a desk that was away asks for everything when it opens. Throws on a broken event. */
export function tellDesk<K extends DeskEventName>(desk: BrowserWindow, name: K, event: DeskEvent<K>): void {
  const whole = deskEvents[name].parse(event)
  if (desk.isDestroyed() || desk.webContents.isCrashed()) return
  desk.webContents.send('desk-event', { name, event: whole })
}

/**
 * The way to the sound room, for as long as the app runs; the room behind it may be replaced.
 *
 *   closed ──openSoundLink──▶ loading ──sound.ready──▶ ready
 *     ▲                          │                       │
 *     └──────────── closeSoundLink (the room is gone) ───┘
 *
 *   loading  commands wait for the room
 *   closed   every command, also those under way, is answered `sound-room-down`
 */
export interface SoundLink {
  readonly onBug: OnBug
  room: BrowserWindow | null
  whenReady: PromiseWithResolvers<boolean>
  /** What is sent now overtakes nothing that waited for the room. */
  isReady: boolean
  lastId: number
  readonly underway: Map<number, (answer: unknown) => void>
}

export function makeSoundLink(onBug: OnBug): SoundLink {
  return {
    onBug,
    room: null,
    whenReady: Promise.withResolvers<boolean>(),
    isReady: false,
    lastId: 0,
    underway: new Map(),
  }
}

/** Hears the sound room from here on, whichever room is behind the link. */
export function serveSound(link: SoundLink, listeners: SoundListeners): void {
  const fromRoom = (take: (message: unknown) => void) => (event: IpcMainEvent, message: unknown) => {
    if (link.room && isFrom('sound', link.room, event)) take(message)
  }
  ipcMain.on(
    'answer',
    fromRoom((message) => takeAnswer(link, message)),
  )
  ipcMain.on(
    'sound-event',
    fromRoom((message) => takeSoundEvent(link, listeners, message)),
  )
}

/** A room has been opened; call it before its page is loaded. */
export function openSoundLink(link: SoundLink, room: BrowserWindow): void {
  closeSoundLink(link)
  const ready = Promise.withResolvers<boolean>()
  void ready.promise.then((isReady) => {
    if (link.whenReady === ready) link.isReady = isReady
  })
  link.whenReady = ready
  link.room = room
}

/** The room has gone. */
export function closeSoundLink(link: SoundLink): void {
  link.room = null
  link.isReady = false
  link.whenReady.resolve(false)
  for (const answer of link.underway.values()) answer(failed('sound-room-down'))
  link.underway.clear()
}

export function takeSoundEvent(link: SoundLink, listeners: SoundListeners, message: unknown): void {
  const named = soundEventSchema.safeParse(message)
  if (!named.success || !isOneOf(soundEvents, named.data.name)) return link.onBug('sound event', named.error)
  const { name, event } = named.data
  const parsed = soundEvents[name].safeParse(event)
  if (!parsed.success) return link.onBug(name, parsed.error)
  if (name === 'sound.ready') link.whenReady.resolve(true)
  const listener = listeners[name] as (given: unknown) => void
  listener(parsed.data)
}

export function takeAnswer(link: SoundLink, message: unknown): void {
  const answer = answerSchema.safeParse(message)
  if (!answer.success) return link.onBug('answer', answer.error)
  // One that comes too late has nobody waiting for it.
  link.underway.get(answer.data.id)?.(answer.data.result)
}

/**
 * How long a command may take, in milliseconds. Describing a call opens the microphone at the first use, and the
 * system may ask the rep about that: people need time to read.
 */
const timeFor: Partial<Record<CommandName, number>> = {
  'peer.describe': 60_000,
  'ice.gather': 8_000,
  'check.open': 60_000,
  'check.headset': 10_000,
  'take.record': 60_000,
  // Ten minutes of sound are decoded and prepared, in slices between everything else the room does.
  'take.finish': 60_000,
  'take.import': 60_000,
  'take.trim': 60_000,
}
const usualTime = 5_000

/** Sends a command and waits for its answer: `sound-room-down` when the room is gone, crashes, or takes too long. */
export async function commandSound<K extends CommandName>(
  link: SoundLink,
  name: K,
  input: CommandInput<K>,
  timeMs: number = timeFor[name] ?? usualTime,
): Promise<Result<CommandOutput<K>>> {
  const whole = commands[name].input.parse(input)
  const { promise, resolve } = Promise.withResolvers<unknown>()
  const id = ++link.lastId
  const timer = setTimeout(resolve, timeMs, failed('sound-room-down'))
  try {
    if (link.room === null) return failed('sound-room-down')
    link.underway.set(id, resolve)
    const { webContents } = link.room
    const send = (isReady: boolean) => {
      if (isReady && link.underway.has(id)) webContents.send('command', { id, name, input: whole })
    }
    // At once where that can be: whoever commands is busy with the desk afterwards, and the room at work meanwhile.
    if (link.isReady) send(true)
    else void link.whenReady.promise.then(send)
    const answer = commandResults.get(name)!.safeParse(await promise)
    if (answer.success) return answer.data as Result<CommandOutput<K>>
    link.onBug(`answer to ${name}`, answer.error)
    return badRequest(`answer to ${name}: ${whereWrong(answer.error)}`)
  } finally {
    clearTimeout(timer)
    link.underway.delete(id)
  }
}
