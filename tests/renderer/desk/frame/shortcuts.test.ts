import { describe, expect, test } from 'vitest'
import { closedDesk, type Desk } from '../../../../renderer/desk/frame/desk-store.ts'
import type { Intents } from '../../../../renderer/desk/frame/intents.ts'
import { cardDeed, keys, shortcut } from '../../../../renderer/desk/frame/shortcuts.ts'
import { nothingOpen } from '../../../../renderer/desk/call/in-call-desk.ts'
import { emptyAssistant } from '../../../../renderer/desk/outcome/assistant-desk.ts'
import type { AttemptId } from '../../../../shared/ids.ts'
import { attempt, call, card, contactId, desk, drop, followUp, items, leaving } from '../../../support/desk-samples.ts'

/** What a key asked of the desk: the intent, and the first thing it was given, in short. */
function askedBy(press: (intents: Intents) => (() => void) | null): string | null {
  let asked = ''
  const note =
    (name: string) =>
    (...given: readonly unknown[]) => {
      asked = [name, ...given.map(inShort)].join(' ').trim()
    }
  const intents = new Proxy({} as Intents, { get: (_, name) => note(String(name)) })
  const action = press(intents)
  action?.()
  return action && asked
}

function inShort(given: unknown): string {
  if (given === null || typeof given !== 'object') return String(given)
  return 'name' in given ? String(given.name) : Object.values(given).join(',')
}

const at = (more: Parameters<typeof desk>[0] = {}, own: Partial<Desk> = {}): Desk => ({
  ...closedDesk,
  facts: desk(more),
  ...own,
})
const pressed = (of: Desk, key: string) => askedBy((intents) => shortcut(of, intents, key))
const expectKeys = (of: Desk, expected: Readonly<Record<string, string | null>>) =>
  expect(Object.fromEntries(Object.keys(expected).map((key) => [key, pressed(of, key)]))).toEqual(expected)

const talking = call('talking')
const waiting = call('talking', { name: 'Priya Raman', holding: true })
const attemptId = 'attempt-jane-adams' as AttemptId
const judged = card('Jane Adams', { attempts: [attempt(1, null, { attemptId })] })

