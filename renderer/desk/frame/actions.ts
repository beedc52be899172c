import type { DeskSettings } from '../../../shared/contract/settings-bridge.ts'
import type { CadencesIntents } from '../cadence/cadences-intents.ts'
import type { ContactsIntents } from '../contact/contacts-intents.ts'
import type { Desk } from './desk-store.ts'
import type { Intents } from './intents.ts'
import { cardDeed, keys, shortcut, type CardDeed } from './shortcuts.ts'

/** What can be done at the desk: one table for the palette, the keys and the sheet that lists them. */
export interface DeskAction {
  readonly name: string
  /** As a button shows it. */
  readonly key: string
  readonly group: 'Calls' | 'Messages' | 'Outcomes and promises' | 'Contacts' | 'Views'
  /** What people call it when they type. */
  readonly alias?: string
  /** What it would do now; null: nothing. */
  readonly runIn: (room: ActionRoom) => (() => void) | null
}

export interface ActionRoom {
  readonly desk: Desk
  readonly intents: Intents
  readonly contacts: ContactsIntents
  readonly cadences: CadencesIntents
  readonly openStudio: () => void
}

/** Keys whose caps are not their names. */
const keyNames: Readonly<Record<string, string>> = { Esc: 'Escape' }

/** A key of the desk: it does in the palette what it does when it is pressed. */
const pressing =
  (key: string): DeskAction['runIn'] =>
  ({ desk, intents }) =>
    shortcut(desk, intents, keyNames[key] ?? key)

const shownContact = ({ desk }: ActionRoom) => desk.facts?.card ?? null

/** Ctrl, or Cmd on a Mac, and this. */
export const contactKeys = { palette: 'K', import: 'I', edit: 'E', company: 'B', all: 'O', sheet: '?' } as const
/** With Ctrl or Cmd as well. Not M for the compact desk: on a Mac that minimises a window. */
export const viewKeys = { cadences: 'L', insights: 'J', compact: 'U', daysOff: 'D' } as const
const withCtrl = (key: string) => `${isMac() ? '⌘' : 'Ctrl+'}${key}`

export function isMac(): boolean {
  return navigator.platform.startsWith('Mac')
}

export const actionKeys = {
  palette: withCtrl(contactKeys.palette),
  import: withCtrl(contactKeys.import),
  edit: withCtrl(contactKeys.edit),
  company: withCtrl(contactKeys.company),
  allContacts: withCtrl(contactKeys.all),
  sheet: contactKeys.sheet,
  cadences: withCtrl(viewKeys.cadences),
  insights: withCtrl(viewKeys.insights),
  compact: withCtrl(viewKeys.compact),
  daysOff: withCtrl(viewKeys.daysOff),
}

const deskAction = (name: string, key: string, group: DeskAction['group'], alias = ''): DeskAction => ({
  name,
  alias,
  key,
  group,
  runIn: pressing(key),
})

const cardAction = (name: string, runIn: CardDeed): DeskAction => ({
  name,
  key: '',
  group: 'Outcomes and promises',
  runIn: ({ desk, intents }) => cardDeed(desk, intents, runIn),
})

const painting = (name: string, theme: DeskSettings['theme'], alias: string): DeskAction => ({
  name,
  alias,
  key: '',
  group: 'Views',
  runIn:
    ({ intents }) =>
    () =>
      intents.chooseSettings({ theme }),
})

