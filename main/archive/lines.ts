import { hideMethodSchema, mainNumberBySchema } from '../../shared/contract/caller-id.ts'
import { dialFormatSchema } from '../../shared/contract/dial-format.ts'
import { chosenCertificateSchema } from '../../shared/contract/line-settings.ts'
import type { LineId } from '../../shared/ids.ts'
import { lineSchema, type Line } from '../../shared/contract/line.ts'
import type { Archive } from './open.ts'

interface Row {
  readonly line_id: LineId
  readonly kind: Line['kind']
  readonly name: string
  readonly server: string
  readonly domain: string
  readonly user: string
  readonly auth_user: string
  readonly caller_name: string
  readonly hide_method: string
  readonly hide_by_default: 0 | 1
  readonly main_number: string
  readonly main_number_by: string
  readonly region: string
  readonly ice_servers: string
  readonly codecs: string
  readonly more_realms: string
  readonly dtmf: Line['dtmf']
  readonly register_expiry_s: number
  readonly early_media: 0 | 1
  readonly withholds_every_address: 0 | 1
  readonly dial_format: string
  readonly refuses_md5: 0 | 1
  readonly trusts_asserted_identity: 0 | 1
  readonly frees_at_once: 0 | 1
  readonly relay_only: 0 | 1
  readonly authority: string | null
  readonly pinned_realm: string | null
  readonly pinned_algorithm: string | null
}

/**
 * Adds the line, or writes over the one with its id; which line is in use stays as it was. How many calls it carries is
 * learnt anew: the account behind it may be another one.
 */
export function saveLine(db: Archive, line: Line): void {
  db.prepare(
    `INSERT INTO lines (line_id, kind, name, server, domain, user, auth_user, caller_name, hide_method,
       hide_by_default, main_number, region, ice_servers, codecs, more_realms, dtmf, register_expiry_s, early_media,
       main_number_by, withholds_every_address, refuses_md5, trusts_asserted_identity, frees_at_once,
       dial_format, relay_only, authority)
     VALUES (@lineId, @kind, @name, @server, @domain, @user, @authUser, @callerName, @hideMethod,
       @hideByDefault, @mainNumber, @region, @iceServers, @codecs, @moreRealms, @dtmf, @registerExpiryS, @earlyMedia,
       @mainNumberBy, @withholdsEveryAddress, @refusesMd5, @trustsAssertedIdentity, @freesAtOnce, @dialFormat,
       @relayOnly, @authority)
     ON CONFLICT (line_id) DO UPDATE SET kind = @kind, name = @name, server = @server, domain = @domain, user = @user,
       auth_user = @authUser, caller_name = @callerName, hide_method = @hideMethod, hide_by_default = @hideByDefault,
       main_number = @mainNumber, region = @region, ice_servers = @iceServers, codecs = @codecs,
       more_realms = @moreRealms, dtmf = @dtmf, register_expiry_s = @registerExpiryS, early_media = @earlyMedia,
       main_number_by = @mainNumberBy, withholds_every_address = @withholdsEveryAddress,
       refuses_md5 = @refusesMd5, trusts_asserted_identity = @trustsAssertedIdentity, frees_at_once = @freesAtOnce,
       dial_format = @dialFormat, relay_only = @relayOnly, authority = @authority,
       one_call = NULL, put_away = 0`,
  ).run({
    ...line,
    hideMethod: JSON.stringify(line.hideMethod),
    hideByDefault: line.hideByDefault ? 1 : 0,
    iceServers: JSON.stringify(line.iceServers),
    codecs: JSON.stringify(line.codecs),
    moreRealms: JSON.stringify(line.moreRealms),
    earlyMedia: line.earlyMedia ? 1 : 0,
    withholdsEveryAddress: line.withholdsEveryAddress ? 1 : 0,
    dialFormat: JSON.stringify(line.dialFormat),
    refusesMd5: line.refusesMd5 ? 1 : 0,
    trustsAssertedIdentity: line.trustsAssertedIdentity ? 1 : 0,
    freesAtOnce: line.freesAtOnce ? 1 : 0,
    relayOnly: line.relayOnly ? 1 : 0,
    authority: line.authority && JSON.stringify(line.authority),
  })
}

/** Saves the line and makes it the one that calls are made on. */
export function putLineInUse(db: Archive, line: Line): void {
  db.transaction(() => {
    saveLine(db, line)
    db.prepare(`UPDATE lines SET in_use = 0 WHERE in_use = 1`).run()
    db.prepare(`UPDATE lines SET in_use = 1 WHERE line_id = @lineId`).run({ lineId: line.lineId })
  })()
}

