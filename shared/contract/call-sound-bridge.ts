import { z } from 'zod'
import { answerSchema, armedBySchema, beepSchema, doubtSchema, startReasonSchema } from './call.ts'
import { callIdSchema, recordingIdSchema } from '../ids.ts'
import { codecSchema } from './line-settings.ts'
import { announcementSchema, announcementWordsSchema, mostMailboxes } from './screener-bridge.ts'

/* The rows of the contract between main and the sound room that are about one call: see bridge.ts. */

const done = z.null()
const onCall = z.strictObject({ callId: callIdSchema })

const descriptionSchema = z.strictObject({ type: z.enum(['offer', 'answer']), sdp: z.string().max(64_000) })
export type Description = z.infer<typeof descriptionSchema>

const iceServerSchema = z.strictObject({
  urls: z.string(),
  username: z.string().optional(),
  credential: z.string().optional(),
})

/** main → sound. */
export const callCommands = {
  /**
   * Make the next description of a call: an answer when a remote offer is waiting, else an offer. Creates the
   * call's peer connection and opens the microphone at the first use. Fails with `microphone-*`.
   */
  'peer.describe': {
    input: z.strictObject({
      callId: callIdSchema,
      iceServers: z.array(iceServerSchema),
      direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']),
      restartIce: z.boolean(),
      /** In the order they are offered; left out: Opus, G.722, PCMU, PCMA. */
      codecs: z.array(codecSchema).optional(),
      /** Through TURN servers only: where none gives a relay within 3 s it fails with `media-failed`. */
      relayOnly: z.boolean().optional(),
    }),
    output: descriptionSchema,
  },
  /** The far end's description. Fails with `media-failed`. */
  'peer.accept': { input: z.strictObject({ callId: callIdSchema, description: descriptionSchema }), output: done },
  /** The offer we made was refused: back to the state before it. */
  'peer.rollback': { input: onCall, output: done },
  /** Digits by RFC 4733, and their tones in the rep's ear; answers false where the far end takes none. */
  'peer.sendDigits': {
    input: z.strictObject({ callId: callIdSchema, digits: z.string().regex(/^[0-9A-D#*,]{1,64}$/) }),
    output: z.boolean(),
  },
  /** The call is over: close the peer connection, stop its microphone track, forget it. */
  'peer.close': { input: onCall, output: done },
  /** 200 has come: from here on the greeting is followed and a beep may be one. */
  'call.answered': { input: onCall, output: done },
  'microphone.mute': { input: z.strictObject({ callId: callIdSchema, muted: z.boolean() }), output: done },
  /** Does the rep hear this call? A call whose message is being left is silent. */
  'call.listen': { input: z.strictObject({ callId: callIdSchema, listening: z.boolean() }), output: done },
  /** A tone in the rep's ear for this call; null stops it. */
  'tone.play': {
    input: z.strictObject({ callId: callIdSchema, tone: z.enum(['ringback', 'busy']).nullable() }),
    output: done,
  },
  /** Decode a recording before it is needed; it is fetched from /recordings/ID.wav of the room's own origin. */
  'message.prepare': { input: z.strictObject({ recordingId: recordingIdSchema }), output: done },
  /**
   * Start the recording at the end of the beep or in the silence after a greeting, by the rules of drop-action.ts. Where the rep
   * is free they hear neither the call nor its ringback from here on.
   */
  'message.arm': {
    input: z.strictObject({
      callId: callIdSchema,
      recordingId: recordingIdSchema,
      armedBy: armedBySchema,
      /** The rep is not in the call; else the microphone stays until a machine is certain. */
      isFree: z.boolean(),
    }),
    output: done,
  },
  /** Start the recording now, be it armed or the rep asked who is there. */
  'message.play': { input: onCall, output: done },
  /** Stop the armed or playing recording and put the microphone back: the rep hears the call again. */
  'message.stop': { input: onCall, output: done },
  /** Plays to the rep what the far end said in the last seconds. */
  'message.replay': { input: onCall, output: done },
  /** Announcements of the called number's mailboxes, for this call. */
  'mailbox.know': {
    input: z.strictObject({ callId: callIdSchema, announcements: z.array(announcementSchema).max(mostMailboxes) }),
    output: done,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** sound → main. */
export const callSoundEvents = {
  /** The state of a call's peer connection (RTCPeerConnectionState, less `new` and `closed`). */
  'peer.changed': z.strictObject({
    callId: callIdSchema,
    state: z.enum(['connecting', 'connected', 'disconnected', 'failed']),
  }),
  /** A beep has ended. */
  'beep.heard': z.strictObject({ callId: callIdSchema, beep: beepSchema }),
  /** Speech was heard, and then nothing for long enough. */
  'greeting.ended': z.strictObject({ callId: callIdSchema, at: z.int() }),
  /**
   * Somebody seems to have answered, no voicemail: a short greeting and then they wait, or (`conversation`) they have
   * answered what the rep said. An armed message starts at a beep or a press from here on, in no silence.
   */
  'person.answered': z.strictObject({ callId: callIdSchema, at: z.int(), conversation: z.boolean() }),
  /** Two seconds of talk have been heard since the answer. */
  'speech.heard': z.strictObject({ callId: callIdSchema, at: z.int() }),
  /** Who seems to have answered; told each time that changes. */
  'answer.judged': z.strictObject({ callId: callIdSchema, answer: answerSchema }),
  /** A drop that was armed ahead: what answered is a machine for certain, and the microphone is out. */
  'message.takenOver': z.strictObject({ callId: callIdSchema, at: z.int() }),
  /** A drop that was armed ahead: a person has answered, and it is off. */
  'message.off': z.strictObject({ callId: callIdSchema, at: z.int() }),
  /** What was heard does not fit a voicemail: nothing is played any more, and the rep has to say who is there. */
  'message.handedBack': z.strictObject({ callId: callIdSchema, at: z.int(), doubt: doubtSchema }),
  /** A message was left whole after this announcement. */
  'mailbox.learned': z.strictObject({ callId: callIdSchema, words: announcementWordsSchema }),
  /** The first sample of the recording has been handed to the call. */
  'message.started': z.strictObject({ callId: callIdSchema, at: z.int(), reason: startReasonSchema }),
  /** Where the playing recording is, four times a second; with `whole` its last sample has been played. */
  'message.played': z.strictObject({ callId: callIdSchema, playedMs: z.number().nonnegative(), whole: z.boolean() }),
  /** Everything of the message has left the machine: the call may be ended. */
  'message.drained': onCall,
} as const satisfies Record<string, z.ZodType>
