import type { Media } from '../../main/exchange/media.ts'
import type { SoundRoom } from '../renderer/sound/sound-room.ts'

/** The sound room as main wires it to the exchange. */
export function mediaOf(room: SoundRoom): Media {
  return {
    describe: (id, { iceServers = [], ...request }) =>
      room.command('peer.describe', { callId: id, iceServers, ...request }),
    accept: (id, description) => room.command('peer.accept', { callId: id, description }),
    rollback: (id) => room.command('peer.rollback', { callId: id }),
    sendDigits: (id, digits) => room.command('peer.sendDigits', { callId: id, digits }),
    close: (id) => void room.command('peer.close', { callId: id }),
  }
}
