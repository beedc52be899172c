import { lineDefaults } from '../../../shared/line/line-defaults.ts'
import { dialPreset, dialPresetOf, type DialPresetId } from './dial-presets.ts'
import type { LineEntry } from '../../../shared/contract/line-bridge.ts'
import type { Line } from '../../../shared/contract/line.ts'

/** What is folded under "More", as it is typed. */
export interface LineSettingsForm {
  readonly iceServers: readonly IceServerForm[]
  readonly codecs: Line['codecs']
  readonly dtmf: Line['dtmf']
  readonly registerExpiryS: string
  readonly earlyMedia: boolean
  readonly freesAtOnce: boolean
  /** Realms, with commas between them. */
  readonly moreRealms: string
  readonly dialling: DialPresetId
  /** What stands before every number that is not the PBX's own; empty: nothing. */
  readonly outside: string
  readonly refusesMd5: boolean
  readonly trustsAssertedIdentity: boolean
  readonly relayOnly: boolean
  readonly authority: Line['authority']
}

export interface IceServerForm {
  readonly urls: string
  readonly user: string
  readonly credential: string
  /** A credential is kept for this server and this user. */
  readonly kept: boolean
}

export interface LineSettingsErrors {
  readonly iceServers?: readonly (string | undefined)[]
  readonly registerExpiryS?: string
  readonly moreRealms?: string
  readonly outside?: string
  readonly relayOnly?: string
}

const names: Record<Line['codecs'][number], string> = {
  opus: 'Opus',
  g722: 'G.722',
  pcmu: 'G.711 µ-law (PCMU)',
  pcma: 'G.711 A-law (PCMA)',
}
export function codecInWords(codec: Line['codecs'][number]): string {
  return names[codec]
}

export function settingsFormOf(line: Line | null, entry: LineEntry | null): LineSettingsForm {
  const { iceServers, codecs, dtmf, registerExpiryS, earlyMedia, freesAtOnce, moreRealms } = line ?? lineDefaults
  const { refusesMd5, trustsAssertedIdentity, dialFormat, relayOnly, authority } = line ?? lineDefaults
  return {
    dialling: dialPresetOf(dialFormat),
    outside: dialFormat.outside,
    refusesMd5,
    trustsAssertedIdentity,
    relayOnly,
    authority,
    iceServers: iceServers.map(({ urls, user }, index) => ({
      urls,
      user,
      credential: '',
      kept: entry?.iceCredentials[index] ?? false,
    })),
    codecs,
    dtmf,
    registerExpiryS: String(registerExpiryS),
    earlyMedia,
    freesAtOnce,
    moreRealms: moreRealms.join(', '),
  }
}

/** One that was begun and left empty is no server. */
function isBlank({ urls, user, credential }: IceServerForm): boolean {
  return urls.trim() === '' && user.trim() === '' && credential === ''
}

export function errorsInSettings({
  iceServers,
  registerExpiryS,
  moreRealms,
  outside,
  relayOnly,
}: LineSettingsForm): LineSettingsErrors {
  const wrong = iceServers.map((server) => (isBlank(server) ? undefined : errorInIceServer(server)))
  const expiry = Number(registerExpiryS)
  return {
    ...(wrong.some((error) => error !== undefined) && { iceServers: wrong }),
    ...(!(Number.isInteger(expiry) && expiry >= 60 && expiry <= 86_400) && {
      registerExpiryS: 'A whole number of seconds, from 60 to 86400.',
    }),
    ...(!/^([0-9*#]{1,4},?)?$/.test(outside.replace(/\s/g, '')) && { outside: 'Up to four digits, like 9 or 0.' }),
    ...(relayOnly &&
      !iceServers.some(({ urls }) => /^turns?:/.test(urls.trim())) && {
        relayOnly: 'No TURN server stands above: add the one of your provider, or switch this off.',
      }),
    ...(realmsIn(moreRealms).length > 5 && { moreRealms: 'Five realms at most.' }),
  }
}

function errorInIceServer({ urls, user, credential, kept }: IceServerForm): string | undefined {
  const isTurn = /^turns?:/.test(urls.trim())
  if (!isTurn && !/^stuns?:/.test(urls.trim())) return 'It looks like stun:stun.example.com:3478 or turn:…'
  if (!/^(stuns?|turns?):[a-z0-9.[\]:-]+(\?transport=(udp|tcp))?$/i.test(urls.trim()))
    return 'Only the name and the port, and for TURN ?transport=udp or tcp.'
  if (isTurn && (user.trim() === '' || (credential === '' && !kept)))
    return 'A TURN server needs a user and a credential.'
  return undefined
}

/** The settings as a line has them, and the credentials that were typed, in the order of the servers. */
export function settingsOf(form: LineSettingsForm) {
  const servers = form.iceServers.filter((server) => !isBlank(server))
  return {
    settings: {
      iceServers: servers.map(({ urls, user }) => ({ urls: urls.trim(), user: user.trim() })),
      codecs: form.codecs,
      dtmf: form.dtmf,
      registerExpiryS: Number(form.registerExpiryS),
      earlyMedia: form.earlyMedia,
      freesAtOnce: form.freesAtOnce,
      moreRealms: realmsIn(form.moreRealms),
      dialFormat: { ...dialPreset(form.dialling), outside: form.outside.replace(/\s/g, '') },
      refusesMd5: form.refusesMd5,
      trustsAssertedIdentity: form.trustsAssertedIdentity,
      relayOnly: form.relayOnly,
      authority: form.authority,
    },
    iceCredentials: servers.map(({ credential }) => (credential === '' ? null : credential)),
  }
}

function realmsIn(written: string): string[] {
  return [...new Set(written.split(',').map((realm) => realm.trim()))].filter((realm) => realm !== '')
}

/** The codec, one place better, or off the list and back at its end. */
export function codecMoved(codecs: Line['codecs'], codec: Line['codecs'][number]): Line['codecs'] {
  const at = codecs.indexOf(codec)
  if (at <= 0) return codecs
  return codecs.with(at, codecs[at - 1]!).with(at - 1, codec)
}

export function codecOffered(codecs: Line['codecs'], codec: Line['codecs'][number], offered: boolean): Line['codecs'] {
  const others = codecs.filter((one) => one !== codec)
  if (offered) return [...others, codec]
  // A line without any codec could not call.
  return others.length > 0 ? others : codecs
}

/** Is anything there that the rep has set? Then it is shown. */
export function isPlain(line: Line | null): boolean {
  if (!line) return true
  if (JSON.stringify(line.dialFormat) !== JSON.stringify(lineDefaults.dialFormat)) return false
  if (line.refusesMd5 || line.trustsAssertedIdentity || line.freesAtOnce) return false
  if (line.relayOnly || line.authority) return false
  const { iceServers, codecs, dtmf, registerExpiryS, earlyMedia, moreRealms, domain, authUser } = line
  const now = JSON.stringify([iceServers, codecs, dtmf, registerExpiryS, earlyMedia, moreRealms, domain, authUser])
  const { iceServers: i, codecs: c, dtmf: d, registerExpiryS: r, earlyMedia: e, moreRealms: m } = lineDefaults
  return now === JSON.stringify([i, c, d, r, e, m, '', ''])
}
