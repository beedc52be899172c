/*
 * How good a call sounds: what the network did to the sound since the last look, as one figure and in words.
 * Counts come from the browser once a second; everything here is arithmetic on them.
 */
import type { CallId } from '../ids.ts'

/** The kind of our own ICE candidate in use (RFC 8445 4): an address of this machine, one seen from outside, or a relay. */
export type Route = 'host' | 'srflx' | 'prflx' | 'relay'

/** What has been counted of a call's sound since its beginning. */
export interface SoundCounts {
  /** Epoch milliseconds. */
  readonly at: number
  /** RTP packets from the far end, and those of them that never came. May go down when one comes late. */
  readonly received: number
  readonly lost: number
  /** RFC 3550 6.4.1, in milliseconds. */
  readonly jitterMs: number
  /** The share of ours, 0 to 1, that the far end lost lately by its own report; null: it has not reported. */
  readonly theirLostShare: number | null
  /** null: not known yet. */
  readonly roundTripMs: number | null
  /** Such as `PCMU`. */
  readonly codec: string
  readonly route: Route
}

/** One look at a call's sound: how it was since the look before. */
export interface CallQuality {
  readonly at: number
  /** Mean opinion score, 1 (bad) to 4.4, estimated from the three figures below. */
  readonly mos: number
  /** Of what they sent: 0 to 1. */
  readonly lostShare: number
  readonly theirLostShare: number | null
  readonly jitterMs: number
  readonly roundTripMs: number | null
  readonly codec: string
  readonly route: Route
  /** How long nothing at all has come from them. */
  readonly silentMs: number
}

/** A whole call in one row. The figures are means over its looks; `lowestMos` is the worst of them. */
export interface QualitySummary extends Omit<CallQuality, 'at' | 'silentMs'> {
  readonly lowestMos: number
  readonly looks: number
}

/** How a live call sounds now. `warning`: what is wrong, and what the rep can do about it; null: nothing is. */
export interface LiveQuality {
  readonly callId: CallId
  readonly quality: CallQuality
  readonly warning: string | null
}

/**
 * The E-model cut down to what a browser can see, as WebphoneLib has it: delay, jitter and loss make R, and R the score
 * (ITU-T G.107; https://github.com/open-voip-alliance/WebphoneLib). An unknown round trip counts as none.
 */
export function meanOpinionScore(heard: Pick<CallQuality, 'lostShare' | 'jitterMs' | 'roundTripMs'>): number {
  const latency = (heard.roundTripMs ?? 0) + 2 * heard.jitterMs + 10
  const delayed = latency < 160 ? latency / 40 : (latency - 120) / 10
  const r = Math.max(0, 93.2 - delayed - 2.5 * 100 * heard.lostShare)
  return 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r)
}

/** What happened between two counts of the same call. */
export function qualityBetween(before: SoundCounts, now: SoundCounts, silentMs: number): CallQuality {
  const received = Math.max(0, now.received - before.received)
  const lost = Math.max(0, now.lost - before.lost)
  const lostShare = received + lost > 0 ? lost / (received + lost) : 0
  const { at, jitterMs, theirLostShare, roundTripMs, codec, route } = now
  const heard = { lostShare, jitterMs, roundTripMs }
  const nothingCame = received === 0
  return {
    at,
    ...heard,
    theirLostShare,
    codec,
    route,
    mos: nothingCame ? 1 : meanOpinionScore(heard),
    silentMs: nothingCame ? silentMs + (at - before.at) : 0,
  }
}

/** The call so far, and one look more. */
export function withLook(summary: QualitySummary | null, look: CallQuality): QualitySummary {
  const { at: _, silentMs: __, ...first } = look
  if (!summary) return { ...first, lowestMos: look.mos, looks: 1 }
  const looks = summary.looks + 1
  const mean = (before: number, now: number) => before + (now - before) / looks
  const meanKnown = (before: number | null, now: number | null) =>
    before === null ? now : now === null ? before : mean(before, now)
  return {
    mos: mean(summary.mos, look.mos),
    lowestMos: Math.min(summary.lowestMos, look.mos),
    lostShare: mean(summary.lostShare, look.lostShare),
    theirLostShare: meanKnown(summary.theirLostShare, look.theirLostShare),
    jitterMs: mean(summary.jitterMs, look.jitterMs),
    roundTripMs: meanKnown(summary.roundTripMs, look.roundTripMs),
    codec: look.codec,
    route: look.route,
    looks,
  }
}

/** How many looks a warning is made of. */
export const LOOKS_KEPT = 7

const SILENT_MS = 5000

/**
 * What is wrong with the sound, newest look last. Thresholds as Twilio warns (https://www.twilio.com/docs/voice/insights):
 * round trip over 400 ms or jitter over 30 ms in three looks of five, loss over 3 % over seven.
 */
export function qualityWarning(looks: readonly CallQuality[]): string | null {
  const newest = looks.at(-1)
  if (!newest) return null
  if (newest.silentMs >= SILENT_MS) {
    return `Nothing has come from them for ${Math.round(newest.silentMs / 1000)} s. Ask whether they hear you; if not, hang up and call again.`
  }
  const whole = looks.slice(-LOOKS_KEPT)
  if (whole.length >= LOOKS_KEPT) {
    const lost = meanOf(whole.map(({ lostShare }) => lostShare))
    if (lost > 0.03) return `${percent(lost)} of what they say is lost on the way to you. ${byCable}`
    const theirs = meanOf(whole.flatMap(({ theirLostShare }) => theirLostShare ?? []))
    if (theirs > 0.03) return `${percent(theirs)} of what you say does not reach them. ${byCable}`
  }
  const last = looks.slice(-5)
  const often = (isBad: (look: CallQuality) => boolean) => last.filter(isBad).length >= 3
  if (often(({ roundTripMs }) => (roundTripMs ?? 0) > 400)) {
    return `Your words need ${seconds(newest.roundTripMs ?? 0)} there and back: leave a pause before you speak. Without a VPN it may be less.`
  }
  if (often(({ jitterMs }) => jitterMs > 30)) {
    return `The sound comes in bursts (${Math.round(newest.jitterMs)} ms of jitter). ${byCable}`
  }
  return null
}

const byCable = 'Use a cable instead of Wi-Fi, or go nearer to it, and pause what else is using the network.'

/** Bands as twilio-voice-android names them. */
export function mosInWords(mos: number): string {
  if (mos >= 4.2) return 'excellent'
  if (mos >= 4.1) return 'great'
  if (mos >= 3.7) return 'good'
  return mos >= 3.1 ? 'poor' : 'bad'
}

function routeInWords(route: Route): string {
  return route === 'relay' ? 'through a relay' : 'direct'
}

/** `PCMU · direct · 0 % lost · jitter 2 ms · 34 ms there and back`. */
export function figuresInWords(quality: Omit<CallQuality, 'at' | 'mos' | 'silentMs'>): string {
  const { codec, route, lostShare, jitterMs, roundTripMs } = quality
  const name = codec === 'opus' ? 'Opus' : codec
  const parts = [name, routeInWords(route), `${percent(lostShare)} lost`, `jitter ${Math.round(jitterMs)} ms`]
  if (roundTripMs !== null) parts.push(`${Math.round(roundTripMs)} ms there and back`)
  return parts.join(' · ')
}

/** `8 %`, `0.4 %`. */
function percent(share: number): string {
  const value = share * 100
  return `${value > 0 && value < 1 ? value.toFixed(1) : Math.round(value)} %`
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