export const actions: readonly DeskAction[] = [
  deskAction('Call who is next', keys.dial, 'Calls'),
  deskAction('Call again', keys.again, 'Calls'),
  deskAction('Hang up', keys.hangUp, 'Calls'),
  deskAction('Mute, or open the microphone', keys.mute, 'Calls'),
  deskAction('Hide or show the number on the next call', keys.hide, 'Calls'),
  deskAction('Call again with the number shown', keys.shown, 'Calls'),
  deskAction('Next contact', keys.next, 'Calls'),
  deskAction('Dial a number', keys.number, 'Calls'),
  deskAction('Hold, resume, or turn to the call that waits', keys.hold, 'Calls'),
  deskAction('Keypad', keys.keypad, 'Calls'),
  deskAction('Transfer', keys.transfer, 'Calls'),
  deskAction('Merge two calls, or split them', keys.merge, 'Calls'),
  deskAction('A screening assistant asks', keys.screener, 'Calls'),
  deskAction('Do not disturb', keys.doNotDisturb, 'Calls', 'settings quiet busy'),
  deskAction('Answer the call that rings', keys.answer, 'Calls'),
  deskAction('Decline the call that rings', keys.decline, 'Calls'),
  deskAction('Forward the call that rings', keys.forward, 'Calls'),
  deskAction('Say whose callback it is', keys.whoCalled, 'Calls', 'who called credit switchboard'),
  deskAction('Drop a voicemail, or play it at once', keys.drop, 'Messages'),
  deskAction('Another message', keys.otherMessage, 'Messages'),
  deskAction('Listen to the message', keys.listen, 'Messages'),
  deskAction('Hear what was left', keys.hear, 'Messages'),
  deskAction('Play the waiting message now', keys.playNow, 'Messages'),
  deskAction('Take the call back', keys.takeBack, 'Messages'),
  deskAction('End the message', keys.endMessage, 'Messages'),
  { name: 'How the call ended', key: '0–9', group: 'Outcomes and promises', runIn: () => null },
  deskAction('Take back what was said last', keys.undo, 'Outcomes and promises'),
  deskAction('Note', keys.note, 'Outcomes and promises'),
  deskAction('Promise what is offered after a talk', keys.offered, 'Outcomes and promises', 'this week'),
  deskAction('Promise', keys.promise, 'Outcomes and promises', 'callback follow-up later'),
  deskAction(
    'Put on a cadence, stop it, pause it, won, lost',
    keys.cadence,
    'Outcomes and promises',
    'enrol unenrol rest',
  ),
  cardAction('The promise is kept', 'kept'),
  cardAction('Withdraw the promise', 'withdraw'),
  cardAction('The letter, email or task is done', 'done'),
  cardAction('Skip this step', 'letPass'),
  deskAction('Start a session, or end it', keys.session, 'Outcomes and promises', 'dial on power dialer'),
  deskAction('Pause all cadences, or go on', keys.pause, 'Outcomes and promises'),
  {
    name: 'Find anybody or anything',
    key: actionKeys.palette,
    group: 'Contacts',
    runIn:
      ({ contacts }) =>
      () =>
        contacts.openPalette({ kind: 'anything' }),
  },
  {
    name: 'All contacts',
    alias: 'list table bulk everybody',
    key: actionKeys.allContacts,
    group: 'Contacts',
    runIn:
      ({ contacts }) =>
      () =>
        contacts.openAll(),
  },
  {
    name: 'Edit the contact',
    key: actionKeys.edit,
    group: 'Contacts',
    runIn: (room) => {
      const card = shownContact(room)
      return card && (() => room.contacts.openForm(card.contactId))
    },
  },
  {
    name: 'Show the company',
    key: actionKeys.company,
    group: 'Contacts',
    runIn: (room) => {
      const card = shownContact(room)
      return card?.company ? () => room.contacts.openCompany(card.contactId) : null
    },
  },
  {
    name: 'Merge the contact with another',
    key: '',
    group: 'Contacts',
    runIn: (room) => {
      const card = shownContact(room)
      return card && (() => room.contacts.openPalette({ kind: 'merge', keptId: card.contactId }))
    },
  },
  {
    name: 'Add a contact',
    alias: 'new contact person',
    key: '',
    group: 'Contacts',
    runIn:
      ({ contacts }) =>
      () =>
        contacts.openForm(null),
  },
  {
    name: 'Import and export contacts',
    alias: 'csv excel list file upload download',
    key: actionKeys.import,
    group: 'Contacts',
    runIn:
      ({ contacts }) =>
      () =>
        contacts.openImport(),
  },
  deskAction('Line', keys.line, 'Views', 'settings account sip phone preferences'),
  deskAction('Microphone, speaker and ringer', keys.sound, 'Views', 'settings sound audio headset preferences'),
  deskAction('Compliance log', keys.log, 'Views', 'history report law'),
  {
    name: 'Support bundle',
    alias: 'help fault bug log report zip',
    key: '',
    group: 'Views',
    runIn:
      ({ contacts }) =>
      () =>
        contacts.openSupport(true),
  },
  deskAction('Do-not-call lists', keys.lists, 'Views', 'dnc block delete remove'),
  {
    name: 'Cadences',
    alias: 'rules sequence settings',
    key: actionKeys.cadences,
    group: 'Views',
    runIn:
      ({ cadences }) =>
      () =>
        cadences.openCadences(),
  },
  {
    name: 'Insights',
    alias: 'report statistics figures history',
    key: actionKeys.insights,
    group: 'Views',
    runIn:
      ({ cadences }) =>
      () =>
        cadences.openInsights(),
  },
  {
    name: 'Working hours and public holidays',
    alias: 'when I call capacity dials a day settings',
    key: '',
    group: 'Views',
    runIn:
      ({ cadences }) =>
      () =>
        cadences.openPlanning(),
  },
  {
    name: 'Days off: holidays and vacations',
    key: actionKeys.daysOff,
    group: 'Views',
    runIn:
      ({ cadences }) =>
      () =>
        cadences.openDaysOff(),
  },
  {
    name: 'Compact desk, or the whole one again',
    alias: 'settings small window',
    key: actionKeys.compact,
    group: 'Views',
    runIn:
      ({ intents }) =>
      () =>
        intents.toggleCompact(),
  },
  {
    name: 'Settings',
    alias: 'preferences options configure theme dark mode keys shortcuts help',
    key: '',
    group: 'Views',
    runIn:
      ({ intents }) =>
      () =>
        intents.openSettings(true),
  },
  painting('Dark desk', 'dark', 'dark mode theme night appearance'),
  painting('Light desk', 'light', 'light mode theme day appearance'),
  painting('Desk as light or dark as the system', 'system', 'dark mode theme appearance'),
  {
    name: 'Quit Afterbeep',
    alias: 'exit close end',
    key: '',
    group: 'Views',
    runIn:
      ({ intents }) =>
      () =>
        intents.quit(),
  },
  {
    name: 'Studio',
    alias: 'recording voicemail message record',
    key: keys.studio,
    group: 'Views',
    runIn: ({ openStudio }) => openStudio,
  },
  {
    name: 'Keyboard shortcuts',
    alias: 'help keys settings',
    key: actionKeys.sheet,
    group: 'Views',
    runIn:
      ({ contacts }) =>
      () =>
        contacts.openSheet(true),
  },
]

/** What can be done now and whose name has all words that were typed, in the order of the table. */
export function actionsFor(room: ActionRoom, typed: string): (DeskAction & { readonly run: () => void })[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return actions.flatMap((action) => {
    const name = `${action.name} ${action.group} ${action.alias ?? ''}`.toLowerCase()
    if (!words.every((word) => name.includes(word))) return []
    const run = action.runIn(room)
    return run ? [{ ...action, run }] : []
  })
}
