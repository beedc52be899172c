import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { openExchange } from '../../../main/exchange/exchange.ts'
import type { Media } from '../../../main/exchange/media.ts'
import { practiceLine } from '../../../main/line/use-line.ts'
import type { CallMove } from '../../../shared/call/call-move.ts'
import { callIdSchema, type CallId } from '../../../shared/ids.ts'
import { ok } from '../../../shared/result.ts'
import { openPagePeer, type PagePeer } from '../../support/page-peer.ts'
import { shown } from '../../support/presentations.ts'
import { openPractice, practiceAccount } from '../../support/practice.ts'

/** Chromium in the sound room's place. After `die` each call gets a new peer connection. */
function soundIn(page: PagePeer) {
  const names = new Map<CallId, string>()
  let room = 1
  const media: Media = {
    async describe(callId, { direction, restartIce }) {
      const name = `${callId} ${room}`
      const sdp =
        names.get(callId) === name
          ? await page.offerAgain(name, direction, { iceRestart: restartIce })
          : await page.offer(name)
      names.set(callId, name)
      return ok({ type: 'offer' as const, sdp })
    },
    async accept(callId, { sdp }) {
      await page.accept(names.get(callId)!, sdp)
      return ok()
    },
    rollback: async () => ok(),
    sendDigits: async () => ok(true),
    close: () => {},
  }
  return {
    media,
    nameOf: (callId: CallId) => names.get(callId)!,
    async die() {
      for (const name of names.values()) await page.close(name)
      room++
    },
  }
}

test(
  'the exchange takes the practice line for any provider: registers, calls, and outlives its sound room',
  { timeout: 40_000 },
  async () => {
    const practice = await openPractice({ ringMs: 100, saysMs: 1_500 })
    const page = await openPagePeer()
    const sound = soundIn(page)
    const seen: string[] = []
    const waiting: { word: string; resolve: () => void }[] = []
    const note = (word: string) => {
      seen.push(word)
      for (const { resolve } of waiting.filter((each) => each.word === word)) resolve()
    }
    const until = (word: string) =>
      seen.includes(word) ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ word, resolve }))
    const exchange = openExchange({
      media: sound.media,
      reports: {
        lineChanged: ({ state }) => note(state),
        callMoved: (callId: CallId, move: CallMove) =>
          note(`${callId} ${move.kind}${move.kind === 'ended' ? ` ${move.by} ${move.sipStatus ?? ''}`.trimEnd() : ''}`),
      },
      now: Date.now,
      userAgent: 'Afterbeep test',
    })
    onTestFinished(async () => {
      await exchange.close()
      await page.quit()
      await practice.close()
    })
    const newCall = () => callIdSchema.parse(randomUUID())
    exchange.setLine({
      line: practiceLine,
      server: practice.server,
      password: practiceAccount.password,
      iceServers: [],
    })
    await until('registered')

    const busy = newCall()
    expect(exchange.dial({ callId: busy, number: '+13035550104', presentation: shown('+13035550104') })).toEqual(ok())
    await until(`${busy} ended far-end 486`)

    const talk = newCall()
    exchange.dial({ callId: talk, number: '+14165550101', presentation: shown('+14165550101') })
    await until(`${talk} rang`)
    await until(`${talk} answered`)
    await page.connected(sound.nameOf(talk))
    exchange.mediaChanged(talk, 'connected')
    await sound.die()
    const former = sound.nameOf(talk)
    exchange.soundRoomReplaced()
    while (sound.nameOf(talk) === former) await new Promise((resolve) => setTimeout(resolve, 20))
    await page.connected(sound.nameOf(talk))
    await page.playClip(sound.nameOf(talk), new Float32Array(48_000))
    expect(await page.packetsIn(sound.nameOf(talk))).toBeGreaterThan(40)
    exchange.hangUp(talk, 'rep')
    await until(`${talk} ended rep`)
    const { report } = await practice.heard(talk)
    expect(report).toMatchObject({ number: '+14165550101', endedBy: 'rep' })
    expect(report.packets).toBeGreaterThan(40)
  },
)
