import type {
  BodyAndContentType,
  SessionDescriptionHandler,
  SessionDescriptionHandlerModifier,
  SessionDescriptionHandlerOptions,
} from 'sip.js'
import type { Description } from '../../shared/contract/call-sound-bridge.ts'
import type { CallId } from '../../shared/ids.ts'
import type { Codec } from '../../shared/contract/line-settings.ts'
import { failed, type Result } from '../../shared/result.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'
import type { DescriptionRequest, IceServer, Media } from './media.ts'
import type { LineAccount } from './open-line.ts'

/** What a re-INVITE may ask for, as sip.js's `sessionDescriptionHandlerOptions`. */
export interface OfferOptions extends SessionDescriptionHandlerOptions {
  readonly direction?: DescriptionRequest['direction']
  readonly restartIce?: boolean
}

/** How a line wants its sound. */
export interface LineSound {
  readonly iceServers: readonly IceServer[]
  /** Best first. */
  readonly codecs: readonly Codec[]
  readonly relayOnly: boolean
}

export function soundOf({ line, iceServers }: LineAccount): LineSound {
  return { iceServers, codecs: line.codecs, relayOnly: line.relayOnly }
}

/** The media said no; sip.js passes it on as the error of whatever it was doing. */
export class MediaError extends Error {
  readonly trouble: Trouble

  constructor(trouble: Trouble) {
    super(trouble.code)
    this.trouble = trouble
  }
}

/*
 * sip.js asks for and hands over session descriptions; they are made where the sound is.
 *
 *             ┌── answer accepted, rolled back ──┐
 *             ▼                                  │
 *           stable ──getDescription──▶ offered ──┘
 *             │  ▲
 *   offer     │  └──── getDescription (our answer), rolled back
 *   accepted  ▼
 *           asked
 */
export class SdpOverBridge implements SessionDescriptionHandler {
  /** What was agreed with the far end last: our answers to its offers keep to it. */
  direction: DescriptionRequest['direction'] = 'sendrecv'
  /** The last description that was refused, with why. */
  trouble: Trouble | null = null
  readonly #media: Media
  readonly #callId: CallId
  readonly #sound: LineSound
  readonly #conceal: (sdp: string) => string
  #state: 'stable' | 'offered' | 'asked' = 'stable'
  #needsNewOffer = false
  /** The next description is the answer to an offer whose peer connection is gone. */
  #answerComes = false
  #closed = false
  #released = false
  readonly #over = Promise.withResolvers<Result<never>>()

  /** @param conceal changes what the far end gets to see; the sound room keeps its own. */
  constructor(media: Media, callId: CallId, sound: LineSound, conceal = (sdp: string) => sdp) {
    this.#media = media
    this.#callId = callId
    this.#sound = sound
    this.#conceal = conceal
  }

  /** The peer connection does not know what the far end was told: it needs a new offer, from a new one. */
  get needsNewOffer(): boolean {
    return this.#needsNewOffer
  }

  /** The sound room was replaced, or the call was answered by another phone than the one we had early media with. */
  requireNewOffer(answerComes = this.#state === 'offered'): void {
    this.#needsNewOffer = true
    this.#answerComes = answerComes
  }

  hasDescription(contentType: string): boolean {
    return /^application\/sdp\b/i.test(contentType)
  }

  /** Rejects with `MediaError`. */
  async getDescription(
    options: OfferOptions = {},
    modifiers: readonly SessionDescriptionHandlerModifier[] = [],
  ): Promise<BodyAndContentType> {
    this.#assertOpen()
    if (this.#needsNewOffer) this.#startAnew()
    const request: DescriptionRequest = {
      direction: options.direction ?? this.direction,
      // Only an offer can restart ICE; sip.js remembers the options of our last offer for answers to theirs.
      restartIce: this.#state !== 'asked' && (options.restartIce ?? false),
      iceServers: [...this.#sound.iceServers],
      codecs: [...this.#sound.codecs],
      relayOnly: this.#sound.relayOnly,
    }
    let description: Description = await this.#orClosed(this.#media.describe(this.#callId, request))
    for (const modify of modifiers) description = (await modify(description)) as Description
    this.#state = this.#state === 'asked' ? 'stable' : 'offered'
    return { body: this.#conceal(description.sdp), contentType: 'application/sdp' }
  }

  /** Rejects with `MediaError`. */
  async setDescription(
    sdp: string,
    _options: OfferOptions = {},
    modifiers: readonly SessionDescriptionHandlerModifier[] = [],
  ): Promise<void> {
    const answers = this.#state === 'offered'
    this.#assertOpen()
    if (this.#answerComes) {
      // The call stands; the next offer gives it sound again.
      this.#answerComes = false
      return
    }
    if (this.#needsNewOffer) this.#startAnew()
    let description: Description = { type: answers ? 'answer' : 'offer', sdp }
    for (const modify of modifiers) description = (await modify(description)) as Description
    await this.#orClosed(this.#media.accept(this.#callId, description))
    this.#state = answers ? 'stable' : 'asked'
  }

  async rollbackDescription(): Promise<void> {
    if (this.#state === 'stable' || this.#closed) return
    this.#state = 'stable'
    this.#answerComes = false
    await this.#orClosed(this.#media.rollback(this.#callId))
  }

  /** sip.js wants an answer at once; `exchange.sendDigits` is the one that waits for it. */
  sendDtmf(tones: string): boolean {
    void this.sendDigits(tones)
    return true
  }

  sendDigits(digits: string): Promise<Result<boolean>> {
    return this.#media.sendDigits(this.#callId, digits)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#over.resolve(failed('media-failed', { reason: 'the call is over' }))
    this.#media.close(this.#callId)
  }

  /** The call goes on in another session, and its sound with it: nothing is closed there. */
  release(): void {
    this.#closed = this.#released = true
    this.#over.resolve(failed('media-failed', { reason: 'the call is over' }))
  }

  /** An answer that crosses our BYE must not make a new peer connection for a call that is over. */
  #assertOpen(): void {
    if (this.#closed) throw new MediaError({ code: 'media-failed', about: { reason: 'the call is over' } })
  }

  /** Gives up whatever is left of the old peer connection: what is asked for after this makes a new one. */
  #startAnew(): void {
    this.#media.close(this.#callId)
    this.#needsNewOffer = this.#answerComes = false
    this.#state = 'stable'
  }

  /** Nothing that is asked of the media may keep a call that is over from ending. */
  async #orClosed<T>(asked: Promise<Result<T>>): Promise<T> {
    const result = await Promise.race([asked, this.#over.promise])
    if (result.ok) return result.value
    if (this.#closed) {
      // Whatever the media makes of what it was asked before it was closed must go as well.
      if (!this.#released) void asked.then(() => this.#media.close(this.#callId))
    } else {
      this.trouble = result.trouble
    }
    throw new MediaError(result.trouble)
  }
}
