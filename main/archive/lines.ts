import { hideMethodSchema, mainNumberBySchema } from '../../shared/caller-id.ts'
import type { LineId } from '../../shared/ids.ts'
import type { Line } from '../../shared/line.ts'
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
  readonly withholds_every_address: 0 | 1
}

/**
 * Adds the line, or writes over the one with its id; which line is in use stays as it was. How many calls it carries is
 * learnt anew: the account behind it may be another one.
 */
export function saveLine(db: Archive, line: Line): void {
  db.prepare(
    `INSERT INTO lines (line_id, kind, name, server, domain, user, auth_user, caller_name, hide_method,
       hide_by_default, main_number, main_number_by, region, withholds_every_address)
     VALUES (@lineId, @kind, @name, @server, @domain, @user, @authUser, @callerName, @hideMethod,
       @hideByDefault, @mainNumber, @mainNumberBy, @region, @withholdsEveryAddress)
     ON CONFLICT (line_id) DO UPDATE SET kind = @kind, name = @name, server = @server, domain = @domain, user = @user,
       auth_user = @authUser, caller_name = @callerName, hide_method = @hideMethod, hide_by_default = @hideByDefault,
       main_number = @mainNumber, main_number_by = @mainNumberBy, region = @region,
       withholds_every_address = @withholdsEveryAddress, one_call = NULL`,
  ).run({
    ...line,
    hideMethod: JSON.stringify(line.hideMethod),
    hideByDefault: line.hideByDefault ? 1 : 0,
    withholdsEveryAddress: line.withholdsEveryAddress ? 1 : 0,
  })
}

/** Saves the line and makes it the one that calls are made on. */
export function useLine(db: Archive, line: Line): void {
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
    withholdsEveryAddress: row.withholds_every_address === 1,
  }
}
