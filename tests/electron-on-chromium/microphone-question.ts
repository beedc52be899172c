/*
 * macOS asks the rep once whether an app may have the microphone. Until then a stream opens and is silent, and after a "Don't
 * Allow" it stays silent without an error: whoever opens one must have asked before.
 *
 *   AFTERBEEP_MICROPHONE_QUESTION=yes|no   the rep answers at once (yes, unless given)
 *                                 pending  the rep reads; `answerMicrophone` is their answer
 */
const asked = Promise.withResolvers<boolean>()
let answered: boolean | null = null

/** The rep's answer to a question that is pending. */
export function answerMicrophone(isAllowed: boolean): void {
  answered = isAllowed
  asked.resolve(isAllowed)
}

if (process.env['AFTERBEEP_MICROPHONE_QUESTION'] !== 'pending')
  answerMicrophone(process.env['AFTERBEEP_MICROPHONE_QUESTION'] !== 'no')

let isAsked = process.platform !== 'darwin'

export function askForMediaAccess(kind: 'microphone' | 'camera'): Promise<boolean> {
  if (kind === 'camera') return Promise.resolve(false)
  isAsked = true
  return asked.promise
}

/** Only of the microphone, and of the systems that say it. */
export function getMediaAccessStatus(): 'not-determined' | 'granted' | 'denied' {
  if (!isAsked || answered === null) return 'not-determined'
  return answered ? 'granted' : 'denied'
}

/** Does a stream that is opened now hear anything? */
export function isMicrophoneHeard(): boolean {
  return isAsked && answered === true
}

Object.assign(globalThis, { answerMicrophone })
