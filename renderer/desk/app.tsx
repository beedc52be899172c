import { useEffect } from 'react'
import { useStore } from 'zustand'
import { callOnDesk } from '../../shared/call/call-on-desk.ts'
import { sentenceFor } from '../../shared/trouble-sentences.ts'
import type { DeskStore } from './frame/desk-store.ts'
import type { Intents } from './frame/intents.ts'
import type { Levels } from './call/levels.ts'
import type { MicrophoneLevel } from './audio/sound-desk.ts'
import { panelSubject } from './call/panel-subject.ts'
import { listenToKeys } from './frame/listen-to-keys.ts'
import { CadencesContext, type CadencesRoom } from './cadence/cadences-context.ts'
import { CadenceDialog } from './cadence/cadence-dialog.tsx'
import { CadencesOverDesk } from './cadence/cadences-view.tsx'
import { useCompact } from './frame/use-compact.ts'
import { useContactKeys } from './contact/contact-keys.ts'
import { ContactsContext, type ContactsRoom } from './contact/contacts-context.ts'
import { ContactsOverDesk } from './contact/contacts-view.tsx'
import { Palette } from './frame/palette.tsx'
import { ShortcutsSheet } from './frame/shortcuts-sheet.tsx'
import { SupportDialog } from './frame/support-dialog.tsx'
import { Announcer } from './call/announcer.tsx'
import { UndoToast } from './outcome/undo-toast.tsx'
import { ReasonDialog } from './compliance/reason-dialog.tsx'
import { CoveredCall } from './call/covered-call.tsx'
import { Dock } from './call/dock.tsx'
import { PromiseDialog } from './outcome/promise-choice.tsx'
import { ComplianceLog } from './compliance/compliance-log.tsx'
import { Header } from './frame/header.tsx'
import { CallerIdTestDialog } from './line/caller-id-test.tsx'
import { IntentsContext } from './frame/intents-context.ts'
import { LineDialog } from './line/line-dialog.tsx'
import { NumberDialog } from './call/number-dialog.tsx'
import { Lists } from './compliance/lists.tsx'
import { Notices } from './call/notices.tsx'
import { PasswordPrompt } from './line/password-prompt.tsx'
import { Preview } from './call/preview.tsx'
import { SettingsDialog } from './frame/settings-dialog.tsx'
import { KeysContext } from './controls/own-keys.ts'
import { Queue } from './queue/queue.tsx'
import { Ringing } from './call/ringing.tsx'
import { Sidebar } from './contact/sidebar.tsx'
import { SoundDialog } from './audio/sound-dialog.tsx'
import { CallPanel } from './call/call-panel.tsx'
import { DropsBar } from './call/drops-bar.tsx'
import { StudioContext, type StudioRoom } from './studio/studio-context.ts'
import { Today } from './queue/today.tsx'
import { Studio } from './studio/studio.tsx'

