import { practiceMobile } from '../../shared/number/practice-mobile.ts'

/**
 * The people at the far end of the practice line. The numbers are of the 555-01xx block that the
 * North American plan keeps for fiction.
 */
export interface Prospect {
  /** Stable name of this prospect, also the beginning of the names of their sound files. */
  readonly key: string
  readonly name: string
  readonly title: string
  readonly company: string
  /** E.164. */
  readonly number: string
  readonly place: string
  /** IANA zone. */
  readonly timeZone: string
  readonly behaviour: Behaviour
  /** What they say when they call the rep, as a person who talks does; without it they never call. */
  readonly calls?: readonly string[]
}

export type Behaviour =
  /** Plays a greeting, then the beep where there is one, then listens until the message is over or `limitMs` has passed. */
  | { readonly kind: 'voicemail'; readonly ringMs: number; readonly greeting: string; readonly beep: Beep | null }
  /** Says the first line, and each next one after the caller has spoken and fallen silent; hangs up after the last. */
  | { readonly kind: 'talks'; readonly ringMs: number; readonly says: readonly string[] }
  /** 486. */
  | { readonly kind: 'busy' }
  /** Rings, and after `ringMs` gives up with 480. */
  | { readonly kind: 'rings-out'; readonly ringMs: number }

interface Beep {
  readonly frequencyHz: number
  readonly durationMs: number
  /** Silence between the greeting's last sample and the beep. */
  readonly afterMs: number
}

/** A voicemail rings shortly, so that practice does not bore; people take their time. */
export const prospects: readonly Prospect[] = [
  {
    key: 'jane-adams',
    name: 'Jane Adams',
    title: 'Head of Operations',
    company: 'Northwind Traders',
    number: '+14165550101',
    place: 'Toronto',
    timeZone: 'America/Toronto',
    behaviour: {
      kind: 'voicemail',
      ringMs: 1_500,
      greeting: 'jane-adams-greeting.wav',
      beep: { frequencyHz: 1_000, durationMs: 400, afterMs: 350 },
    },
    calls: ['jane-adams-back-1.wav', 'jane-adams-back-2.wav', 'jane-adams-back-3.wav'],
  },
  {
    key: 'luis-ferreira',
    name: 'Luis Ferreira',
    title: 'Owner',
    company: 'Ferreira Logistics',
    number: '+13125550102',
    place: 'Chicago',
    timeZone: 'America/Chicago',
    behaviour: {
      kind: 'talks',
      // Two rings of the North American cadence: 2 s on, 4 s off, 2 s on.
      ringMs: 8_000,
      says: ['luis-ferreira-1.wav', 'luis-ferreira-2.wav', 'luis-ferreira-3.wav', 'luis-ferreira-4.wav'],
    },
    calls: ['luis-ferreira-1.wav', 'luis-ferreira-2.wav', 'luis-ferreira-3.wav', 'luis-ferreira-4.wav'],
  },
  {
    key: 'hannah-weiss',
    name: 'Hannah Weiss',
    title: 'CFO',
    company: 'Weiss Optics',
    number: '+16175550103',
    place: 'Boston',
    timeZone: 'America/New_York',
    behaviour: { kind: 'voicemail', ringMs: 1_500, greeting: 'hannah-weiss-greeting.wav', beep: null },
  },
  {
    key: 'marcus-bell',
    name: 'Marcus Bell',
    title: 'VP Sales',
    company: 'Bell & Sons',
    number: '+13035550104',
    place: 'Denver',
    timeZone: 'America/Denver',
    behaviour: { kind: 'busy' },
  },
  {
    key: 'aiko-tanabe',
    name: 'Aiko Tanabe',
    title: 'Founder',
    company: 'Tanabe Design',
    number: '+14155550105',
    place: 'San Francisco',
    timeZone: 'America/Los_Angeles',
    behaviour: { kind: 'rings-out', ringMs: 30_000 },
  },
  {
    key: 'dana-kowalski',
    name: 'Dana Kowalski',
    title: 'Plant Manager',
    company: 'Kowalski Steel',
    number: '+12125550106',
    place: 'New York',
    timeZone: 'America/New_York',
    behaviour: {
      kind: 'talks',
      ringMs: 3_000,
      says: ['dana-kowalski-1.wav', 'dana-kowalski-2.wav', 'dana-kowalski-3.wav'],
    },
  },
]

/** Who calls the rep when nobody in particular is asked to. */
export const firstToCall = prospects.find(({ calls }) => calls !== undefined)!

/** The rest of the block that is kept for fiction: 555-0110 to 555-0199, in any area code. */
const listed = /^[2-9]\d{2}55501[1-9](\d)$/
/** Who hides and shows their number on the practice line can look here what comes of it. No contact: nobody's prospect. */
export const ownMobile: Prospect = {
  key: 'own-mobile',
  name: 'Your mobile',
  title: '',
  company: '',
  number: practiceMobile,
  place: 'Toronto',
  timeZone: 'America/Toronto',
  behaviour: { kind: 'rings-out', ringMs: 25_000 },
}

/**
 * The prospect behind what was dialled: the user part of the request's URI. Punctuation is skipped,
 * `*67` (hide my number) is obeyed as a phone network does, and the country code may be left out.
 */
export function prospectAt(dialled: string): Prospect | undefined {
  const digits = dialled.replace(/^\*67/, '').replace(/[^\d]/g, '')
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
  const known = [...prospects, ownMobile].find(({ number }) => number === `+1${national}`)
  return known ?? listedAt(national)
}

/**
 * Somebody of a list that the rep has brought, who does what the prospect with the same last digit does: 1 and 3 are
 * voicemails, 2 and 6 talk, 4 is busy, 5 rings out. The other digits are nobody's.
 */
function listedAt(national: string): Prospect | undefined {
  const digit = listed.exec(national)?.[1]
  const like = digit && prospects.find(({ number }) => number.endsWith(digit))
  return like ? { ...like, name: '', title: '', company: '', number: `+1${national}` } : undefined
}
