import type { CallView, DeskState } from '../../shared/contract/bridge.ts'
import type { CallCheck } from '../../shared/call/call-check.ts'
import type { Attempt, Outcome } from '../../shared/call/attempt.ts'
import type { ContactCard, QueueItem } from '../../shared/contact/contact.ts'
import type { FollowUp } from '../../shared/cadence/follow-up.ts'
import type { Lines } from '../../shared/contract/line-bridge.ts'
import type { Line, LineState } from '../../shared/line/line.ts'
import { type SoundDevices } from '../../shared/audio/sound-settings.ts'
import type { Recording } from '../../shared/studio/recording.ts'
/** An afternoon at the desk, for previews and tests: Tuesday 24 November 2026, 14:41 in Toronto and New York. */
export declare const now: number
export declare const contactId: (name: string) => string & import('zod').$brand<'ContactId'>
export declare const recordings: Recording[]
export declare const practiceLine: LineState
export declare const mainLine: LineState
/** The lines of a desk on which this one is in use. */
export declare function linesOf(inUse: Line, more?: Partial<Lines>, others?: readonly Line[]): Lines
export declare function attempt(startedAt: number, outcome: Outcome | null, more?: Partial<Attempt>): Attempt
export declare function followUp(more?: Partial<FollowUp>): FollowUp
/** Nothing was said, promised or asked for. */
export declare function assistant(more?: Partial<ContactCard['assistant']>): ContactCard['assistant']
export declare function card(name?: string, more?: Partial<ContactCard>): ContactCard
export declare const items: QueueItem[]
export declare function call(phase: CallView['phase'], more?: Partial<CallView>): CallView
/** A call whose message is being left. */
export declare function leaving(
  name: string,
  phase: 'ringing' | 'waiting' | 'playing' | 'draining',
  playedMs?: number,
): CallView
export declare function drop(more?: Partial<NonNullable<CallView['drop']>>): NonNullable<CallView['drop']>
/** A laptop with a headset. */
export declare const soundDevices: SoundDevices
export declare function desk(more?: Partial<DeskState>): DeskState
/** What main says of a call that nothing stands against; `more` holds for every wish. */
export declare function checksOf(
  more: Partial<CallCheck>,
  suggested?: 'shown' | 'hidden',
): {
  shown: {
    number: string
    suggested:
      | {
          kind: 'shown'
        }
      | {
          kind: 'hidden'
        }
      | {
          kind: 'number'
          number: string
        }
    callerId:
      | {
          kind: 'shown'
        }
      | {
          kind: 'hidden'
        }
      | {
          kind: 'number'
          number: string
        }
    target: string
    inWords: string
    impossible: {
      reason: string
      instead: string
    } | null
    emergency: boolean
    call: {
      verdict: 'allowed' | 'refuse' | 'warn'
      answers: {
        rule: 'attempts' | 'calling-hours' | 'do-not-call' | 'hidden-number' | 'national-list' | 'recorded-message'
        verdict: 'allowed' | 'refuse' | 'warn'
        reason: string
        source: string
        readOn: string
        instead: string
        locked: boolean
      }[]
    }
    drop: {
      verdict: 'allowed' | 'refuse' | 'warn'
      answers: {
        rule: 'attempts' | 'calling-hours' | 'do-not-call' | 'hidden-number' | 'national-list' | 'recorded-message'
        verdict: 'allowed' | 'refuse' | 'warn'
        reason: string
        source: string
        readOn: string
        instead: string
        locked: boolean
      }[]
    }
    needsReason: boolean
  }
  hidden: {
    number: string
    suggested:
      | {
          kind: 'shown'
        }
      | {
          kind: 'hidden'
        }
      | {
          kind: 'number'
          number: string
        }
    callerId:
      | {
          kind: 'shown'
        }
      | {
          kind: 'hidden'
        }
      | {
          kind: 'number'
          number: string
        }
    target: string
    inWords: string
    impossible: {
      reason: string
      instead: string
    } | null
    emergency: boolean
    call: {
      verdict: 'allowed' | 'refuse' | 'warn'
      answers: {
        rule: 'attempts' | 'calling-hours' | 'do-not-call' | 'hidden-number' | 'national-list' | 'recorded-message'
        verdict: 'allowed' | 'refuse' | 'warn'
        reason: string
        source: string
        readOn: string
        instead: string
        locked: boolean
      }[]
    }
    drop: {
      verdict: 'allowed' | 'refuse' | 'warn'
      answers: {
        rule: 'attempts' | 'calling-hours' | 'do-not-call' | 'hidden-number' | 'national-list' | 'recorded-message'
        verdict: 'allowed' | 'refuse' | 'warn'
        reason: string
        source: string
        readOn: string
        instead: string
        locked: boolean
      }[]
    }
    needsReason: boolean
  }
  number: {
    number: string
    suggested:
      | {
          kind: 'shown'
        }
      | {
          kind: 'hidden'
        }
      | {
          kind: 'number'
          number: string
        }
    callerId:
      | {
          kind: 'shown'
        }
      | {
          kind: 'hidden'
        }
      | {
          kind: 'number'
          number: string
        }
    target: string
    inWords: string
    impossible: {
      reason: string
      instead: string
    } | null
    emergency: boolean
    call: {
      verdict: 'allowed' | 'refuse' | 'warn'
      answers: {
        rule: 'attempts' | 'calling-hours' | 'do-not-call' | 'hidden-number' | 'national-list' | 'recorded-message'
        verdict: 'allowed' | 'refuse' | 'warn'
        reason: string
        source: string
        readOn: string
        instead: string
        locked: boolean
      }[]
    }
    drop: {
      verdict: 'allowed' | 'refuse' | 'warn'
      answers: {
        rule: 'attempts' | 'calling-hours' | 'do-not-call' | 'hidden-number' | 'national-list' | 'recorded-message'
        verdict: 'allowed' | 'refuse' | 'warn'
        reason: string
        source: string
        readOn: string
        instead: string
        locked: boolean
      }[]
    }
    needsReason: boolean
  }
  suggested: {
    number: string
    suggested:
      | {
          kind: 'shown'
        }
      | {
          kind: 'hidden'
        }
      | {
          kind: 'number'
          number: string
        }
    callerId:
      | {
          kind: 'shown'
        }
      | {
          kind: 'hidden'
        }
      | {
          kind: 'number'
          number: string
        }
    target: string
    inWords: string
    impossible: {
      reason: string
      instead: string
    } | null
    emergency: boolean
    call: {
      verdict: 'allowed' | 'refuse' | 'warn'
      answers: {
        rule: 'attempts' | 'calling-hours' | 'do-not-call' | 'hidden-number' | 'national-list' | 'recorded-message'
        verdict: 'allowed' | 'refuse' | 'warn'
        reason: string
        source: string
        readOn: string
        instead: string
        locked: boolean
      }[]
    }
    drop: {
      verdict: 'allowed' | 'refuse' | 'warn'
      answers: {
        rule: 'attempts' | 'calling-hours' | 'do-not-call' | 'hidden-number' | 'national-list' | 'recorded-message'
        verdict: 'allowed' | 'refuse' | 'warn'
        reason: string
        source: string
        readOn: string
        instead: string
        locked: boolean
      }[]
    }
    needsReason: boolean
  }
}
