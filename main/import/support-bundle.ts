import { readFile } from 'node:fs/promises'
import { release } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import type { RequestOutput } from '../../shared/contract/bridge.ts'
import type { Line } from '../../shared/contract/line.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { AppContext } from '../app-context.ts'
import { countsOf, knownWords, schemaOf } from '../archive/known-words.ts'
import { listLines } from '../archive/lines.ts'
import { guard } from '../archive/open.ts'
import { readPassword } from '../line/line-secrets.ts'
import { redact } from '../shell/log.ts'
import { writeWhole } from '../shell/write-file-atomic.ts'

/*
 * What somebody who looks into a fault may see: how Afterbeep and its lines are set up, how much there is, and the log. Nobody's
 * name, number or password is in it: settings are written down one by one and none of them is anybody's, and of the log
 * whatever could be one is blanked, and after that every name, number and password that is known here.
 */

export type SupportFile = RequestOutput<'support.gather'>['files'][number]

/** The end of each log, in characters: what happened last is what is looked for. */
const MOST_OF_LOG = 100_000
const logs = ['afterbeep.log', 'afterbeep.log.1', 'afterbeep.log.2']

/** Everything that would be saved, as it would be. Fails with `archive-*`. */
export async function gatherSupport(app: AppContext): Promise<Result<{ files: SupportFile[] }>> {
  const read = guard(() => ({
    lines: listLines(app.archive),
    counts: countsOf(app.archive),
    schema: schemaOf(app.archive),
    words: knownWords(app.archive),
  }))
  if (!read.ok) return read
  const { lines, counts, schema, words } = read.value
  const passwords = await Promise.all(lines.map((line) => readPassword(app.secrets, line)))
  const blanked = blankerOf(words.names, [...words.titles, ...passwords.flatMap((password) => password ?? [])])
  const { versions, platform, arch } = process
  const program = {
    program: app.userAgent,
    system: `${platform} ${release()} ${arch}`,
    electron: versions['electron'] ?? '',
    chrome: versions['chrome'] ?? '',
    node: versions.node,
    gatheredAt: new Date(app.now()).toISOString(),
    schema,
    counts,
  }
  const state = app.exchange.lineState()
  const about = {
    lines: lines.map((line) => ({ ...settingsOf(line), inUse: line.lineId === state.line?.lineId })),
    inUse: { state: state.state, trouble: state.trouble?.code ?? null },
    refusedCalls: app.lines.state().refused.map(({ why, status, times }) => ({ why, status, times })),
  }
  const logFiles = await Promise.all(
    logs.map(async (name) => {
      const text = await readFile(join(app.logFolder, name), 'utf8').catch(() => '')
      const last = text.slice(-MOST_OF_LOG)
      // Where it was cut begins the middle of a line.
      return { name, text: blanked(redact(last.length < text.length ? last.slice(last.indexOf('\n') + 1) : last)) }
    }),
  )
  const files = [
    { name: 'afterbeep.json', text: `${JSON.stringify(program, null, 2)}\n` },
    { name: 'lines.json', text: `${JSON.stringify(about, null, 2)}\n` },
    ...logFiles.filter(({ text }) => text !== ''),
  ]
  return ok({ files })
}

/** Asks for a file and writes these to it; null: the rep named none. Fails with `file-unwritable`. */
export async function saveSupport(
  { chooseFile, now }: AppContext,
  { files }: { readonly files: readonly SupportFile[] },
): Promise<Result<RequestOutput<'support.save'>>> {
  const path = await chooseFile(`afterbeep-support-${new Date(now()).toISOString().slice(0, 10)}.zip`)
  if (path === null) return ok(null)
  try {
    await writeWhole(path, zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)]))))
    return ok({ path })
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    return failed('file-unwritable', { reason: String(error.code) })
  }
}

/** One by one: what is added to a line is in no bundle until somebody has thought of whose it is. */
function settingsOf(line: Line) {
  const { kind, hideMethod, hideByDefault, mainNumberBy, region, codecs, dtmf, registerExpiryS, earlyMedia } = line
  const { withholdsEveryAddress, dialFormat, refusesMd5, trustsAssertedIdentity, freesAtOnce, iceServers } = line
  const { relayOnly, authority } = line
  return {
    kind,
    isSecure: line.server.startsWith('wss:'),
    hideMethod: hideMethod.kind,
    hideByDefault,
    mainNumberBy,
    region,
    iceServers: iceServers.map(({ urls }) => urls.split(':', 1)[0]),
    codecs,
    dtmf,
    registerExpiryS,
    earlyMedia,
    withholdsEveryAddress,
    dialFormat: { own: dialFormat.own, foreign: dialFormat.foreign },
    refusesMd5,
    trustsAssertedIdentity,
    freesAtOnce,
    relayOnly,
    hasChosenCertificate: authority !== null,
  }
}

const blank = '•••'
/** Shorter parts of a name are parts of other words as well. */
const LEAST = 4

/** Blanks these wherever they stand, and each part of a name. */
function blankerOf(names: readonly string[], titles: readonly string[]): (text: string) => string {
  const parts = names.flatMap((name) => name.split(/[\s,;:/@<>"']+/))
  const known = [...new Set([...names, ...titles, ...parts].map((part) => part.trim().toLowerCase()))]
    .filter((part) => part.length >= LEAST)
    .toSorted((one, other) => other.length - one.length)
  const byStart = Map.groupBy(known, (part) => part.slice(0, LEAST))
  return (text) => {
    // Letters that change their length with their case are none of a log's own words.
    const lower = text.toLowerCase()
    if (lower.length !== text.length) return known.reduce((left, part) => left.replaceAll(part, blank), lower)
    let clean = ''
    let at = 0
    while (at < text.length) {
      const found = byStart.get(lower.slice(at, at + LEAST))?.find((part) => lower.startsWith(part, at))
      clean += found ? blank : text[at]
      at += found?.length ?? 1
    }
    return clean
  }
}
