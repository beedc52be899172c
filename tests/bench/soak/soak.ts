/**
 * A long day.
 *
 *     npm run bench -- soak [--calls N]
 *
 * The whole app makes 200 calls (unless told otherwise) to baresip over Kamailio, by the desk's own buttons: most one after
 * the other, talked in and hung up, and in each fifty eight at once, each with a message that waits for its beep while the
 * next one is called. Memory is what a process shares with nobody once all garbage is collected (the median of five looks: see memory.ts),
 * at the 50th call and after the last; beside it stand what JavaScript holds of it and what Blink holds of the sound, which a
 * leak shows in whatever the allocator does. A call went wrong when it was not answered, ended otherwise than by the rep, or was not known to be over at once. In a
 * network of its own; the last line is the result, one JSON object.
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { expect } from '@playwright/test'
import { ensureBuilt } from '../../../scripts/ensure-built.ts'
import { soundOf } from '../../../scripts/launch-afterbeep.ts'
import { ensurePackages } from '../../../scripts/system-packages.ts'
import type { CallView } from '../../../shared/contract/bridge.ts'
import { askDesk } from '../../support/ask-desk.ts'
import { heldByBlink } from '../../support/live-objects.ts'
import { round } from '../figures.ts'
import { ranInNamespace } from '../in-namespace.ts'
import { findProcesses, measureHeaps, measureMemory, type MemoryOfRooms } from '../memory.ts'
import { openRepInLab, type RepInLab } from '../rep-in-lab.ts'
import { bigButton, click } from '../the-rep.ts'

const warmCalls = 50
const atOnce = 8

export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { calls: { type: 'string', default: '200' } } })
  ensurePackages(['chromium', 'kamailio', 'baresip', 'ip'])
  ensureBuilt()
  if (ranInNamespace('soak', args)) return
  const calls = Number(values.calls)
  const rep = await openRepInLab(calls)
  try {
    console.log(JSON.stringify(await run(rep, calls)))
  } finally {
    await rep.close()
  }
}

async function run(rep: RepInLab, calls: number) {
  const { app } = rep.afterbeep
  const sound = await soundOf(app)
  const pages = [rep.desk, sound]
  const devtools = sound.context().newCDPSession(sound)
  let made = 0
  let wrong = 0
  const measured: MemoryOfRooms[] = []
  const measure = async () => {
    // First: to count them Chromium collects in the audio worklets too, where no page's own collection reaches.
    const held = Object.entries(await heldByBlink(await devtools))
    const memory = await measureMemory(app, findProcesses(app), pages)
    measured.push(memory)
    const shown = `main ${memory.main.toFixed(1)}, desk ${memory.desk.toFixed(1)}, sound ${memory.sound.toFixed(1)} MB`
    const heaps = await measureHeaps(app, pages)
    console.log(
      `call ${made}: ${shown} (heaps ${heaps.map((mb) => mb.toFixed(1)).join(', ')}); ${wrong} wrong; ` +
        `the sound room holds ${held.map(([kind, count]) => `${count} ${kind}`).join(', ')}`,
    )
  }
  while (made < calls) {
    const eightNow = made % warmCalls === warmCalls - 2 * atOnce
    wrong += eightNow ? await callAtOnce(rep) : await callOne(rep)
    made += eightNow ? atOnce : 1
    if (made % warmCalls === 0) await measure()
  }
  const [first, last] = [measured[0]!, measured.at(-1)!]
  const pair = (room: keyof MemoryOfRooms) => [round(first[room], 1), round(last[room], 1)] as const
  const growth = Math.max(...(['main', 'desk', 'sound'] as const).map((room) => last[room] / first[room] - 1))
  console.log(`load ${loadavg()[0]!.toFixed(1)}`)
  return {
    bench: 'soak',
    calls: made,
    wrong,
    main_mb: pair('main'),
    desk_mb: pair('desk'),
    sound_mb: pair('sound'),
    growth: round(growth, 3),
  }
}

/** Talks for a moment and hangs up; answers 1 when it went wrong. */
async function callOne(rep: RepInLab): Promise<number> {
  const { desk } = rep
  await click(bigButton(desk, /^Call /))
  const call = await rep.nextCall()
  await reached(rep, call, ['talking', 'ended'])
  await desk
    .getByRole('button', { name: /^Hang up/ })
    .first()
    .click({ timeout: 5_000 })
  await reached(rep, call, ['ended'])
  return (await outcomeOf(rep, call)) === 'answered' ? 0 : 1
}

/** Eight calls, each with a message that waits for its beep; answers how many did not get it whole. */
async function callAtOnce(rep: RepInLab): Promise<number> {
  const { desk } = rep
  const calls: CallView[] = []
  for (let i = 0; i < atOnce; i++) {
    await click(bigButton(desk, /^Call /))
    const call = await rep.nextCall()
    calls.push(call)
    await reached(rep, call, ['talking', 'ended'])
    await bigButton(desk, /^Drop /).click()
  }
  for (const call of calls) await reached(rep, call, ['ended'])
  const outcomes = await Promise.all(calls.map((call) => outcomeOf(rep, call)))
  return outcomes.filter((outcome) => outcome !== 'voicemail-dropped').length
}

/** Only the call that ended last stays to be looked at: one that is gone has ended too. */
async function reached(rep: RepInLab, { callId }: CallView, phases: readonly string[]): Promise<void> {
  const phase = async () =>
    (await askDesk(rep.desk, 'desk.open', {})).calls.find((each) => each.callId === callId)?.phase ?? 'ended'
  const look = async () => phases.includes(await phase())
  await expect.poll(look, { intervals: [50], timeout: 60_000 }).toBe(true)
}

/** As the archive has it. */
async function outcomeOf({ desk }: RepInLab, { contactId }: CallView): Promise<string | null> {
  return (await askDesk(desk, 'contact.show', { contactId })).attempts[0]?.outcome ?? null
}
