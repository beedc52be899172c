import type { RequestOutput } from '../../../shared/contract/bridge.ts'
import { dayHours, type DayPart } from '../../../shared/time/day-hours.ts'
import type { Cadence } from '../../../shared/contract/cadence-rules.ts'
import type { Preview, PreviewStep } from '../../../shared/contract/cadence-preview.ts'

/* A cadence in words, for its editor. */

const partNames: Record<DayPart, string> = {
  early: 'Early',
  morning: 'Morning',
  lunch: 'Lunch',
  afternoon: 'Afternoon',
  evening: 'Evening',
  weekend: 'Weekend',
}

/** "Afternoon", "13:30 to 17" */
export function partInWords(part: DayPart): { readonly name: string; readonly hours: string } {
  const { opens, closes } = dayHours[part]
  return { name: partNames[part], hours: `${hourInWords(opens)} to ${hourInWords(closes)}` }
}

function hourInWords(minutes: number): string {
  const past = minutes % 60
  return past === 0 ? String(minutes / 60) : `${Math.floor(minutes / 60)}:${String(past).padStart(2, '0')}`
}

export const policyWords: Record<Cadence['message']['when'], { readonly name: string; readonly says: string }> = {
  never: { name: 'Never', says: 'A voicemail is hung up on.' },
  'every-unanswered': { name: 'Every unanswered call', says: 'The next one of the series that they have not heard.' },
  'after-unanswered': { name: 'After some unanswered calls', says: 'Call first, message last.' },
  prequalified: {
    name: 'Prequalified contacts only',
    says: 'Only contacts tagged prequalified get messages, and never off a lead card.',
  },
  split: {
    name: 'Split test',
    says: 'Each contact is drawn for one side, once; Insights says which side reaches more.',
  },
}

export const stopWords: Record<Cadence['stopsOn'][number], string> = {
  pitched: 'They were pitched, and interested',
  appointment: 'An appointment was made',
  'said-no': 'They said no',
  'asked-not-to-be-called': 'They asked not to be called',
  'wrong-number': 'The number was wrong',
  won: 'They were won',
  lost: 'They were lost',
}

export const detourWords: Record<Cadence['detours'][number]['by'], string> = {
  directory: 'Dial-by-name directory',
  receptionist: 'Ask the receptionist',
}

export const kindWords: Record<PreviewStep['kind'], { readonly one: string; readonly many: string }> = {
  call: { one: 'call', many: 'calls' },
  letter: { one: 'letter', many: 'letters' },
  email: { one: 'email', many: 'emails' },
  meeting: { one: 'meeting', many: 'meetings' },
  task: { one: 'task', many: 'tasks' },
}

const counted = (count: number, { one, many }: { one: string; many: string }) => `${count} ${count === 1 ? one : many}`

/** "20 calls and 1 message in 84 days, then it stops: all 20 tries were made." */
export function previewInWords({ steps, stopped, days }: Preview): string {
  const last = steps.at(-1)
  if (!last) return stopped ? `Nothing: ${stopped}` : 'Nothing.'
  const calls = steps.filter(({ kind }) => kind === 'call')
  const messages = calls.filter(({ message }) => message !== null).length
  const others = (['letter', 'email', 'task'] as const).flatMap((kind) => {
    const count = steps.filter((step) => step.kind === kind).length
    return count > 0 ? [counted(count, kindWords[kind])] : []
  })
  const all = [
    counted(calls.length, kindWords.call),
    messages > 0 ? counted(messages, { one: 'message', many: 'messages' }) : 'no message',
    ...others,
  ]
  const list = `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
  return stopped === null
    ? `${list} in ${days} days, and it goes on.`
    : `${list} in ${counted(last.day + 1, { one: 'day', many: 'days' })}, then it stops. ${stopped}`
}

/** "Thursday evening: call 2, hidden, leaves “Introduction”". */
export function stepInWords({ kind, name, number, slot, hidden, message }: PreviewStep): string {
  if (kind !== 'call') return `${slot}: ${name} ${number} (${kindWords[kind].one})`
  const how = [`call ${number}`, hidden ? 'hidden' : 'number shown', message ? `leaves “${message}”` : 'no message']
  return `${slot}: ${how.join(', ')}`
}

type Stored = RequestOutput<'cadence.list'>['cadences'][number]

/** What saving does to whom it runs for, before it is saved. */
export function savingInWords(stored: Stored | null, cadence: Cadence): string {
  if (!stored) return 'A new cadence: nobody is on it until you put them on it.'
  const { running, cadence: before } = stored
  if (running === 0) return 'Nobody is on it now: saving changes nobody’s plan.'
  const whom = running === 1 ? '1 contact is' : `${running} contacts are`
  const sentences = [
    `${whom} on it. What is planned next for each stays as it is; what comes after that follows the new rules.`,
  ]
  if (cadence.maxTries < before.maxTries) {
    sentences.push(`Whoever has had ${cadence.maxTries} calls by then stops.`)
  }
  if (cadence.spanDays < before.spanDays) {
    sentences.push(`Whoever began more than ${cadence.spanDays} days before stops.`)
  }
  if (cadence.message.when === 'split') {
    const sides = new Set(cadence.message.sides.map(({ side }) => side))
    const gone = before.message.when === 'split' ? before.message.sides.filter(({ side }) => !sides.has(side)) : null
    if (gone === null) sentences.push('They were drawn for no side of the test and get no message; new ones are drawn.')
    else if (gone.length > 0) {
      const names = gone.map(({ side }) => `“${side}”`).join(' or ')
      sentences.push(`Whoever was drawn for ${names} gets no more messages and counts for no side.`)
    }
  }
  return sentences.join(' ')
}
