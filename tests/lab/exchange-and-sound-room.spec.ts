import { join } from 'node:path'
import type { CallMove } from '../../shared/call/call-move.ts'
import type { CallId } from '../../shared/ids.ts'
import type { LineState } from '../../shared/contract/line.ts'
import { openExchange } from '../../main/exchange/exchange.ts'
import { expect, provide, test } from '../renderer/sound/sound-room.ts'
import { shown } from '../support/presentations.ts'
import { heardOf, starterRecording, startLab } from './lab.ts'
import { mediaOf } from './media-of.ts'

test('a recording is left on a voicemail that nobody here wrote', async ({ room, sounds }, { outputDir }) => {
  const lab = await startLab(join(outputDir, 'lab'))
  const clip = starterRecording('introduction', 6)
  const recordingId = provide(sounds, 'introduction', clip)
  const id = 'first' as CallId
  const states: LineState[] = []
  const moves: CallMove[] = []
  const exchange = openExchange({
    media: mediaOf(room),
    now: Date.now,
    userAgent: 'Afterbeep/lab',
    reports: { lineChanged: (state) => states.push(state), callMoved: (_, move) => moves.push(move) },
  })
  try {
    exchange.setLine({ line: lab.line, server: lab.line.server, password: lab.password, iceServers: [] })
    await expect.poll(() => states.at(-1)?.state).toBe('registered')

    await room.command('message.prepare', { recordingId })
    expect(exchange.dial({ callId: id, number: '5551000', presentation: shown('5551000') })).toEqual({
      ok: true,
      value: null,
    })
    await expect.poll(() => moves.map((move) => move.kind)).toContain('answered')
    await room.command('call.answered', { callId: id })
    expect(await room.command('message.arm', { callId: id, recordingId, armedBy: 'ear', isFree: true })).toMatchObject({
      ok: true,
    })
    const started = await room.heard('message.started')
    const { beep } = await room.heard('beep.heard')
    expect(Math.abs(beep.frequencyHz - 1000)).toBeLessThan(20)
    expect(started.reason).toBe('beep')
    await room.heard('message.drained')
    exchange.hangUp(id, 'message-done')

    await lab.voicemail.event('CALL_CLOSED')
    expect(lab.provider.log()).toMatch(/REQ BYE .* from=sip:web1@pbx\.test/)
    expect(heardOf(lab, clip)).toBeGreaterThanOrEqual(0.9)
    expect(heardOf(lab, starterRecording('audit-offer', 6))).toBeLessThan(0.6)
  } finally {
    await exchange.close()
    await lab.stop()
  }
})
