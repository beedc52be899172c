import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openCalls } from '../../main/calls.ts'
import { openDialQueue } from '../../main/dial-queue.ts'
import type { House } from '../../main/house.ts'
import { keepCalls } from '../../main/keep-call.ts'
import { openSoundChoice, rememberedOnly } from '../../main/sound-choice.ts'
import { openNationalList } from '../../main/national-list/national-list.ts'
import type { Presentation } from '../../shared/caller-id.ts'
import type { Line } from '../../shared/line.ts'
import { ok } from '../../shared/result.ts'
import { countedIds, furnish, practiceLine, temporaryArchive, temporaryFolder } from './temporary-archive.ts'

export interface HandMadeHouse {
  readonly house: House
  /** What the exchange was told to dial. */
  readonly dialled: { readonly number: string; readonly presentation: Presentation }[]
  /** The names of what the sound room was told. */
  readonly commanded: string[]
}

/** Main with a real archive, and an exchange that only notes what it is told to dial, on a line that is registered. */
export function handMadeHouse(known: { line: Line; now: () => number; policy?: House['policy'] }): HandMadeHouse {
  const archive = temporaryArchive()
  furnish(archive)
  const nationalList = openNationalList(join(temporaryFolder(), 'national-list'))
  onTestFinished(() => nationalList.close())
  const dialled: HandMadeHouse['dialled'] = []
  const commanded: string[] = []
  const newId = countedIds()
  const sources = () => ({ now: known.now(), random: () => 0.5, newId })
  const keeper = keepCalls(archive, { sources, onTrouble: () => {} })
  const nothing = () => {}
  const house = {
    archive,
    nationalList,
    policy: known.policy ?? null,
    calls: openCalls({ nameOf: () => 'Jane Adams', record: keeper.keep, moved: nothing }),
    dialQueue: openDialQueue(),
    desk: { callsChanged: nothing, showContact: nothing, archiveChanged: nothing },
    exchange: {
      lineState: () => ({ line: known.line, state: 'registered' }),
      dial: (wish: HandMadeHouse['dialled'][number]) => (dialled.push(wish), ok()),
    },
    soundChoice: openSoundChoice(rememberedOnly(), () => {}),
    sound: { command: (name: string) => (commanded.push(name), Promise.resolve(ok())) },
    now: known.now,
    random: () => 0.5,
    newId,
  } as unknown as House
  return { house, dialled, commanded }
}

/** A line of the rep's own: on this one warnings hold a call up. The archive knows it as its practice line. */
export const ownLine: Line = {
  ...practiceLine,
  kind: 'sip',
  name: 'Office',
  server: 'wss://pbx.example.org',
  hideMethod: { kind: 'anonymous-from' },
  mainNumber: '+1 212 555 0000',
  region: 'US',
}
