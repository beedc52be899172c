import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Store, { type Schema } from 'electron-store'
import { soundSettingsSchema } from '../../shared/contract/sound-bridge.ts'
import { usualSound, type SoundSettings } from '../../shared/audio/sound-settings.ts'
import { sidebarPartSchema, type SidebarPart } from '../../shared/contract/window-bridge.ts'
import { deskSettingsSchema, usualSettings, type DeskSettings } from '../../shared/contract/settings-bridge.ts'
import type { KeptSettings } from './desk-settings.ts'
import type { KeptFolds } from './folds.ts'
import type { KeptSound } from '../audio/sound-choice.ts'

/** What this computer remembers of the windows. Nothing of the rep's work is in here: that is the archive's. */
interface Settings {
  /** Where the desk was, in screen points; null: never opened. */
  deskBounds: Bounds | null
  deskMaximized: boolean
  /** Where the compact desk was; null: never compact. */
  compactBounds: Bounds | null
  /** How large the desk is drawn, in Chromium's levels: 0 as it is, each whole one 20 % more. */
  zoomLevel: number
  /** An archive has been opened here: one that is missing was lost. */
  hasArchive: boolean
  /** Where the organisation keeps its policy; null: policy.json beside this file, if it is there. */
  policyPath: string | null
  /** Microphone, speaker, ringer and how loud. */
  sound: SoundSettings
  /** The parts of the sidebar that are folded. */
  folded: SidebarPart[]
  /** How the rep wants the desk. */
  desk: DeskSettings
}

export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type SettingsStore = Store<Settings>

const number = { type: 'integer' } as const
const place: NonNullable<Schema<Settings>['deskBounds']> = {
  type: ['object', 'null'],
  properties: { x: number, y: number, width: number, height: number },
  required: ['x', 'y', 'width', 'height'],
  additionalProperties: false,
}

/** Opens settings.json in `folder`. A file that cannot be read is put aside and the defaults are used. */
export function openSettings(folder: string, now: () => number = Date.now): SettingsStore {
  try {
    return readStore(folder)
  } catch (error) {
    const path = join(folder, 'settings.json')
    if (!existsSync(path)) throw error
    renameSync(path, join(folder, `settings.damaged-${now()}.json`))
    return readStore(folder)
  }
}

function readStore(cwd: string): SettingsStore {
  const store = new Store<Settings>({
    cwd,
    name: 'settings',
    configFileMode: 0o600,
    clearInvalidConfig: false,
    defaults: {
      deskBounds: null,
      deskMaximized: false,
      compactBounds: null,
      zoomLevel: 0,
      hasArchive: false,
      policyPath: null,
      sound: usualSound,
      folded: [],
      desk: usualSettings,
    },
    schema: {
      deskBounds: place,
      compactBounds: place,
      deskMaximized: { type: 'boolean' },
      hasArchive: { type: 'boolean' },
      zoomLevel: { type: 'number' },
      policyPath: { type: ['string', 'null'] },
      sound: { type: 'object' },
      folded: { type: 'array' },
      desk: { type: 'object' },
    },
  })
  return store
}

/** The rep's sound as it was chosen last; whatever does not fit is as if nothing had been chosen. */
export function keptSound(settings: SettingsStore): KeptSound {
  return {
    get: () => soundSettingsSchema.catch(usualSound).parse(settings.get('sound')),
    set: (sound) => settings.set({ sound }),
  }
}

/** What an older or a newer version wrote of parts that this one does not have is passed over. */
export function keptFolds(settings: SettingsStore): KeptFolds {
  return {
    get: () => settings.get('folded').filter((part) => sidebarPartSchema.safeParse(part).success),
    set: (folded) => settings.set({ folded: [...folded] }),
  }
}

/** Each as it was chosen last; what does not fit is as if it had not been chosen. */
export function keptSettings(settings: SettingsStore): KeptSettings {
  return {
    get() {
      const kept: Readonly<Record<string, unknown>> = { ...settings.get('desk') }
      const { theme, singleKeys, ownKeys, dialsOn } = deskSettingsSchema.shape
      return {
        theme: theme.catch(usualSettings.theme).parse(kept['theme']),
        singleKeys: singleKeys.catch(usualSettings.singleKeys).parse(kept['singleKeys']),
        ownKeys: ownKeys.catch(usualSettings.ownKeys).parse(kept['ownKeys']),
        dialsOn: dialsOn.catch(usualSettings.dialsOn).parse(kept['dialsOn']),
      }
    },
    set: (desk) => settings.set({ desk }),
  }
}

/** The remembered place if enough of it can still be seen to grab the window, else null. */
export function boundsOnScreen(bounds: Bounds | null, screens: readonly Bounds[]): Bounds | null {
  if (!bounds) return null
  const isReachable = screens.some((screen) => {
    const width = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x)
    return width >= 120 && bounds.y >= screen.y && bounds.y <= screen.y + screen.height - 40
  })
  return isReachable ? bounds : null
}
