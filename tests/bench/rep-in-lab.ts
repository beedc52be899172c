import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { closeApp, deskOf, launchAfterbeep, type Afterbeep } from '../../scripts/launch-afterbeep.ts'
import { root } from '../../scripts/run-step.ts'
import type { CallView } from '../../shared/contract/bridge.ts'
import type { ContactId } from '../../shared/ids.ts'
import { startLab, type Lab } from '../lab/lab.ts'
import { askDesk } from '../support/ask-desk.ts'
import { readWav } from '../support/signal.ts'
import { seedArchive } from './seed-archive.ts'
import { chooseLine, watchPresses } from './the-rep.ts'

/** The whole app on a line at Kamailio, with a list of contacts whose numbers all lead to one baresip. */
export interface RepInLab {
  readonly afterbeep: Afterbeep
  readonly desk: Page
  readonly lab: Lab
  /** The one who is called next; each is called once. */
  nextCall(): Promise<CallView>
  close(): Promise<void>
}

export async function openRepInLab(contacts: number): Promise<RepInLab> {
  const folder = mkdtempSync(join(tmpdir(), 'afterbeep-bench-'))
  const numbers = Array.from({ length: contacts }, (_, i) => `+44207946${String(i).padStart(4, '0')}`)
  const { samples, sampleRate } = readWav(join(root, 'resources', 'recordings', 'introduction.wav'))
  seedArchive(folder, { numbers, recording: { samples: samples.subarray(0, 3 * sampleRate), sampleRate } })
  const lab = await startLab(join(folder, 'lab'), numbers)
  const afterbeep = await launchAfterbeep({ folder })
  const desk = await deskOf(afterbeep.app)
  await watchPresses(desk)
  await chooseLine(desk, lab.line, lab.password)
  // Somewhere without calling hours: a bench runs at night too.
  const place = { region: 'GB', timeZone: 'Europe/London' }
  for (let i = 1; i <= contacts; i++)
    await askDesk(desk, 'contact.correct', { contactId: `practice-bench-${i}` as ContactId, consent: 'yes', ...place })
  const known = new Set<string>()
  return {
    afterbeep,
    desk,
    lab,
    async nextCall() {
      let call: CallView | undefined
      const look = async () => {
        const { calls } = await askDesk(desk, 'desk.open', {})
        call = calls.find(({ callId }) => !known.has(callId))
        return call !== undefined
      }
      await expect.poll(look, { intervals: [50], timeout: 15_000 }).toBe(true)
      known.add(call!.callId)
      return call!
    },
    async close() {
      await closeApp(afterbeep.app)
      await lab.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
