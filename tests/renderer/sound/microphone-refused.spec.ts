import { plainly } from './calling.ts'
import { callId as callNamed, expect, test } from './sound-room.ts'

test.use({ args: ['--use-fake-ui-for-media-stream=deny', '--use-fake-device-for-media-stream'] })

test('a microphone that the rep or the system refuses is said so', async ({ room }) => {
  expect(await room.command('peer.describe', { callId: callNamed('a'), ...plainly })).toEqual({
    ok: false,
    trouble: { code: 'microphone-refused', about: {} },
  })
})
