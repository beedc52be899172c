import type { DeskSettings } from '../shared/contract/settings-bridge.ts'
import type { SoundListeners } from '../shared/contract/bridge.ts'
import { existsSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { callIdSchema, type CallId, type ContactId } from '../shared/ids.ts'
import type { LineState } from '../shared/contract/line.ts'
import type { RingingCall } from '../shared/contract/received-call.ts'
import type { Result } from '../shared/result.ts'
import { ok } from '../shared/result.ts'
import { attemptCallId } from './archive/attempts.ts'
import { contactCard } from './archive/contact-card.ts'
import { contactName } from './archive/contacts.ts'
import { lineInUse, putLineInUse } from './archive/lines.ts'
import type { DueReminder } from './archive/reminders.ts'
import { archiveIn, closeArchive, guard, openCheckedArchive } from './archive/open.ts'
import { rewriteRemoved } from './backup/backups.ts'
import { keepBackups } from './backup/keep-backups.ts'
import { queue } from './archive/queue.ts'
import { listRecordings } from './archive/recordings.ts'
import { interruptCallerIdTestCalls } from './archive/caller-id-test-calls.ts'
import { liveQualities, openCallQualities } from './call/call-qualities.ts'
import { openCalls } from './call/calls.ts'
import { callViews } from './call/call-views.ts'
import { openDialQueue, queuedDial } from './call/dial-queue.ts'
import { callMoved, callSettled } from './call/exchange-reports.ts'
import { openDesk, type TellDesk } from './desk.ts'
import { openExchange } from './exchange/exchange.ts'
import { followCall, soundListeners } from './call/follow-call.ts'
import { endUnanswered } from './call/hand-back.ts'
import { displayInCallerIdTest, callerIdTestState, openCallerIdTester } from './line/caller-id-test/caller-id-test.ts'
import { openAppClock } from './app-clock.ts'
import type { AppContext } from './app-context.ts'
import { lastMerge, openMerges } from './contact/merge-contacts.ts'
import { importState, openImports } from './import/imports.ts'
import { takeBackCutOff } from './import/undo-import.ts'
import { interruptAttempts } from './call/interrupt-attempts.ts'
import { keepCalls } from './call/keep-call.ts'
import { openLines } from './line/lines.ts'
import { cancelListImport, listsState, openListRoom } from './compliance/national-list/keep-lists.ts'
import { openNationalLists } from './compliance/national-list/national-lists.ts'
import { startPracticeLine, type PracticeProcess } from './practice/practice-line.ts'
import { prospects } from './practice/prospects.ts'
import { callCame, callTurnedAway, incomingState } from './call/receive-call.ts'
import { recordInterruptedReceived } from './call/record-received.ts'
import { readPolicy } from './compliance/read-policy.ts'
import { keepStarters, starterRecordings } from './studio/recordings.ts'
import { openLostSound } from './call/restore-sound.ts'
import { runPractice } from './practice/run-practice.ts'
import type { Secrets } from './shell/secrets.ts'
import { seedPractice } from './practice/seed-practice.ts'
import { settingsState, settingsUntilClosed, type KeptSettings } from './shell/desk-settings.ts'
import { foldsUntilClosed, type KeptFolds } from './shell/folds.ts'
import {
  openSoundChoice,
  rememberedOnly,
  soundRoomBegins,
  soundState,
  tellMicrophoneTrouble,
  type KeptSound,
} from './audio/sound-choice.ts'
import { openSoundRoom, type Command } from './audio/sound-room.ts'
import { loseTake } from './studio/make-take.ts'
import { openStudio, soundFile, studioState } from './studio/studio.ts'
import { registrarPinned } from './line/registrar-pin.ts'
import { connectLine, practiceAccount, practiceLine } from './line/use-line.ts'

/** What the app needs of the world outside main: windows, processes, the keyring, the clock and the dice. */
export interface AppPorts {
  /** Where this rep's archive, recordings and practice sounds are. */
  readonly folder: string
  /** What came with Afterbeep: starter recordings, practice voices. */
  readonly resources: string
  /** Where the organisation keeps its policy file. Left out: policy.json in the folder, if it is there. */
  readonly policyPath?: string
  /** Where this computer is, as its system says: ISO 3166-1, or '' where it does not. */
  readonly region: string
  readonly userAgent: string
  /** Asks the rep where a file of this name should go; null: nowhere. */
  readonly chooseFile: (suggestedName: string) => Promise<string | null>
  /** Told which calls ring here, whenever that changes. Left out: nobody is told but the desk. */
  readonly announce?: (ringing: readonly RingingCall[]) => void
  /** Told what has become due, each once. Left out: nobody is told but the desk. */
  readonly remind?: (due: readonly DueReminder[]) => void
  /** Makes the desk's window compact, or whole again. Left out: there is no window. */
  readonly setCompact?: (compact: boolean) => void
  /** Asks the rep for a file of theirs; null: none. */
  readonly pickFile: () => Promise<string | null>
  /** main/compliance/national-list/list-worker.ts, as it was built. */
  readonly listWorker: URL
  /** main/backup/backup-worker.ts, as it was built. */
  readonly backupWorker: URL
  /** There was an archive here before: one that is missing was lost. Left out: there was none. */
  readonly isArchiveExpected?: boolean
  /** main/archive/flush-worker.ts, as it was built. Left out: an import flushes by itself. */
  readonly flushWorker?: URL
  /** Left out: remembered until it is closed. */
  readonly keptSound?: KeptSound
  /** Left out: the same. */
  readonly keptFolds?: KeptFolds
  /** Where it is remembered how the rep wants the desk. Left out: until Afterbeep is closed. */
  readonly keptSettings?: KeptSettings
  /** Does the system refuse Afterbeep the microphone, as far as it says so? Left out: it does not. */
  readonly isMicrophoneRefused?: () => boolean
  /** Ends Afterbeep, asking the rep first where a call is up. Left out: nothing does. */
  readonly quit?: () => void
  /** Ends Afterbeep and starts it again. Left out: nothing does. */
  readonly relaunch?: () => void
  /** Paints the windows light, dark, or as the system is. Left out: there are none. */
  readonly paint?: (theme: DeskSettings['theme']) => void
  readonly secrets: Secrets
  readonly command: Command
  readonly tellDesk: TellDesk
  /** Beside the desk: whoever else shows what the registration is worth. */
  readonly lineChanged?: (state: LineState) => void
  readonly forkPractice: () => PracticeProcess
  readonly now: () => number
  readonly random: () => number
  readonly newId: () => string
}

export interface OpenApp {
  readonly app: AppContext
  readonly soundListeners: SoundListeners
  /** Absolute paths of what the windows may listen to; null: there is no such sound. */
  readonly recordingPath: (recordingId: string) => string | null
  readonly heardPath: (attemptId: string) => string | null
  /** A sound room has replaced one that died. */
  readonly soundRoomReplaced: () => void
  /** Connects the line in use and starts the clock. */
  readonly start: () => Promise<void>
  /** Ends the calls and shuts the archive. */
  readonly close: () => Promise<void>
}

/** How many rows of "who is next" the desk gets; the counts are over all. */
const QUEUE_ROWS = 60

/** Makes the rooms of main and gives each what it needs. Fails with `archive-*`. */
export async function openApp(ports: AppPorts): Promise<Result<OpenApp>> {
  const { folder, resources, now, random, newId } = ports
  const recordingsDir = join(folder, 'recordings')
  const heardDir = join(folder, 'practice', 'heard')
  await mkdir(heardDir, { recursive: true, mode: 0o700 })
  // Also one that an older version made for everybody to read.
  await chmod(folder, 0o700)

  const archivePath = archiveIn(folder)
  const { isArchiveExpected = false } = ports
  const opened = openCheckedArchive(archivePath, { now: now(), isExpected: isArchiveExpected })
  if (!opened.ok) return opened
  const { db: archive, isCheckDue } = opened.value
  const sources = () => ({ now: now(), random, newId })
  const starters = await starterRecordings(resources)
  await keepStarters(resources, recordingsDir, starters)
  const seeded = seedPractice(archive, { prospects, recordings: starters, now: now(), newId })
  if (!seeded.ok) return seeded
  // Every attempt names the line it was made on: a new archive begins with the practice line.
  const lined = guard(() => lineInUse(archive) ?? putLineInUse(archive, practiceLine))
  if (!lined.ok) return lined
  const interrupted = interruptAttempts(archive, sources())
  if (!interrupted.ok) return interrupted
  const missed = recordInterruptedReceived(archive, sources())
  if (!missed.ok) return missed
  const tried = guard(() => interruptCallerIdTestCalls(archive))
  if (!tried.ok) return tried

  const heardFile = (callId: CallId) => join(heardDir, `${callId}.wav`)
  const dialQueue = openDialQueue()
  const qualities = openCallQualities()
  const desk = openDesk(
    {
      now,
      line: () => exchange.lineState(),
      calls: () => callViews(app),
      qualities: () => liveQualities(qualities),
      queue: () => queue(archive, { now: now(), limit: QUEUE_ROWS }),
      card: (contactId) => contactCard(archive, contactId, { now: now(), heard: (id) => existsSync(heardFile(id)) }),
      recordings: () => listRecordings(archive),
      lines: () => lines.state(),
      queuedDial: () => queuedDial({ archive, dialQueue }),
      incoming: () => incomingState(app),
      hideTrial: () => callerIdTestState(app),
      lists: () => listsState(app),
      sound: () => soundState(app.soundChoice),
      settings: () => settingsState(app.settings, app.policy),
      folded: () => app.folds.get(),
      studio: () => studioState(studio),
      imports: () => importState(imports),
      merge: () => lastMerge(app.merges),
    },
    ports.tellDesk,
  )
  const lines = openLines(archive, ports.secrets, () => desk.changed('lines'))
  // The keyring may ask the rep first, and the desk does not wait for that.
  void lines.changed()
  const keeper = keepCalls(archive, { sources, onTrouble: (trouble) => desk.notice(trouble) })
  const nameOf = (contactId: ContactId) => contactName(archive, contactId).name
  const calls = openCalls({ record: keeper.keep, nameOf, moved: (call, move) => followCall(app, call, move) })
  const lostSound = openLostSound(() => app)
  const sound = openSoundRoom(ports.command, (callId) => lostSound.described(callId))
  const exchange = openExchange({
    media: sound.media,
    reports: {
      lineChanged(state) {
        // What was tried of hiding was tried on a line.
        desk.changed('line', 'hideTrial')
        ports.lineChanged?.(state)
        desk.changed('incoming')
      },
      callMoved: (callId, move) => callMoved(app, callId, move),
      callCame: (call) => callCame(app, call),
      callRefused: (call) => lines.refused(call),
      registrarPinned: (lineId, pin) => registrarPinned(app, lineId, pin),
      callReplaced: (callId, by) => void calls.move(callId, { kind: 'replaced', by }),
      callTakenOver: (callId) => lostSound.takenOver(callId),
      callTurnedAway(call, why) {
        callTurnedAway(app, call, why)
        if (why === 'too-many') lines.refused({ ...call, why, status: 486, reason: 'Busy Here' })
      },
      callSettled: (callId) => callSettled(app, callId),
    },
    now,
    userAgent: ports.userAgent,
  })
  const practice = runPractice({
    start: () =>
      startPracticeLine({
        fork: ports.forkPractice,
        soundsDir: join(resources, 'practice'),
        heardDir,
        account: practiceAccount,
        onHeard: () => desk.archiveChanged(),
        onDisplayed: (callId, display) => displayInCallerIdTest(app, callId, display),
      }),
    now,
    onGone: () => void connectLine(app),
  })
  const folders = { recordings: recordingsDir, takes: join(folder, 'takes') }
  const studio = await openStudio(archive, folders, () => desk.changed('studio'))
  const nationalLists = openNationalLists(join(folder, 'national-lists'))
  const listRoom = openListRoom(ports.listWorker)
  const { policy, trouble: policyTrouble } = readPolicy(ports.policyPath ?? join(folder, 'policy.json'), {
    isNamed: ports.policyPath !== undefined,
  })
  const imports = openImports(archive, {
    folder: join(folder, 'imports'),
    changed: () => desk.changed('imports'),
    flushWorker: ports.flushWorker ?? null,
  })
  const backups = keepBackups({
    archivePath,
    worker: ports.backupWorker,
    now,
    isCallUp: () => calls.all().some(({ phase }) => phase !== 'ended'),
    isCheckDue,
    rewrite: () => rewriteRemoved(archive, archivePath),
    onTrouble: (trouble) => desk.notice(trouble),
  })
  const app: AppContext = {
    announce: ports.announce ?? (() => {}),
    archive,
    backups,
    calls,
    chooseFile: ports.chooseFile,
    desk,
    dialQueue,
    exchange,
    folds: ports.keptFolds ?? foldsUntilClosed(),
    settings: ports.keptSettings ?? settingsUntilClosed(),
    isMicrophoneRefused: ports.isMicrophoneRefused ?? (() => false),
    quit: ports.quit ?? (() => {}),
    relaunch: ports.relaunch ?? (() => {}),
    paint: ports.paint ?? (() => {}),
    lines,
    qualities,
    quiet: { on: false },
    callerIdTester: openCallerIdTester(),
    listRoom,
    nationalLists,
    pickFile: ports.pickFile,
    imports,
    logFolder: join(folder, 'logs'),
    merges: openMerges(),
    policy,
    practice,
    region: ports.region,
    remind: ports.remind ?? (() => {}),
    secrets: ports.secrets,
    setCompact: ports.setCompact ?? (() => {}),
    sound,
    soundChoice: openSoundChoice(ports.keptSound ?? rememberedOnly()),
    studio,
    userAgent: ports.userAgent,
    now,
    random,
    newId,
  }

  const clock = openAppClock(app, () => {
    keeper.retry()
    endUnanswered(app)
  })

  return ok({
    app,
    soundListeners: soundListeners(app),
    recordingPath: (id) => soundFile(studio, id),
    heardPath(attemptId) {
      const callId = attemptCallId(archive, attemptId)
      return callId && heardFile(callIdSchema.parse(callId))
    },
    soundRoomReplaced() {
      void soundRoomBegins(app)
      lostSound.roomReplaced()
      keepTalks(app)
      exchange.soundRoomReplaced()
      loseTake(studio)
    },
    async start() {
      void tellMicrophoneTrouble(app)
      clock.start()
      await takeBackCutOff(app)
      if (policyTrouble) desk.notice(policyTrouble)
      await connectLine(app)
    },
    async close() {
      clock.stop()
      lines.stopDiagnosis?.()
      await exchange.close()
      await practice.stop()
      cancelListImport(app)
      await listRoom.importing?.work?.done
      nationalLists.close()
      await backups.close()
      closeArchive(archive)
    },
  })
}

/**
 * What the room had heard went with it, and the new one begins in the middle: whoever the rep is talking to is taken for a
 * person, as before anything listened, and not for a machine whose greeting has just ended.
 */
function keepTalks({ calls, now }: Pick<AppContext, 'calls' | 'now'>): void {
  for (const { callId, phase, drop, beep } of calls.all()) {
    if (phase !== 'talking' || drop || beep) continue
    calls.move(callId, { kind: 'personAnswered', at: now(), conversation: true })
  }
}
