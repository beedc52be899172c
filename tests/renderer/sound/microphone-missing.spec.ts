import { plainly } from './calling.ts'
import { callId as callNamed, expect, test } from './sound-room.ts'

test.use({ args: ['--use-fake-ui-for-media-stream', '--disable-audio-input'] })

test('a machine without a microphone is said so', async ({ room }) => {
  expect(await room.command('peer.describe', { callId: callNamed('a'), ...plainly })).toEqual({
    ok: false,
    trouble: { code: 'microphone-missing', about: {} },
  })
})
