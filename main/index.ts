import type { Handlers } from '../shared/contract/bridge.ts'
import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  app,
  dialog,
  Menu,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  systemPreferences,
  utilityProcess,
  type BrowserWindow,
} from 'electron'
import { diskTrouble, isDamage } from './archive/disk-trouble.ts'
import type { Trouble } from '../shared/contract/trouble.ts'
import { openOrMend } from './shell/open-or-mend.ts'
import { openAnnouncer } from './shell/announce-calls.ts'
import { answerCall } from './call/answer-call.ts'
import { appScheme, listBuiltFiles, serveAppScheme } from './shell/app-scheme.ts'
import { appendChromiumSwitches, isDebugged } from './shell/chromium-switches.ts'
import {
  closeSoundLink,
  commandSound,
  makeSoundLink,
  openSoundLink,
  serveDesk,
  serveSound,
  tellDesk,
} from './shell/ipc.ts'
import { isWayland, setCompact } from './shell/compact-desk.ts'
import { openDialogs } from './shell/dialogs.ts'
import { hearHandedOver } from './shell/handed-over.ts'
import { whyNotStarted } from './shell/start-failure.ts'
import { zoomDesk } from './shell/zoom.ts'
import { dialContact } from './call/dial-contact.ts'
import { phoneLinkIn, openPhoneLinks } from './shell/phone-links.ts'
import { openHandlers } from './handlers.ts'
import { note, noteBug, openLog } from './shell/log.ts'
import { menuTemplate } from './shell/menu.ts'
import { openApp, type AppPorts } from './open-app.ts'
import { openQuit } from './shell/quit.ts'
import { openReminders } from './shell/show-reminders.ts'
import { openSecrets } from './shell/secrets.ts'
import { askForMicrophone, isMicrophoneRefused, guardContents, guardSession } from './shell/security.ts'
import { closeSoundCheck } from './audio/sound-choice.ts'
import { keptFolds, keptSettings, keptSound, openSettings } from './shell/settings.ts'
import { openTray, type LineTray } from './shell/tray.ts'
import { openDeskWindow, keepSoundWindow } from './shell/windows.ts'

/* The composition root: what exists, in which order it is made, and who is given to whom. */

const otherFolder = app.commandLine.getSwitchValue('user-data-dir')
if (otherFolder) app.setPath('userData', resolve(otherFolder))

app.enableSandbox()
appendChromiumSwitches(app.commandLine)
protocol.registerSchemesAsPrivileged([appScheme])
guardContents(app)
if (process.platform === 'win32') {
  app.setAppUserModelId('org.afterbeep.Afterbeep')
  // Always the same: Windows starts Afterbeep by it when an old notification is pressed.
  app.setToastActivatorCLSID('{5B0E6D0C-6E0B-4C53-9B1D-1C0B7A2F4E11}')
}

const handedOver = hearHandedOver(app)

if (app.isPackaged && isDebugged(app.commandLine)) app.exit(1)
else if (app.requestSingleInstanceLock()) void app.whenReady().then(start).catch(startFailed)
else app.quit()

/** A start that throws would leave a process without a window, whose lock keeps every later start away. */
function startFailed(error: unknown): void {
  const folder = app.getPath('userData')
  try {
    noteBug(openLog(join(folder, 'logs')), 'start', error)
  } catch {
    // What kept the start may keep the log as well; the box says it then.
  }
  dialog.showErrorBox('Afterbeep could not start', whyNotStarted(error, folder))
  app.exit(1)
}

