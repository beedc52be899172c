import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openCalls } from '../../main/call/calls.ts'
import { openDialQueue } from '../../main/call/dial-queue.ts'
import { openCallerIdTester } from '../../main/line/caller-id-test/caller-id-test.ts'
import type { AppContext } from '../../main/app-context.ts'
import { keepCalls } from '../../main/call/keep-call.ts'
import { openNationalLists } from '../../main/compliance/national-list/national-lists.ts'
import { openSoundChoice, rememberedOnly } from '../../main/audio/sound-choice.ts'
import type { Presentation } from '../../shared/contract/caller-id.ts'
import type { CallId } from '../../shared/ids.ts'
import type { Line } from '../../shared/contract/line.ts'
import { ok } from '../../shared/result.ts'
import { countedIds, furnish, practiceLine, temporaryArchive, temporaryFolder } from './temporary-archive.ts'

export interface HandMadeApp {
  readonly app: AppContext
  /** What the exchange was told to dial. */
  readonly dialled: { readonly callId: CallId; readonly number: string; readonly presentation: Presentation }[]
  /** The calls that the exchange was told to end. */
  readonly hungUp: CallId[]
  /** The names of what the sound room was told. */
  readonly commanded: string[]
}

/** Main with a real archive, and an exchange that only notes what it is told to dial, on a line that is registered. */
export function handMadeApp(known: {
  line: Line
  now: () => number
  policy?: AppContext['policy']
  region?: string
}): HandMadeApp {
  const archive = temporaryArchive()
  furnish(archive)
  const nationalLists = openNationalLists(join(temporaryFolder(), 'national-lists'))
  onTestFinished(() => nationalLists.close())
  const dialled: HandMadeApp['dialled'] = []
  const hungUp: CallId[] = []
  const commanded: string[] = []
  const newId = countedIds()
  const sources = () => ({ now: known.now(), random: () => 0.5, newId })
  const keeper = keepCalls(archive, { sources, onTrouble: () => {} })
  const nothing = () => {}
  const app = {
    archive,
    nationalLists,
    policy: known.policy ?? null,
    region: known.region ?? '',
    calls: openCalls({ nameOf: () => 'Jane Adams', record: keeper.keep, moved: nothing }),
    dialQueue: openDialQueue(),
    desk: { changed: nothing, showContact: nothing, archiveChanged: nothing },
    callerIdTester: openCallerIdTester(),
    exchange: {
      lineState: () => ({ line: known.line, state: 'registered' }),
      hangUp: (callId: CallId) => void hungUp.push(callId),
      dial: (request: HandMadeApp['dialled'][number]) => (dialled.push(request), ok()),
    },
    soundChoice: openSoundChoice(rememberedOnly()),
    sound: { command: (name: string) => (commanded.push(name), Promise.resolve(ok())) },
    now: known.now,
    random: () => 0.5,
    newId,
  } as unknown as AppContext
  return { app, dialled, hungUp, commanded }
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
