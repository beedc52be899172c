import { z } from 'zod'

/* Microphone, speaker and ringer: their rows of the contract. See bridge.ts. */

const nothing = z.strictObject({})
const done = z.null()
const volume = z.number().min(0).max(1)

/** A `SoundDevice` of shared/audio/sound-settings.ts. */
const soundDeviceSchema = z.strictObject({ deviceId: z.string().max(300), label: z.string().max(300) })

/** `SoundSettings`. */
export const soundSettingsSchema = z.strictObject({
  microphone: soundDeviceSchema.nullable(),
  speaker: soundDeviceSchema.nullable(),
  ringer: soundDeviceSchema.nullable(),
  speakerVolume: volume,
  ringerVolume: volume,
  echoCancellation: z.boolean(),
  noiseSuppression: z.boolean(),
  autoGainControl: z.boolean(),
})

/** `SoundDevices`. */
const soundDevicesSchema = z.strictObject({
  microphones: z.array(soundDeviceSchema).max(100).readonly(),
  speakers: z.array(soundDeviceSchema).max(100).readonly(),
  using: z.strictObject({
    microphone: soundDeviceSchema.nullable(),
    speaker: soundDeviceSchema.nullable(),
    ringer: soundDeviceSchema.nullable(),
  }),
})

const headsetHeardSchema = z.enum(['well', 'nothing', 'clipped'])

/** What the desk knows of the rep's sound. */
export const soundStateSchema = z.strictObject({ settings: soundSettingsSchema, devices: soundDevicesSchema })
export type SoundState = z.infer<typeof soundStateSchema>

/** desk → main. */
export const soundRequests = {
  /** The rep looks at their sound: the microphone is opened and its level told until it is closed. Fails with `microphone-*`. */
  'sound.open': { input: nothing, output: done },
  'sound.close': { input: nothing, output: done },
  /** From now on, in the calls that are up too. */
  'sound.choose': { input: soundSettingsSchema, output: done },
  /** Records three seconds and plays them back; answers what was heard in them when they have been recorded. */
  'sound.testHeadset': { input: nothing, output: headsetHeardSchema },
  /** Rings once on the ringer. */
  'sound.testRinger': { input: nothing, output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** main → desk. */
export const soundDeskEvents = {
  /** Ten times a second while the rep looks at their sound: the microphone's peak since the last one, 0 to 1. */
  'sound.level': z.strictObject({ peak: z.number() }),
} as const satisfies Record<string, z.ZodType>

/** main → sound. */
export const deviceCommands = {
  /** The devices and volumes of everything that is heard and said, from now on. */
  'devices.use': { input: soundSettingsSchema, output: done },
  /** Opens the microphone for its meter. Fails with `microphone-*`. */
  'check.open': { input: nothing, output: done },
  'check.close': { input: nothing, output: done },
  /** Fails with `not-found` where the check is not open, or is closed meanwhile. */
  'check.headset': { input: nothing, output: headsetHeardSchema },
  'check.ringer': { input: nothing, output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** sound → main. */
export const deviceSoundEvents = {
  /** Told at the start, and when any device goes or comes or another one is used. */
  'devices.changed': soundDevicesSchema,
  'check.level': soundDeskEvents['sound.level'],
} as const satisfies Record<string, z.ZodType>
