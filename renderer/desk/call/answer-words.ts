import type { Answer, Doubt } from '../../../shared/contract/call.ts'

/** Who is taken to have answered, and by what; null: nobody can tell. */
export function answererInWords({ why, talkMs }: Answer): string | null {
  switch (why) {
    case 'short-and-waits':
      return 'a person, who said little and waited'
    case 'conversation':
      return 'a person, who talked with you'
    case 'beep':
      return 'a voicemail, by its beep'
    case 'long-announcement':
      return `a machine, by an announcement of ${Math.round(talkMs / 1000)} s`
    case 'known-mailbox':
      return 'their voicemail, which is known'
    case 'known-screener':
      return 'a call screener, which is known'
    case 'cadence':
      return 'ringing, by its rhythm'
    case 'announcement-again':
      return 'a menu, which began again'
    case 'notes':
      return 'music'
    case 'nothing':
    case 'undecided':
      return null
    default:
      return why satisfies never
  }
}

const doubts: Record<Doubt, string> = {
  nothing: 'Nothing was heard.',
  person: 'It went quiet after a few words.',
  ringing: 'It rings again.',
  menu: 'A menu speaks.',
  screener: 'A screening assistant asks.',
  music: 'Music plays.',
  speech: 'Somebody spoke into the message.',
}

/** Why a call came back to the rep. */
export function doubtInWords(doubt: Doubt): string {
  return doubts[doubt]
}
