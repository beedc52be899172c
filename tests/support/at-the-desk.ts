import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { root } from '../../scripts/run-step.ts'
import type { HeardReport } from '../../main/practice/heard-files.ts'
import type { CallView, DeskState } from '../../shared/contract/bridge.ts'
import { askDesk } from './ask-desk.ts'
import { alignedCorrelation, readWav, resample } from './signal.ts'

/* What a rep does at the desk, with the desk's own buttons, and what came of it. */

/** Looks often: a message may start and end between two looks that are a second apart. */
export const often = { intervals: [100], timeout: 20_000 }

export const stateOf = (desk: Page): Promise<DeskState> => askDesk(desk, 'desk.open', {})

export async function whenRegistered(desk: Page): Promise<void> {
  await expect(desk.locator('.line-state').getByText('ready')).toBeVisible({ timeout: 20_000 })
}

export async function show(desk: Page, name: string): Promise<void> {
  await desk.getByRole('option', { name: new RegExp(`^${name}`) }).click()
  await expect(desk.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** Shows the contact and calls them. */
export async function callContact(desk: Page, name: string): Promise<void> {
  await show(desk, name)
  await callAgain(desk, name)
    .or(desk.getByRole('button', { name: `Call ${name}`, exact: true }))
    .click()
}

/** After a call that came to something, the big button is for somebody else. */
function callAgain(desk: Page, name: string): Locator {
  return desk.getByRole('button', { name: `Call again (${name})` })
}

export async function whenTalking(desk: Page): Promise<void> {
  await expect(desk.getByText(/^(Talking|Answered, listening for the beep)$/)).toBeVisible({ timeout: 20_000 })
}

/** Enough was heard of whoever answered that a drop is armed by ear: the rep is free at the press. */
export async function whenHeard(desk: Page, name: string): Promise<void> {
  await whenTalking(desk)
  const heard = async () => {
    const { speechHeardAt, greetingEndedAt, beep } = await callTo(desk, name)
    return speechHeardAt !== null || greetingEndedAt !== null || beep !== null
  }
  await expect.poll(heard, often).toBe(true)
}

/** The latest call to this contact, live or the one that ended last. */
export async function callTo(desk: Page, name: string): Promise<CallView> {
  const { calls } = await stateOf(desk)
  const call = calls.findLast((each) => each.name === name)
  if (!call) throw new Error(`there is no call to ${name}`)
  return call
}

/** Waits until the latest call to this contact is in this phase, and answers it. */
export async function callIn(desk: Page, name: string, phase: CallView['phase'], timeout = 20_000): Promise<CallView> {
  await expect.poll(async () => (await callTo(desk, name)).phase, { ...often, timeout }).toBe(phase)
  return callTo(desk, name)
}

/** What the far end of the practice line heard of a call that is over, from its answer on. */
export interface HeardCall {
  readonly samples: Float32Array
  readonly sampleRate: number
  readonly report: HeardReport
  /** The part between two moments of the clock, epoch milliseconds. */
  between(fromAt: number, untilAt: number): Float32Array
}

export async function heardOf(folder: string, call: CallView): Promise<HeardCall> {
  const path = join(folder, 'practice', 'heard', call.callId)
  await expect.poll(() => existsSync(`${path}.json`), often).toBe(true)
  const report = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as HeardReport
  const { samples, sampleRate } = readWav(`${path}.wav`)
  const index = (at: number) => Math.max(0, Math.round(((at - report.answeredAt) * sampleRate) / 1000))
  return { samples, sampleRate, report, between: (from, until) => samples.slice(index(from), index(until)) }
}

/** A recording that comes with Afterbeep, or its beginning, at 8 kHz. */
export function starterSound(recordingId: string, seconds = Infinity): Float32Array {
  const { samples, sampleRate } = readWav(join(root, 'resources', 'recordings', `${recordingId}.wav`))
  return resample(samples.slice(0, Math.min(samples.length, seconds * sampleRate)), sampleRate, 8_000)
}

/** Correlation and place of a clip in what was heard, both at 8 kHz. */
export function findIn(heard: Float32Array, clip: Float32Array) {
  return alignedCorrelation(heard, clip, 8_000)
}
