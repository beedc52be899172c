import type { CadenceFacts, Try } from './cadence.ts'
import type { Cadence } from '../contract/cadence-rules.ts'
import type { RecordingId, SeriesId } from '../ids.ts'
import { isUnanswered } from '../call/outcome.ts'
import { never } from '../result.ts'

/** An ordered set of recordings. */
export interface Series {
  readonly seriesId: SeriesId
  readonly name: string
  readonly recordings: readonly { readonly recordingId: RecordingId; readonly name: string }[]
}

export interface MessageChoice {
  readonly recordingId: RecordingId | null
  readonly why: string
}

/** What to leave when a voicemail answers at `at`, and why this or why nothing. Never a recording that was heard. */
export function nextMessage(facts: MessageFacts, tries: readonly Try[], at: number): MessageChoice {
  const { message, messageGapDays } = facts.cadence
  const { leastValue } = facts.cadence
  if (leastValue !== null && facts.dealValue !== null && facts.dealValue < leastValue) {
    return nothing(
      `No message: a deal of ${amount(facts.dealValue)} is under the ${amount(leastValue)} of this cadence.`,
    )
  }
  const lastLeft = tries.findLast(({ recordingId }) => recordingId !== null)
  switch (message.when) {
    case 'never':
      return nothing('No message: this cadence leaves none.')
    case 'prequalified':
      if (facts.tags.includes('lead card')) return nothing('No message: this contact comes off a lead card.')
      if (!facts.tags.includes('prequalified')) return nothing('No message: this contact is not tagged prequalified.')
      break
    case 'after-unanswered': {
      const unanswered = tries.filter(({ outcome }) => isUnanswered(outcome)).length
      if (unanswered < message.tries) {
        return nothing(`No message until ${message.tries} unanswered calls: ${unanswered} so far.`)
      }
      const left = tries.filter(({ outcome }) => outcome === 'voicemail-dropped').length
      if (left >= message.times) return nothing(`No message: ${left} of ${message.times} was left.`)
      break
    }
    case 'split':
      return sideMessage(facts, message.sides)
    case 'every-unanswered':
      break
    default:
      return never(message)
  }
  if (lastLeft && at - lastLeft.startedAt < messageGapDays * 86_400_000) {
    return nothing(`No message: the last one was left less than ${messageGapDays} days before.`)
  }
  return firstUnheard(facts)
}

type MessageFacts = Pick<CadenceFacts, 'cadence' | 'enrolment' | 'tags' | 'series' | 'heard' | 'dealValue'>

function amount(value: number): string {
  return value.toLocaleString('en')
}

/** The first recording of a series that was not heard; null: there is none. */
export function firstUnheardOf(series: Series | null, heard: readonly RecordingId[]): RecordingId | null {
  return series?.recordings.find(({ recordingId }) => !heard.includes(recordingId))?.recordingId ?? null
}

function firstUnheard({ series, heard }: MessageFacts): MessageChoice {
  if (!series || series.recordings.length === 0) return nothing('No message: this cadence has no recordings yet.')
  const place = series.recordings.findIndex(({ recordingId }) => !heard.includes(recordingId))
  const { length } = series.recordings
  const recording = series.recordings[place]
  if (!recording) return nothing(`No message: all ${length} of “${series.name}” were heard.`)
  return {
    recordingId: recording.recordingId,
    why: `Message ${place + 1} of ${length} next: “${recording.name}” was not heard yet.`,
  }
}

function sideMessage(
  { series, heard, enrolment }: MessageFacts,
  sides: Extract<Cadence['message'], { when: 'split' }>['sides'],
): MessageChoice {
  const side = sides.find((one) => one.side === enrolment.side)
  if (!side) return nothing('No message: no side of the test was drawn for this contact.')
  if (side.place === null) return nothing(`No message: this contact was drawn for “${side.side}”.`)
  const recording = series?.recordings[side.place]
  if (!recording) return nothing(`No message: “${side.side}” has no recording yet.`)
  if (heard.includes(recording.recordingId)) return nothing(`No message: “${recording.name}” was heard already.`)
  return {
    recordingId: recording.recordingId,
    why: `“${recording.name}” next: this contact was drawn for “${side.side}”.`,
  }
}

function nothing(why: string): MessageChoice {
  return { recordingId: null, why }
}

/** The cadence's message policy in words, for the sidebar. */
export function messageRule({ message }: Cadence): string {
  switch (message.when) {
    case 'never':
      return 'Never a message'
    case 'every-unanswered':
      return 'A different message at every unanswered call'
    case 'after-unanswered':
      return `No message until ${message.tries} unanswered calls, then ${message.times === 1 ? 'one' : message.times}`
    case 'prequalified':
      return 'Messages to prequalified contacts only'
    case 'split':
      return `Drawn at random: ${message.sides.map(({ side }) => side).join(', ')}`
    default:
      return never(message)
  }
}
