import type { DeskState } from '../../shared/contract/bridge.ts'
import type { RuleAnswer } from '../../shared/compliance/rule-answer.ts'
import type { RingingCall } from '../../shared/call/received-call.ts'
import type { DeskPreview, PreviewOptions } from './desk-preview.ts'
import { card } from './desk-samples.ts'
export interface Scene {
  readonly name: string
  readonly state: Partial<DeskState>
  readonly options?: PreviewOptions
  /** Keys pressed once the desk is open, one after the other. */
  readonly keys?: readonly string[]
  /** Typed after the keys. */
  readonly typed?: string
  /** What more happens, once the keys are pressed. */
  readonly then?: (preview: DeskPreview) => Promise<void>
}
/** The sizes of a window: the usual two of laptops, a small one, and 1280 x 720 at 200 %. */
export declare const sizes: readonly [
  readonly [1280, 720],
  readonly [1366, 768],
  readonly [800, 600],
  readonly [640, 360],
]
/** The contact of a call that is up. */
export declare function talkingCard(more?: Partial<ReturnType<typeof card>>): {
  contactId: string & import('zod').$brand<'ContactId'>
  name: string
  title: string
  company: string | null
  timeZone: string
  place: string
  numbers: {
    phoneNumberId: string & import('zod').$brand<'PhoneNumberId'>
    number: string
    shown: string
    kind: 'direct' | 'home' | 'main' | 'mobile' | 'other'
  }[]
  tags: string[]
  region: string
  consent: 'no' | 'unknown' | 'yes'
  doNotCall: {
    entryId: string
    kind: 'company' | 'number' | 'person'
    subject: string
    addedAt: number
    why: string
    source: 'import' | 'outcome' | 'rep'
  }[]
  cadence: {
    name: string
    tries: number
    maxTries: number
    messageRule: string
    stopped: string | null
  } | null
  received: {
    callId: string & import('zod').$brand<'CallId'>
    number: string
    startedAt: number
    answeredAt: number | null
    endedAt: number | null
    outcome: 'answered' | 'declined' | 'forwarded' | 'missed' | 'refused' | null
    forwardedTo: string | null
    causedBy: (string & import('zod').$brand<'AttemptId'>) | null
    quality: {
      mos: number
      lostShare: number
      theirLostShare: number | null
      jitterMs: number
      roundTripMs: number | null
      codec: string
      route: 'host' | 'prflx' | 'relay' | 'srflx'
      lowestMos: number
      looks: number
    } | null
  }[]
  next: {
    followUpId: string & import('zod').$brand<'FollowUpId'>
    kind: 'call' | 'email' | 'letter' | 'task'
    name: string
    promise: boolean
    asked: boolean
    dueAt: number
    dueUntil: number
    recordingId: (string & import('zod').$brand<'RecordingId'>) | null
    hidden: boolean
    why: string[]
  } | null
  assistant: {
    notes: {
      noteId: string & import('zod').$brand<'NoteId'>
      attemptId: (string & import('zod').$brand<'AttemptId'>) | null
      text: string
      writtenAt: number
    }[]
    noteCount: number
    promises: {
      promiseId: string & import('zod').$brand<'PromiseId'>
      kind: 'call' | 'email' | 'letter' | 'task'
      words: string
      dueAt: number
      dueUntil: number
      madeAt: number
      late: string | null
    }[]
    gatekeeper: {
      factId: string
      at: number
      said: string
      personIn: {
        weekdays: number[]
        from: number
        until: number
      }[]
      directNumber: string
      inWords: string
    }[]
    heat: {
      cells: {
        weekday: number
        part: 'afternoon' | 'early' | 'evening' | 'lunch' | 'morning' | 'weekend'
        tries: number
        best: 'message' | 'spoke' | 'tried'
        outcomes: (
          | 'answered'
          | 'busy'
          | 'call-screener'
          | 'cancelled'
          | 'declined'
          | 'dial-tree'
          | 'do-not-call'
          | 'failed'
          | 'gatekeeper'
          | 'interested'
          | 'interrupted'
          | 'no-answer'
          | 'not-interested'
          | 'not-now'
          | 'voicemail-cut-off'
          | 'voicemail-dropped'
          | 'voicemail-nothing-left'
          | 'voicemail-stopped'
          | 'wrong-number'
        )[]
        lastAt: number
      }[]
      next: {
        weekday: number
        part: 'afternoon' | 'early' | 'evening' | 'lunch' | 'morning' | 'weekend'
      } | null
    }
    suggested: {
      attemptId: string & import('zod').$brand<'AttemptId'>
      outcome:
        | 'answered'
        | 'busy'
        | 'call-screener'
        | 'cancelled'
        | 'declined'
        | 'dial-tree'
        | 'do-not-call'
        | 'failed'
        | 'gatekeeper'
        | 'interested'
        | 'interrupted'
        | 'no-answer'
        | 'not-interested'
        | 'not-now'
        | 'voicemail-cut-off'
        | 'voicemail-dropped'
        | 'voicemail-nothing-left'
        | 'voicemail-stopped'
        | 'wrong-number'
      why: string
    } | null
    said: {
      attemptId: string & import('zod').$brand<'AttemptId'>
      outcome:
        | 'answered'
        | 'busy'
        | 'call-screener'
        | 'cancelled'
        | 'declined'
        | 'dial-tree'
        | 'do-not-call'
        | 'failed'
        | 'gatekeeper'
        | 'interested'
        | 'interrupted'
        | 'no-answer'
        | 'not-interested'
        | 'not-now'
        | 'voicemail-cut-off'
        | 'voicemail-dropped'
        | 'voicemail-nothing-left'
        | 'voicemail-stopped'
        | 'wrong-number'
      before:
        | 'answered'
        | 'busy'
        | 'call-screener'
        | 'cancelled'
        | 'declined'
        | 'dial-tree'
        | 'do-not-call'
        | 'failed'
        | 'gatekeeper'
        | 'interested'
        | 'interrupted'
        | 'no-answer'
        | 'not-interested'
        | 'not-now'
        | 'voicemail-cut-off'
        | 'voicemail-dropped'
        | 'voicemail-nothing-left'
        | 'voicemail-stopped'
        | 'wrong-number'
        | null
    } | null
    step: {
      kind: 'call' | 'email' | 'letter' | 'task'
      name: string
      script: string
      message: {
        recordingId: string & import('zod').$brand<'RecordingId'>
        name: string
        script: string
      } | null
    } | null
    paused: {
      until: number | null
      everybody: boolean
      inWords: string
    } | null
    bestTimes: {
      inWords: string
      tries: number
      answered: number
      mean: number
      low: number
      high: number
      prior: {
        mean: number
        tries: number
      }
      weekday: number
      part: 'afternoon' | 'early' | 'evening' | 'lunch' | 'morning' | 'weekend'
    }[]
    enrolment: {
      cadenceId: string & import('zod').$brand<'CadenceId'>
      startedAt: number
      side: string | null
    } | null
  }
  attempts: {
    attemptId: string & import('zod').$brand<'AttemptId'>
    number: string
    startedAt: number
    answeredAt: number | null
    endedAt: number | null
    outcome:
      | 'answered'
      | 'busy'
      | 'call-screener'
      | 'cancelled'
      | 'declined'
      | 'dial-tree'
      | 'do-not-call'
      | 'failed'
      | 'gatekeeper'
      | 'interested'
      | 'interrupted'
      | 'no-answer'
      | 'not-interested'
      | 'not-now'
      | 'voicemail-cut-off'
      | 'voicemail-dropped'
      | 'voicemail-nothing-left'
      | 'voicemail-stopped'
      | 'wrong-number'
      | null
    hidden: boolean
    recordingId: (string & import('zod').$brand<'RecordingId'>) | null
    recordingName: string | null
    recordingVersion: number | null
    recordingMs: number | null
    playedMs: number | null
    heard: boolean
    quality: {
      mos: number
      lostShare: number
      theirLostShare: number | null
      jitterMs: number
      roundTripMs: number | null
      codec: string
      route: 'host' | 'prflx' | 'relay' | 'srflx'
      lowestMos: number
      looks: number
    } | null
  }[]
}
export declare const usMobile: RuleAnswer
export declare const luisRings: RingingCall
export declare const scenes: readonly Scene[]
/** Plays a scene on an open desk. */
export declare function play(scene: Scene, preview: DeskPreview): Promise<void>
