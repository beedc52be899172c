import type { Trouble } from './contract/trouble.ts'

/**
 * Everything that can be expected to go wrong, each with one sentence for the rep: what is, then what
 * to do. `{server}` and the like are filled from the trouble's `about`.
 */
export const sentences = {
  'line-unreachable':
    'The line’s server {server} does not answer. Check the address and your network; Afterbeep keeps trying.',
  'line-refused-password':
    'The line refused the password for {user}. Open the line, type the password again, and save.',
  'line-refused': 'The line’s server refused to register {user} ({reason}). Ask your provider, or check the user name.',
  'line-certificate':
    'The certificate of {server} cannot be trusted ({reason}). Ask whoever runs the server; Afterbeep did not connect.',
  'line-other-certificate':
    'The server {server} shows another certificate than “{name}”, the one that was chosen for this line. Ask whoever runs the server whether it was changed, then test the line and choose again; Afterbeep did not connect.',
  'line-not-registered':
    'The line is not registered, so this call did not leave. Wait for the line, or open it to see why.',
  'line-password-needed':
    'The password of {user} is not stored on this computer. Type it; it is kept until Afterbeep closes.',
  'line-other-realm':
    'The line asked for its password in the name of {realm}, which is not where it registers. If that is your provider’s too, open the line and add {realm} under More, “Also answer to”.',
  'line-proof-refused':
    'The line asked for {reason}: it got no proof of the password. If whoever runs it says that this is right, type the password anew in the line’s settings.',
  'line-none': 'No line is in use. Choose the practice line, or add your own.',
  'line-one-call': 'This line allows one call at a time: {name} is called as soon as the message has been left.',
  'microphone-missing': 'No microphone was found. Plug in your headset, then try again.',
  'microphone-refused':
    'The microphone is blocked for Afterbeep. Allow it in the system’s privacy settings, then try again.',
  'microphone-busy': 'Another program holds the microphone. Close it, then try again.',
  'device-gone': '“{name}” is gone: Afterbeep goes on with {instead}. Plug it in again, and it is used again.',
  'device-gone-last': '“{name}” is gone, and there is no other {ends}. Plug one in: it is used at once.',
  'device-back': '“{name}” is back, and in use again.',
  'sound-room-down': 'The sound of Afterbeep stopped and is being started again. Try again in a moment.',
  'media-failed':
    'No sound could be agreed with the far end ({reason}). Dial again; if it stays, check the network or firewall.',
  'recording-unreadable': 'The recording “{name}” cannot be played. Choose another recording.',
  'recording-broken': '“{name}” is no sound that can be read. Choose a WAV, MP3, M4A, OGG or FLAC file.',
  'recording-format':
    '“{name}” is {format}, which cannot be read here. Save it as WAV (16-bit PCM), MP3 or M4A, then choose that.',
  'take-cut-short':
    'The microphone went away. The {seconds} s that it heard are kept: listen to them, or record again.',
  'recording-too-long':
    '“{name}” is longer than 10 minutes or larger than 60 MB. Cut the message out of it first; 30 seconds is plenty.',
  'recording-silent': 'Nothing is said in “{name}”. Check the microphone or the file, then try again.',
  'number-unusable': '“{number}” cannot be dialled. Check the number, digit by digit.',
  'number-refused': '“{number}” cannot be dialled: {reason}.',
  'emergency-unconfirmed': '“{number}” is an emergency number. Press once more if you need help.',
  'call-in-progress': 'You are in a call. Hang up or drop a voicemail first.',
  'move-refused': 'That is not possible in this moment of the call.',
  'anonymity-refused': '{name} takes no hidden calls. Call again with your number shown.',
  'trial-of-contact':
    'The number {number} is one of {name}’s. Type the number of your own mobile: nobody else is called for a trial.',
  'hold-refused':
    'The far end did not go along with the hold ({reason}). Your microphone stays closed until you open it.',
  'resume-refused':
    'The far end did not come back from hold ({reason}). Try again; until then neither of you hears the other.',
  'drop-held': '{name} waits on hold and would hear none of it. Resume the call, then drop the recording.',
  'drop-merged': 'A recording is left to one person. Split the calls first, then drop it.',
  'digits-refused': 'The far end takes no keys ({reason}). Say what you want instead.',
  'merge-impossible':
    'These calls cannot be merged now. Both have to be answered, with no message in them and no transfer.',
  'ask-first-impossible': 'This line allows one call at a time, so nobody can be asked first. Transfer without asking.',
  'practice-only': 'Only the prospects of the practice line can be asked to call. Use the practice line first.',
  'transfer-refused': 'The transfer to {number} failed ({reason}). You are still in the call.',
  'not-found': 'This is no longer there. Choose again from the list.',
  'practice-failed': 'The practice line could not start ({reason}). Restart Afterbeep.',
  'secret-storage-missing':
    'This computer has no keyring, so the password was not stored. It is asked for at each start.',
  'keyring-waiting':
    'The line’s password is in this computer’s keyring, which has not answered yet. Unlock it where your system asks; the line connects then.',
  'notifications-failed':
    'The system shows no notifications of Afterbeep ({reason}): a call that rings while you are elsewhere is only heard. Allow them in the system’s settings; on a Mac they also need a signed Afterbeep.',
  'call-rings-no-more': '{name} does not ring any more. They are on the desk: call them back from there.',
  'compact-on-wayland':
    'Under Wayland a window cannot stay above the others or choose its place, so this compact desk may be covered. Your desktop’s window menu has “Always on top”; started with --ozone-platform=x11, Afterbeep does it by itself.',
  'archive-full': 'The disk is full: the last change was not saved. Free some space, then repeat it.',
  'archive-failed': 'The archive could not be written ({reason}). Nothing already saved was lost; restart Afterbeep.',
  'archive-damaged':
    'The archive {path} is damaged. Quit and start Afterbeep again: it then offers a backup ({when}), and keeps the damaged file as it is.',
  'archive-removed':
    'The file {path} was removed while Afterbeep had it open. It is written again from what is open, each minute and when you quit. Quit and start again as soon as you can, and find out what removed it.',
  'backup-failed':
    'No backup of the archive could be made ({reason}). Look after the folder {folder}; it is tried again within an hour.',
  'clock-doubted':
    'This computer’s clock says {now}; it was {seen} when Afterbeep last ran. Nothing is planned, ended or called due until you say which is right. If the clock is wrong, set it right in the system’s settings.',
  'call-refused': 'A rule forbids this call ({reason}), so it was not made. Look at what the rule says to do instead.',
  'call-warned': 'A rule warns of this call ({reason}), so it was not made. To go on all the same, type why.',
  'drop-refused': 'A rule forbids leaving a recording here ({reason}). Speak the message yourself.',
  'drop-warned': 'A rule warns of leaving a recording here ({reason}). To leave it all the same, type why.',
  'file-unwritable': 'The file could not be written ({reason}). Choose another place for it.',
  'list-unreadable': 'The national do-not-call list could not be read ({reason}). Import it again.',
  'list-import-running': 'Another list is being imported. Wait until it is done, or cancel it.',
  'list-cancelled': 'The import was cancelled. The list is as it was.',
  'import-unreadable': '“{name}” cannot be imported: {reason}.',
  'import-cut-off':
    'Afterbeep ended while “{name}” was being imported, so the import was taken back ({reason}). Import the file again.',
  'import-busy': 'An import is under way. Wait until it is done, or cancel it.',
  'company-none': 'This contact has no company. Edit the contact to give it one.',
  'contact-unusable': 'The contact cannot be saved yet: {reason}.',
  'merge-too-late': 'Something has happened with {name} since the merge, so it cannot be undone any more.',
  'policy-unreadable':
    'The policy file of your organisation cannot be read ({reason}). Until it can, whatever would be warned of is refused.',
  'time-not-understood': '“{text}” is no time ({reason}). Write “thu 3pm”, “tomorrow”, “in 2 weeks” or “dec 3 10:30”.',
  'days-not-understood':
    '“{text}” cannot be taken off ({reason}). Write “24 dec - 2 jan”, “next friday” or “2026-12-24”.',
  'nothing-to-undo': 'There is no outcome of yours to undo on this call. Say the right one instead.',
  'already-enrolled': '{name} is on a cadence already. Stop that one first.',
  'bad-request': 'Afterbeep did not understand its own request ({reason}). Please report this.',
} as const

export function sentenceFor(trouble: Trouble): string {
  return sentences[trouble.code].replace(/\{(\w+)\}/g, (_, word: string) => trouble.about[word] ?? 'unknown')
}

/** The button that goes with the sentence, where there is one. */
export function remedyFor(trouble: Trouble): 'open-line' | 'trust-clock' | null {
  const { code } = trouble
  if (code === 'clock-doubted') return 'trust-clock'
  return code.startsWith('line-') && code !== 'line-not-registered' && code !== 'line-one-call' ? 'open-line' : null
}

export type TroubleCode = keyof typeof sentences