async function start(): Promise<void> {
  const folder = app.getPath('userData')
  const log = openLog(join(folder, 'logs'))
  // What the disk did to something that nobody waits for is said on the desk, and the archive is looked at.
  let diskFailed = (_trouble: Trouble): void => {}
  const onBug = (where: string, error: unknown) => {
    noteBug(log, where, error)
    const trouble = diskTrouble(error)
    if (trouble) diskFailed(trouble)
  }
  process.on('uncaughtException', (error) => onBug('main', error))
  process.on('unhandledRejection', (error) => onBug('main', error))
  note(log, `Afterbeep ${app.getVersion()} starts`)

  const built = join(app.getAppPath(), 'out')
  const resources = join(app.isPackaged ? process.resourcesPath : app.getAppPath(), 'resources')
  const settings = openSettings(folder)
  const policyPath = process.env['AFTERBEEP_POLICY'] || settings.get('policyPath')
  nativeTheme.themeSource = keptSettings(settings).get().theme
  const sound = makeSoundLink(onBug)
  let desk: BrowserWindow | null = null
  let tray: LineTray | null = null
  const isPlaceKnown = !isWayland(process.env, process.platform, app.commandLine)
  const asking = openDialogs(dialog, () => desk)

  const opening = {
    folder,
    resources,
    ...(policyPath && { policyPath }),
    region: countryOf(app.getLocaleCountryCode()),
    chooseFile: (suggestedName) => asking.chooseFile(suggestedName),
    pickFile: () => asking.pickFile(),
    listWorker: pathToFileURL(join(built, 'main', 'list-worker.js')),
    backupWorker: pathToFileURL(join(built, 'main', 'backup-worker.js')),
    flushWorker: pathToFileURL(join(built, 'main', 'flush-worker.js')),
    userAgent: `Afterbeep/${app.getVersion()}`,
    announce: (ringing) => announce(ringing),
    keptSound: keptSound(settings),
    keptFolds: keptFolds(settings),
    keptSettings: keptSettings(settings),
    isMicrophoneRefused: () => isMicrophoneRefused(systemPreferences, process.platform),
    quit: () => app.quit(),
    relaunch() {
      app.relaunch()
      app.quit()
    },
    paint: (theme) => void (nativeTheme.themeSource = theme),
    remind: (due) => remind(due),
    setCompact(compact) {
      const displays = screen.getAllDisplays().map(({ workArea }) => workArea)
      if (!desk) return
      setCompact(desk, compact, { settings, displays, isPlaceKnown })
      if (compact && !isPlaceKnown) context.desk.notice({ code: 'compact-on-wayland', about: {} })
    },
    secrets: openSecrets(join(folder, 'secrets.json'), safeStorage),
    command: (name, input) => commandSound(sound, name, input),
    tellDesk: (name, state) => desk && tellDesk(desk, name, state),
    lineChanged: (state) => tray?.lineChanged(state),
    forkPractice: () => utilityProcess.fork(join(built, 'main', 'practice-process.js'), [], { stdio: 'ignore' }),
    now: Date.now,
    random: Math.random,
    newId: randomUUID,
  } satisfies AppPorts
  // Without its archive Afterbeep could promise nothing: it says what is, and offers what can be done.
  const opened = await openOrMend(folder, {
    settings,
    open: (isArchiveExpected) => openApp({ ...opening, isArchiveExpected }),
    mayMend: (refusal) => asking.mayMend(refusal),
    note: (line) => note(log, line),
    now: Date.now,
  })
  if (!opened) return app.quit()
  let isFailureTold = false
  const notificationFailed = (reason: string) => {
    note(log, `a notification failed: ${reason}`)
    if (isFailureTold) return
    isFailureTold = true
    context.desk.notice({ code: 'notifications-failed', about: { reason } })
  }
  const announce = openAnnouncer({
    Notification,
    isDeskSeen: () => desk?.isFocused() ?? false,
    failed: notificationFailed,
    answer(callId) {
      showDesk()
      void answerCall(context, callId).then((answered) => {
        const call = context.calls.byId(callId)
        // An old one was pressed: whoever rang is shown, to be called back.
        if (answered.ok || !call || call.phase === 'incoming') return
        const contact = context.desk.showContact(call.contactId)
        context.desk.notice({ code: 'call-rings-no-more', about: { name: contact?.name ?? 'The caller' } })
      })
    },
  })
  const remind = openReminders({
    Notification,
    failed: notificationFailed,
    now: Date.now,
    show(contactId) {
      showDesk()
      if (contactId) context.desk.showContact(contactId)
    },
    call(contactId) {
      showDesk()
      context.desk.showContact(contactId)
      const dialled = dialContact(context, { contactId, phoneNumberId: null })
      // What a rule says stands on the desk, with its contact.
      if (!dialled.ok && !/^call-(refused|warned)$/.test(dialled.trouble.code)) context.desk.notice(dialled.trouble)
    },
  })
  const { app: context, recordingPath, heardPath, soundListeners, soundRoomReplaced } = opened
  diskFailed = (trouble) => {
    context.desk.notice(trouble)
    if (isDamage(trouble)) context.backups.suspect()
  }
  const phoneLinks = openPhoneLinks((written) => desk && tellDesk(desk, 'number.given', { written }))
  const requestHandlers = openHandlers(context)
  const handlers: Handlers = {
    ...requestHandlers,
    'desk.open': (input) => {
      setImmediate(phoneLinks.deskOpened)
      return requestHandlers['desk.open'](input)
    },
  }
  serveSound(sound, soundListeners)

  guardSession(session.defaultSession, () => askForMicrophone(systemPreferences, process.platform))
  const files = await listBuiltFiles(join(built, 'renderer'))
  serveAppScheme(protocol, { ...files, recording: recordingPath, heard: heardPath })
  const template = menuTemplate(process.platform, (by) => desk && zoomDesk(desk, settings, by))
  Menu.setApplicationMenu(template && Menu.buildFromTemplate(template))

  let rooms = 0
  const room = keepSoundWindow({
    preload: join(built, 'preload', 'sound.cjs'),
    onOpened: (window) => {
      openSoundLink(sound, window)
      // With its worklet, which is loaded before it says so: scripts/smoke-start.ts waits for this line.
      void sound.whenReady.promise.then((isReady) => isReady && note(log, 'the sound room is ready'))
      rooms += 1
      // Commands wait until the room is ready, so the exchange may make its new offers at once.
      if (rooms > 1) soundRoomReplaced()
    },
    onGone: (reason) => {
      note(log, `sound room gone: ${reason}`)
      closeSoundLink(sound)
    },
  })

  const showDesk = () => {
    if (desk) {
      if (desk.isMinimized()) desk.restore()
      desk.show()
      desk.focus()
      return
    }
    desk = openDeskWindow({
      preload: join(built, 'preload', 'desk.cjs'),
      icon: join(resources, 'icon.png'),
      settings,
      isPlaceKnown,
      mayClose() {
        // On macOS the app and its calls live on without the desk.
        if (process.platform === 'darwin' || quit.isUnderWay() || !isCallUp()) return true
        app.quit()
        return false
      },
      onSessionEnd: quit.withoutAsking,
      onClosed: () => {
        desk = null
        closeSoundCheck(context)
        phoneLinks.deskClosed()
        if (process.platform !== 'darwin') app.quit()
      },
      onGone: (reason) => note(log, `desk gone: ${reason}`),
    })
    serveDesk(desk, handlers, onBug)
  }

  const isCallUp = () => context.calls.all().some(({ phase }) => phase !== 'ended')
  const quit = openQuit(app, {
    isCallUp,
    ask: asking.mayQuit,
    close: async () => {
      await opened.close()
      closeSoundLink(sound)
      tray?.close()
      room.close()
    },
    onBug,
  })
  // Whoever ends the session or sends a signal does not wait for an answer.
  if (process.platform !== 'win32') powerMonitor.on('shutdown', quit.withoutAsking)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, quit.withoutAsking)
  tray = openTray(resources, { openDesk: showDesk, quit: () => app.quit() })
  tray.lineChanged(context.exchange.lineState())
  phoneLinks.take(phoneLinkIn(process.argv))
  handedOver.deliverTo((words) => {
    showDesk()
    phoneLinks.take(phoneLinkIn(words))
  })
  if (process.platform === 'darwin') app.on('activate', showDesk)
  // What an earlier run left in the Action Center has nobody else who hears its click.
  if (process.platform === 'win32') Notification.handleActivation(showDesk)
  powerMonitor.on('resume', () => context.exchange.checkLine())
  showDesk()
  // The desk is there: what fails from here on is a bug, and no reason to end.
  await opened.start().catch((error: unknown) => onBug('start', error))
}

/** Systems also answer nothing, or no country at all (001, the world). */
function countryOf(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? code : ''
}