describe('a key', () => {
  test('on a contact calls them, chooses for the call, and opens what stands beside', () => {
    expectKeys(at(), {
      Enter: 'dial contact-jane-adams', a: null, i: 'chooseCallerId contact-jane-adams hidden', w: null, d: null, m: null,
      Escape: null, n: 'show contact-priya-raman', l: 'openLine true', ',': 'openSound true', g: 'openLog true', o: 'openLists true',
      r: 'chooseRecording contact-jane-adams recording-2', v: 'listen /recordings/recording-1.wav', p: null, t: null, x: null,
      '/': 'openInCall number', '+': 'openInCall number', z: 'disturb false', y: null, b: null, f: null, '.': 'openPromise true', ';': 'askNote',
      '>': 'turnSession', '<': 'openPause true', c: 'openCadenceOf true', Backspace: null, '1': null, '?': null,
    }) // prettier-ignore
  })

  test('written large is the same key', () => {
    expect(pressed(at(), 'L')).toBe('openLine true')
    expect(pressed(at({ calls: [talking] }), 'M')).toBe('mute Jane Adams')
  })

  test('in a call is about that call', () => {
    expectKeys(at({ calls: [talking], card: judged }), {
      Enter: null, i: null, d: 'drop Jane Adams', m: 'mute Jane Adams', q: 'screener Jane Adams', Escape: 'hangUp Jane Adams',
      k: 'hold Jane Adams true', j: 'openInCall keypad', u: 'openInCall transfer', e: null, '/': null, v: null, p: null, x: null,
    }) // prettier-ignore
    expectKeys(at({ calls: [call('ringing')] }), {
      k: null,
      j: null,
      q: null,
      d: 'drop Jane Adams',
      Escape: 'hangUp Jane Adams',
    })
    expectKeys(at({ calls: [talking], recordings: [] }), { d: null })
    expectKeys(at({ calls: [call('talking', { direction: 'in', attemptId: null })] }), {
      d: null,
      q: null,
      k: 'hold Jane Adams true',
    })
  })

  test('in a call on hold lets nothing of the rep out', () => {
    const held = call('talking', { holding: true })
    expectKeys(at({ calls: [held] }), {
      d: null,
      m: null,
      q: null,
      j: null,
      k: 'hold Jane Adams false',
      '/': 'openInCall number',
    })
  })

  test('with somebody waiting beside is about the two', () => {
    const calls = [waiting, talking]
    expectKeys(at({ calls }), {
      k: 'hold Priya Raman false',
      u: 'complete Priya Raman Jane Adams',
      e: 'merge Jane Adams Priya Raman',
    })
    const merged = { ...talking, mergedWith: waiting.callId }
    expectKeys(at({ calls: [merged] }), { k: null, u: null, e: 'split Jane Adams' })
    const sent = call('talking', { transfer: { to: 'Tom', progress: 'ringing' } as never })
    expectKeys(at({ calls: [sent] }), { k: null, u: null, j: null })
  })

  test('that is a digit says how the call is kept, and goes to the far end while the keypad is open', () => {
    const up = { calls: [talking], card: judged }
    expect(pressed(at(up), '2')).toMatch(/^recordOutcome Jane Adams /)
    const withKeypad = at(up, { inCall: { ...nothingOpen, open: 'keypad' } })
    expectKeys(withKeypad, { '2': 'pressKeys Jane Adams 2', '#': 'pressKeys Jane Adams #', m: null, Escape: null })
    expect(pressed(at(up), '#')).toBe('pressKeys Jane Adams #')
    expect(pressed(at(up, { inCall: { ...nothingOpen, open: 'transfer' } }), '2')).toBeNull()
  })

  test('of a message that is being left plays, takes back or ends it', () => {
    const of = (one: ReturnType<typeof leaving>) => at({ calls: [one] })
    expectKeys(of(leaving('Priya Raman', 'waiting')), {
      p: 'drop Priya Raman',
      t: 'takeBack Priya Raman',
      x: 'hangUp Priya Raman',
    })
    const heard = card('Jane Adams', {
      attempts: [attempt(1, 'no-answer'), attempt(0, 'voicemail-dropped', { attemptId, heard: true })],
    })
    expectKeys(at({ card: heard }), { h: `listen /heard/${attemptId}.wav` })
    expectKeys(at({ card: judged }), { h: null })
    const asking = call('waiting', {
      name: 'Priya Raman',
      drop: drop({ handBack: { at: 1, doubt: 'person' } as never }),
    })
    expectKeys(of(asking), { h: 'replay Priya Raman', p: 'drop Priya Raman', t: 'takeBack Priya Raman' })
  })

  test('answers, declines or sends on whoever rings, whatever else is on the desk but a dialog', () => {
    const ringing = [{ callId: 'call-in', name: 'Tom' }] as never
    const incoming = { ringing, doNotDisturb: false, answering: { autoAnswer: false, forwardTo: '+1' } }
    expectKeys(at({ incoming, calls: [talking] }), {
      y: 'answer call-in',
      b: 'decline call-in',
      f: 'forward call-in +1',
      z: 'disturb false',
    })
    expectKeys(at({ incoming: { ...incoming, answering: { autoAnswer: false, forwardTo: '' } } }), {
      f: 'forward call-in null',
    })
    expectKeys(at({ incoming }, { logOpen: true }), { y: 'answer call-in', m: null })
    for (const dialog of [
      { lineOpen: true },
      { callerIdTestOpen: true },
      { sound: { ...closedDesk.sound, open: true } },
    ])
      expect(pressed(at({ incoming }, dialog), 'y')).toBeNull()
  })

  test('does nothing behind a dialog, before main has answered, or on what is covered', () => {
    expect(pressed(closedDesk, 'l')).toBeNull()
    expect(pressed(at({}, { assistant: { ...emptyAssistant, open: 'promise' } }), 'l')).toBeNull()
    expectKeys(at({}, { logOpen: true }), {
      Enter: null,
      Escape: 'openLog false',
      g: 'openLog false',
      o: 'openLists true',
      m: null,
    })
    expectKeys(at({}, { listsOpen: true }), {
      Enter: null,
      Escape: 'openLists false',
      o: 'openLists false',
      g: 'openLog true',
    })
  })

  test('for stopping stops whichever waits: a call, the next call of a session, or one that waits for the line', () => {
    const dialsOn = { afterCallId: talking.callId, contactId: contactId('Priya Raman') }
    expect(pressed(at({}, { dialsOn }), 'Escape')).toBe('waitForMe')
    expect(pressed(at({ queuedDial: { contactId: contactId('Tom Okafor') } as never }), 'Escape')).toBe('dialNot')
    expect(pressed(at({ queue: { ...desk().queue, pausedUntil: 1 } }), '<')).toBe('resumeAll')
  })

  test('for the neighbour goes through the queue in its order, and not past its ends', () => {
    expectKeys(at(), { ArrowDown: 'show contact-luis-ferreira', ArrowUp: 'show contact-tom-okafor' })
    expect(pressed(at({}, { picked: items[0]!.contactId }), 'ArrowUp')).toBeNull()
    expect(pressed(at({}, { picked: items.at(-1)!.contactId }), 'ArrowDown')).toBeNull()
    expect(pressed(at({ card: null }), 'ArrowDown')).toBe('show contact-priya-raman')
  })

  test('for taking back works only where there is something to take back', () => {
    const lastOutcome = { of: { direction: 'out', id: attemptId }, name: 'Jane Adams', outcome: 'busy' } as const
    expect(pressed(at({}, { assistant: { ...emptyAssistant, lastOutcome } }), 'Backspace')).toBe('undo')
    expect(
      pressed(at({}, { assistant: { ...emptyAssistant, lastEnded: { promiseId: 'p' } as never } }), 'Backspace'),
    ).toBe('undo')
  })

  test('stands on one button alone of those that are seen together', () => {
    // A call that waits for the line is seen with no call; a call that has ended is no call that is merged.
    const shared: readonly string[] = [keys.hangUp, keys.merge]
    const all = Object.values(keys).filter((key) => !shared.includes(key))
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('what is done on the card', () => {
  const done = (of: Desk, action: Parameters<typeof cardDeed>[2]) => askedBy((intents) => cardDeed(of, intents, action))
  const letter = followUp({ kind: 'letter', followUpId: 'letter-1' as never })
  const promised = { ...card(), assistant: { ...card().assistant, promises: [{ promiseId: 'promise-1' }] as never } }

  test('is about the promise that is due first, or the letter that is next', () => {
    expect(done(at({ card: promised }), 'kept')).toBe('endPromise Jane Adams')
    expect(done(at(), 'withdraw')).toBeNull()
    expect(done(at({ card: card('Jane Adams', { next: letter }) }), 'done')).toBe('finish letter-1 true')
    expect(done(at({ card: card('Jane Adams', { next: letter }) }), 'letPass')).toBe('finish letter-1 false')
    expect(done(at(), 'done')).toBeNull()
  })

  test('is nothing while another contact is on its way to the desk', () => {
    expect(done(at({ card: promised }, { picked: contactId('Priya Raman') }), 'kept')).toBeNull()
    expect(done(at({ card: null }), 'kept')).toBeNull()
  })
})
