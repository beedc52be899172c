import type { CommandInput, CommandName, CommandOutput } from '../../shared/contract/bridge.ts'
import type { CallId } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import type { Media } from '../exchange/media.ts'

/** Sends one command over the bridge; a room that is gone answers `sound-room-down`. */
export type Command = <K extends CommandName>(name: K, input: CommandInput<K>) => Promise<Result<CommandOutput<K>>>

/** The hidden window with microphone, speakers and media, as main commands it. */
export interface SoundRoom {
  readonly command: Command
  /** The sound room as the exchange knows it: whoever makes and takes descriptions. */
  readonly media: Media
}

/** @param described told right after the room was asked for a description: from there on it knows the call. */
export function openSoundRoom(command: Command, described: (callId: CallId) => void = () => {}): SoundRoom {
  const media: Media = {
    describe(callId, request) {
      const description = command('peer.describe', { callId, ...request })
      described(callId)
      return description
    },
    accept: (callId, description) => command('peer.accept', { callId, description }),
    rollback: (callId) => command('peer.rollback', { callId }),
    sendDigits: (callId, digits) => command('peer.sendDigits', { callId, digits }),
    close: (callId: CallId) => void command('peer.close', { callId }),
  }
  return { command, media }
}