export function lineInUse(db: Archive): Line | null {
  const row = db.prepare<[], Row>(`SELECT * FROM lines WHERE in_use = 1`).get()
  return row ? lineOf(row) : null
}

/** Every line that is not put away, the practice line first, then the oldest. */
export function listLines(db: Archive): Line[] {
  const rows = db
    .prepare<[], Row>(`SELECT * FROM lines WHERE put_away = 0 ORDER BY kind = 'practice' DESC, rowid`)
    .all()
  return rows.map(lineOf)
}

export function lineOfId(db: Archive, lineId: LineId): Line | null {
  const row = db.prepare<unknown[], Row>(`SELECT * FROM lines WHERE line_id = @lineId`).get({ lineId })
  return row ? lineOf(row) : null
}

/** Takes a line off the list: for good, or put away where attempts were made on it. Never the one in use. */
export function removeLine(db: Archive, lineId: LineId): void {
  db.transaction(() => {
    const tried = db.prepare(`SELECT 1 FROM attempts WHERE line_id = @lineId LIMIT 1`).get({ lineId }) !== undefined
    const how = tried ? `UPDATE lines SET put_away = 1` : `DELETE FROM lines`
    db.prepare(`${how} WHERE line_id = @lineId AND in_use = 0`).run({ lineId })
  })()
}

/** What the registrar of a line has accepted before (RFC 7616 algorithm names); null: nothing yet. */
export function pinOf(db: Archive, lineId: LineId): { realm: string; algorithm: string } | null {
  const row = db
    .prepare<unknown[], Pick<Row, 'pinned_realm' | 'pinned_algorithm'>>(
      `SELECT pinned_realm, pinned_algorithm FROM lines WHERE line_id = @lineId`,
    )
    .get({ lineId })
  return row?.pinned_realm == null ? null : { realm: row.pinned_realm, algorithm: row.pinned_algorithm ?? 'MD5' }
}

/** null: whatever the registrar says next counts, as at the first time. */
export function savePin(db: Archive, lineId: LineId, pin: { realm: string; algorithm: string } | null): void {
  db.prepare(`UPDATE lines SET pinned_realm = @realm, pinned_algorithm = @algorithm WHERE line_id = @lineId`).run({
    lineId,
    realm: pin?.realm ?? null,
    algorithm: pin?.algorithm ?? null,
  })
}

/** Does it carry one call at a time? Null: nobody knows yet. The practice line carries as many as there are. */
export function carriesOneCall(db: Archive, lineId: LineId): boolean | null {
  const row = db
    .prepare<unknown[], { kind: Line['kind']; one_call: 0 | 1 | null }>(
      `SELECT kind, one_call FROM lines WHERE line_id = @lineId`,
    )
    .get({ lineId })
  if (row?.kind === 'practice') return false
  return row?.one_call == null ? null : row.one_call === 1
}

export function noteOneCall(db: Archive, lineId: LineId, oneCall: boolean): void {
  db.prepare(`UPDATE lines SET one_call = @oneCall WHERE line_id = @lineId`).run({ lineId, oneCall: oneCall ? 1 : 0 })
}

function lineOf(row: Row): Line {
  return {
    lineId: row.line_id,
    kind: row.kind,
    name: row.name,
    server: row.server,
    domain: row.domain,
    user: row.user,
    authUser: row.auth_user,
    callerName: row.caller_name,
    hideMethod: hideMethodSchema.parse(JSON.parse(row.hide_method)),
    hideByDefault: row.hide_by_default === 1,
    mainNumber: row.main_number,
    mainNumberBy: mainNumberBySchema.parse(row.main_number_by),
    region: row.region,
    iceServers: lineSchema.shape.iceServers.parse(JSON.parse(row.ice_servers)),
    codecs: lineSchema.shape.codecs.parse(JSON.parse(row.codecs)),
    moreRealms: lineSchema.shape.moreRealms.parse(JSON.parse(row.more_realms)),
    dtmf: row.dtmf,
    registerExpiryS: row.register_expiry_s,
    earlyMedia: row.early_media === 1,
    withholdsEveryAddress: row.withholds_every_address === 1,
    dialFormat: dialFormatSchema.parse(JSON.parse(row.dial_format)),
    refusesMd5: row.refuses_md5 === 1,
    trustsAssertedIdentity: row.trusts_asserted_identity === 1,
    freesAtOnce: row.frees_at_once === 1,
    relayOnly: row.relay_only === 1,
    authority: row.authority === null ? null : chosenCertificateSchema.parse(JSON.parse(row.authority)),
  }
}