/** The desk, whole: the store's state goes down as props, intents come up. */
export function App(props: {
  store: DeskStore
  intents: Intents
  levels: Levels
  microphoneLevel: MicrophoneLevel
  studio: StudioRoom
  contacts: ContactsRoom
  cadences: CadencesRoom
}) {
  const { store, intents, levels, microphoneLevel, studio, contacts, cadences } = props
  const desk = useStore(store)
  const inStudio = useStore(studio.store, ({ isOpen }) => isOpen)
  const inContacts = useStore(contacts.store, ({ view }) => view !== null)
  const inCadences = useStore(cadences.store, ({ view }) => view !== null)
  const isCovered = inStudio || inContacts || inCadences
  useEffect(
    () => listenToKeys({ store, intents, openStudio: () => enterStudio(store, studio), isCovered }),
    [store, intents, studio, isCovered],
  )
  const openStudio = () => enterStudio(store, studio)
  const room = { desk, intents, contacts: contacts.intents, cadences: cadences.intents, openStudio }
  useContactKeys(inStudio ? null : room)
  const uncover = () => {
    studio.intents.close()
    contacts.intents.close()
    cadences.intents.close()
    if (desk.logOpen) intents.openLog(false)
    if (desk.listsOpen) intents.openLists(false)
  }
  useCompact({
    isCovered: isCovered || desk.logOpen || desk.listsOpen,
    goWhole: () => intents.setCompact(false),
    uncover,
  })

  const { facts } = desk
  if (!facts) {
    return <main className="opening">{desk.refusal ? sentenceFor(desk.refusal.trouble) : 'Opening the desk …'}</main>
  }
  const subject = panelSubject(desk)
  // What only changes with the minute is drawn with the minute.
  const minute = Math.floor(facts.now / 60_000) * 60_000
  return (
    <IntentsContext value={intents}>
      <KeysContext value={facts.settings}>
        <ContactsContext value={contacts}>
          <div className={inStudio ? 'desk in-studio' : 'desk'}>
            <Header
              line={facts.line}
              now={facts.now}
              today={facts.queue.today}
              doNotDisturb={facts.incoming.doNotDisturb}
              room={inStudio ? null : room}
              goHome={uncover}
            />
            <Notices desk={desk} facts={facts} subject={subject} />
            <Ringing desk={desk} incoming={facts.incoming} calls={facts.calls} now={facts.now} />
            {inStudio && (
              <StudioContext value={studio}>
                <Studio call={callOnDesk(facts.calls) ?? null} now={facts.now} sound={facts.sound} />
              </StudioContext>
            )}
            {!inStudio && inContacts && (
              <ContactsOverDesk call={callOnDesk(facts.calls) ?? null} now={facts.now} card={facts.card} />
            )}
            {!inStudio && !inContacts && inCadences && (
              <CadencesContext value={cadences}>
                <CadencesOverDesk call={callOnDesk(facts.calls) ?? null} now={facts.now} />
              </CadencesContext>
            )}
            {!isCovered && desk.logOpen && <ComplianceLog desk={desk} facts={facts} />}
            {!isCovered && desk.listsOpen && <Lists desk={desk} />}
            {!isCovered && !desk.logOpen && !desk.listsOpen && (
              <>
                <div className="today-and-queue">
                  <CadencesContext value={cadences}>
                    <Today desk={desk} facts={facts} />
                  </CadencesContext>
                  <Queue queue={facts.queue} selected={desk.picked ?? facts.card?.contactId ?? null} minute={minute} />
                </div>
                <div
                  className={
                    subject.kind === 'call' ? 'person in-call' : subject.kind === 'nobody' ? 'person alone' : 'person'
                  }
                >
                  <CallPanel desk={desk} facts={facts} subject={subject} levels={levels} />
                  <Dock desk={desk} facts={facts} subject={subject} />
                  <Sidebar
                    card={desk.picked && desk.picked !== facts.card?.contactId ? null : facts.card}
                    elsewhere={
                      subject.kind === 'call' && subject.contact.contactId !== facts.card?.contactId
                        ? subject.contact
                        : null
                    }
                    recordings={facts.recordings}
                    minute={minute}
                    listening={desk.listening}
                    phoneNumberId={desk.phoneNumberId}
                    folded={facts.folded}
                  />
                </div>
              </>
            )}
            {(isCovered || desk.logOpen || desk.listsOpen) && subject.kind === 'call' && (
              <CoveredCall desk={desk} call={subject.call} now={facts.now} />
            )}
            <UndoToast desk={desk} subject={subject} />
            <DropsBar desk={desk} facts={facts} subject={subject} />
          </div>
          <Announcer facts={facts} subject={subject} />
          <Preview path={desk.listening} />
          <LineDialog desk={desk} state={facts.line} />
          <SoundDialog desk={desk.sound} sound={facts.sound} level={microphoneLevel} />
          {subject.kind !== 'nobody' && <PromiseDialog desk={desk} contact={subject.contact} />}
          <ReasonDialog desk={desk} />
          {facts.card && <CadenceDialog desk={desk} card={facts.card} />}
          <PasswordPrompt desk={desk} facts={facts} />
          <NumberDialog desk={desk} line={facts.line} />
          <CallerIdTestDialog desk={desk} facts={facts} />
          <Palette room={room} />
          <ShortcutsSheet />
          <SupportDialog />
          <SettingsDialog room={room} />
        </ContactsContext>
      </KeysContext>
    </IntentsContext>
  )
}

function enterStudio(store: DeskStore, studio: StudioRoom) {
  // What is being previewed on the desk has no button to stop it there.
  store.setState({ listening: null, refusal: null })
  studio.intents.open()
}
