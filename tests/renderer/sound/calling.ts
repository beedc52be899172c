import type { CommandInput } from '../../../shared/contract/bridge.ts'
import type { CallId } from '../../../shared/ids.ts'
import type { Codec } from '../../support/rtp-sound.ts'
import { accept, answer, createFarEnd, offer, type FarEnd } from './far-end.ts'
import { callId as callNamed, expect, type SoundRoom } from './sound-room.ts'

export const plainly: Omit<CommandInput<'peer.describe'>, 'callId'> = {
  iceServers: [],
  direction: 'sendrecv',
  restartIce: false,
}

/** Calls a far end and waits until both hear each other. Not answered yet, as far as the room knows. */
export async function dial(
  room: SoundRoom,
  name: string,
  codec: Codec = 'PCMU',
): Promise<{ callId: CallId; farEnd: FarEnd }> {
  const id = callNamed(name)
  const farEnd = createFarEnd('sendrecv', codec)
  const described = await room.command('peer.describe', { callId: id, ...plainly })
  if (!described.ok) throw new Error(described.trouble.code)
  const accepted = await room.command('peer.accept', {
    callId: id,
    description: await answer(farEnd, described.value),
  })
  expect(accepted).toEqual({ ok: true, value: null })
  await room.heard('peer.changed', (event) => event.callId === id && event.state === 'connected')
  await packets(farEnd, 10)
  return { callId: id, farEnd }
}

/** As `dial`, but the far end calls. `altered`: what becomes of its offer on the way. */
export async function beCalled(
  room: SoundRoom,
  name: string,
  altered = (sdp: string) => sdp,
): Promise<{ callId: CallId; farEnd: FarEnd }> {
  const id = callNamed(name)
  const farEnd = createFarEnd()
  const { type, sdp } = await offer(farEnd)
  expect(await room.command('peer.accept', { callId: id, description: { type, sdp: altered(sdp) } })).toMatchObject({
    ok: true,
  })
  const described = await room.command('peer.describe', { callId: id, ...plainly })
  if (!described.ok) throw new Error(described.trouble.code)
  expect(described.value.type).toBe('answer')
  await accept(farEnd, described.value)
  await room.heard('peer.changed', (event) => event.callId === id && event.state === 'connected')
  await packets(farEnd, 10)
  return { callId: id, farEnd }
}

/** Resolves with the number of packets once so many more have come. */
export async function packets(farEnd: FarEnd, more: number): Promise<number> {
  const wanted = farEnd.packets.length + more
  await expect.poll(() => farEnd.packets.length, { intervals: [10], timeout: 15_000 }).toBeGreaterThanOrEqual(wanted)
  return farEnd.packets.length
}
